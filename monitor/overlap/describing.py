"""From an item, stored or not yet, to the profile that is compared."""

from collections.abc import Iterable
from typing import Any

from initiatives.models import Initiative, Offer, Phase
from monitor.overlap.profile import Profile
from monitor.overlap.subject import stems_of, subject_words
from publishing.confirmation.items import counts_since
from publishing.freshness import schedule
from search.labels import Vocabulary, vocabulary
from search.stamp import kept_while_unchanged

#: What people and companies can use now. Practices are models to repeat: two that are alike are
#: no overlap.
KINDS: dict[str, type[Initiative] | type[Offer]] = {
    Initiative.kind: Initiative,
    Offer.kind: Offer,
}
#: Which relations of an item are its lines and paths, by their name in addresses.
STRANDS = {"action_line": "action_lines", "action": "actions", "path": "development_paths"}
#: Vocabularies of which the words tell no subjects apart: items are compared by them already.
#: Of target groups only the broadest: a narrower one may be named after a subject.
_NOISE = ("target_group", "form", "province", "region")


def describe(item: Any, words: Vocabulary | None = None) -> Profile:
    """What is compared of an initiative or offer; it need not be saved, nor complete."""
    words = vocabulary() if words is None else words
    silent = noise()
    groups = frozenset(term.key for term in item.classification("target_groups"))
    title = subject_words(item.title or "", silent)
    rest = subject_words(item.summary or "", silent)
    national = item.is_national
    return Profile(
        kind=item.kind,
        pk=item.pk,
        form=item.form.key if item.form else "",
        groups=groups,
        broader={group: above for group in sorted(groups) for above in _above(group, words)},
        provinces=frozenset() if national else _provinces(item, words),
        national=national,
        starts=getattr(item, "available_from", None),
        ends=getattr(item, "available_until", None),
        known_until=_known_until(item),
        over=item.phase == Phase.ENDED,
        strands=frozenset(
            f"{name}:{term.key}"
            for name, field in STRANDS.items()
            for term in item.classification(field)
        ),
        title_words=title,
        other_words={stem: word for stem, word in rest.items() if stem not in title},
        level=getattr(item, "level", None),
        mode=getattr(item, "mode", ""),
        owner=item.owner_id,
        organisations=frozenset(party.pk for party in _parties(item)),
        family=item.pk if item.kind == Initiative.kind else item.initiative_id,
    )


@kept_while_unchanged
def noise() -> frozenset[str]:
    """Stems of the names of target groups, forms and places."""
    words = vocabulary()
    return frozenset(
        stem
        for facet in _NOISE
        for label in words.of(facet).values()
        if not label.broader
        for stem in stems_of(str(label.texts["nl"]))
    )


def _above(group: str, words: Vocabulary) -> Iterable[str]:
    known = words.of("target_group").get(group)
    return known.broader[:1] if known else ()


def _provinces(item: Any, words: Vocabulary) -> frozenset[str]:
    """Where it is; without provinces of its own, those of its lead region."""
    own = frozenset(province.code for province in item.classification("provinces"))
    if own or item.region is None:
        return own
    region = item.region.key
    return frozenset(code for code, key in words.region_of_province.items() if key == region)


def _known_until(item: Any) -> Any:
    if item.pk is None:
        return None
    times = schedule()
    return counts_since(item) + times.confirm_after + times.grace


def _parties(item: Any) -> Iterable[Any]:
    held = item.organisations
    return held if isinstance(held, list) else held.all()
