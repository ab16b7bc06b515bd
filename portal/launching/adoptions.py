"""What the documents say of regions that use a practice, or want to.

The content files name provinces in which a practice runs or is proposed. A practice that runs in
a province is running in its region; one that is being built there is being prepared; where it is
proposed a region is interested. What is only proposed counts nowhere as running: the places that
such a practice names are examples of something like it. No document gives a day, so no step has
one, and no region has confirmed it.
"""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from initiatives.adoption.deciding import Happened
from initiatives.adoption.on_page import STATE_OF_PHASE
from initiatives.models import Adoption, Phase, Practice
from taxonomy.models import Province, Region

LONGEST = 300


def add_adoptions(refs: Iterable[str]) -> int:
    """Record what regions do with these practices; returns how many adoptions are new.

    Only for practices of which nobody has told anything: what a region says itself, or has taken
    back, is never overruled by a document.
    """
    practices = Practice.objects.filter(ref__in=list(refs), adoptions__isnull=True)
    of_practices = ContentType.objects.get_for_model(Practice)
    entries = ModelLogEntry.objects.filter(content_type=of_practices, action__in=list(Happened))
    told = {int(key) for key in entries.values_list("object_id", flat=True)}
    made = 0
    for practice in practices.prefetch_related("provinces__region", "proposed_provinces__region"):
        if practice.pk in told:
            continue
        for region, state in states_of(practice).items():
            adoption = Adoption.objects.create(
                practice=practice,
                region=region,
                state=state,
                told_by=_sources(practice, "title"),
                told_by_en=_sources(practice, "title_en"),
            )
            adoption.steps.create(state=state)
            made += 1
    return made


def states_of(practice: Practice) -> dict[Region, str]:
    """What a practice says of regions, by the provinces that it names."""
    found = _regions(practice.proposed_provinces.all(), Adoption.State.INTERESTED)
    if state := STATE_OF_PHASE.get(Phase(practice.phase)):
        found |= _regions(practice.provinces.all(), state)
    return found


def _regions(provinces: Iterable[Province], state: str) -> dict[Region, str]:
    return {province.region: state for province in provinces}


def _sources(practice: Practice, title: str) -> str:
    titles = [entry.get(title) or entry.get("title") or "" for entry in practice.sources]
    return "; ".join(dict.fromkeys(filter(None, titles)))[:LONGEST]
