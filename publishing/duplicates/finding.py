"""What is already there that looks like something, for whoever asks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from publishing.duplicates.candidates import candidates_for, profiles_of
from publishing.duplicates.comparing import Comparison, compare
from publishing.duplicates.description import Description
from publishing.duplicates.keys import keys_of
from publishing.duplicates.kinds import kind_called
from publishing.duplicates.relations import Relation
from publishing.duplicates.verdicts import Key, holds, verdicts_about
from publishing.models import DuplicateProfile, DuplicateVerdict, Merge
from publishing.permissions import Verb, may_as_read, roles_of
from taxonomy.models import Province

#: So many items are read; of some there may be nothing to show.
MOST_READ = 12


@dataclass(frozen=True)
class Match:
    """An item that looks like what somebody describes.

    One that the reader may not see is ``hidden``: it has no key, title, address or owner, and
    its only reason says that somebody is at work on something like this. ``region`` is whose
    manager can tell more. ``title_lang`` is the language the title is really in. ``said`` is what
    somebody decided about the two, if that is still to be looked at.
    """

    kind: str
    pk: int | None
    title: str
    url: str
    relation: Relation
    score: float
    reasons: tuple[str, ...]
    region: str = ""
    owner: str = ""
    kind_label: str = ""
    title_lang: str = "nl"
    summary: str = ""
    live: bool = True
    said: DuplicateVerdict | None = None

    @property
    def hidden(self) -> bool:
        return self.pk is None

    @property
    def reason(self) -> str:
        """All reasons in one sentence."""
        return capfirst(", ".join(self.reasons))


def likely_doubles(description: Description, *, user: Any = None, limit: int = 5) -> list[Match]:
    """What looks like this description, the likeliest first; the item itself is left out.

    ``user`` is who will read it; without one, a visitor. A draft that the reader may not see is
    never shown with its text: of all such drafts together one line says that there is something.
    A pair about which somebody decided is not shown again while nothing has changed; a curator
    is still shown what a contributor decided, with the reason.
    """
    verdicts = verdicts_about(description.kind, description.pk)
    settled = _settled_for(roles_of(user).is_curator, description, verdicts)
    found = [
        (profile, comparison)
        for profile, comparison in compared(description)
        if comparison.relation != Relation.DIFFERENT and not settled(profile)
    ]
    return _shown(found[: max(MOST_READ, limit)], user, verdicts)[:limit]


def _settled_for(
    is_curator: bool, description: Description, verdicts: Mapping[Key, DuplicateVerdict]
) -> Callable[[DuplicateProfile], bool]:
    def settled(profile: DuplicateProfile) -> bool:
        verdict = verdicts.get((profile.kind, profile.object_id))
        if verdict is None or (is_curator and not verdict.by_curator):
            return False
        if verdict.relation == Relation.SAME and is_curator:
            # Said to be the same, and still two: a merge away.
            return False
        return holds(verdict, description, Description.from_data(profile.data))

    return settled


def compared(description: Description) -> list[tuple[DuplicateProfile, Comparison]]:
    """The candidates for a description with what comparing them gave, the likeliest first.

    Two queries and no more, however many there are.
    """
    kind = kind_called(description.kind)
    if kind is None or not any(description.names):
        return []
    keys = candidates_for(keys_of(description))
    profiles = profiles_of(keys, {kind.name, *kind.relatives})
    found = [
        (profile, compare(description, Description.from_data(profile.data)))
        for profile in profiles
        if (profile.kind, profile.object_id) != (description.kind, description.pk)
    ]
    return sorted(found, key=lambda pair: (-pair[1].score, pair[0].pk))


def _shown(
    found: Sequence[tuple[DuplicateProfile, Comparison]],
    user: Any,
    verdicts: Mapping[Key, DuplicateVerdict],
) -> list[Match]:
    items = items_of((profile.kind, profile.object_id) for profile, _comparison in found)
    provinces = Province.objects.all() if found else ()
    names = {province.code: province.label_here for province in provinces}
    matches: list[Match] = []
    is_said = False
    for profile, comparison in found:
        item = items.get((profile.kind, profile.object_id))
        if item is None:
            continue
        if item.live or may_as_read(user, Verb.VIEW_DRAFT, item):
            said = verdicts.get((profile.kind, profile.object_id))
            matches.append(_match(item, comparison, names, said))
        elif comparison.relation == Relation.SAME and item.first_published_at is None:
            # Once is enough: how many there are is nobody's business either.
            if not is_said:
                matches.append(_hidden(item))
            is_said = True
    return matches


def items_of(keys: Iterable[Key]) -> dict[Key, Any]:
    """The items with these kinds and keys, but for those that were merged into another one.

    One query per kind and one for all merges.
    """
    by_kind: dict[str, set[int]] = {}
    for name, pk in keys:
        by_kind.setdefault(name, set()).add(pk)
    absorbed = set(
        Merge.objects.standing()
        .filter(kind__in=by_kind, absorbed_pk__in=set().union(*by_kind.values()))
        .values_list("kind", "absorbed_pk")
        if by_kind
        else ()
    )
    found: dict[Key, Any] = {}
    for name, wanted in by_kind.items():
        kind = kind_called(name)
        if kind is None:
            continue
        rows = kind.model._default_manager.filter(pk__in=wanted).select_related("region")
        if kind.has_parties:
            rows = rows.select_related("owner").defer("owner__body", "owner__body_en")
        for item in rows.defer("body", "body_en"):
            if (name, item.pk) not in absorbed:
                found[name, item.pk] = item
    return found


def _match(
    item: Any,
    comparison: Comparison,
    province_names: Mapping[str, str],
    said: DuplicateVerdict | None,
) -> Match:
    title = item.text("title")
    owner = getattr(item, "owner", None)
    return Match(
        kind=item.kind,
        pk=item.pk,
        title=title.text,
        title_lang=title.lang,
        url=item.get_absolute_url() if item.live else "",
        relation=comparison.relation,
        score=comparison.score,
        reasons=tuple(sign.in_words(province_names) for sign in comparison.signs),
        region=str(item.region.label_here) if item.region else "",
        owner=str(owner) if owner else "",
        kind_label=item.kind_label,
        summary=item.text("summary").text,
        live=item.live,
        said=said,
    )


def _hidden(item: Any) -> Match:
    return Match(
        kind=item.kind,
        pk=None,
        title="",
        url="",
        relation=Relation.SAME,
        score=0.0,
        reasons=(
            _(
                "somebody is already preparing something like this: "
                "ask the programme manager of the region"
            ),
        ),
        region=str(item.region.label_here) if item.region else "",
        live=False,
    )
