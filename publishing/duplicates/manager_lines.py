"""Pairs and verdicts as the admin shows them, without the text of what somebody may not see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from publishing.duplicates.finding import items_of
from publishing.duplicates.kinds import kind_called
from publishing.duplicates.signs import sign_of
from publishing.duplicates.verdicts import Key, verdicts_between
from publishing.merging.screen import merge_address
from publishing.models import DuplicateVerdict, SuspectedPair
from publishing.permissions import Verb, may_as_read
from taxonomy.models import Province


@dataclass(frozen=True)
class Side:
    """One of two items; ``value`` names it in a form. Without address for who may not change it."""

    value: str
    title: str
    url: str
    kind: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """Two items, why they look alike, what was said, and what this curator may do about it."""

    first: Side
    second: Side
    reasons: tuple[str, ...]
    said: DuplicateVerdict | None
    may_judge: bool
    merge_url: str

    @property
    def titles(self) -> str:
        return f"{self.first.title} / {self.second.title}"


def lines_of_pairs(pairs: Sequence[SuspectedPair], user: Any) -> list[Line]:
    """A line per pair that still is there; the number of queries depends on the kinds only."""
    keys = {(pair.kind, pk) for pair in pairs for pk in (pair.first_id, pair.second_id)}
    items = items_of(keys)
    two = [((pair.kind, pair.first_id), (pair.kind, pair.second_id)) for pair in pairs]
    verdicts = verdicts_between(two)
    names = {province.code: province.label_here for province in Province.objects.all()}
    facts = facts_of(keys)
    lines = []
    for pair, (one, other) in zip(pairs, two, strict=True):
        if one in items and other in items:
            signs = [sign for data in pair.signs if (sign := sign_of(data))]
            reasons = tuple(sign.in_words(names) for sign in signs)
            said = verdicts.get((min(one, other), max(one, other)))
            lines.append(line_of(items[one], items[other], reasons, said, user, facts))
    return lines


def facts_of(keys: Iterable[Key]) -> dict[Key, str]:
    """What else there is to know about items, as their rooms tell; one question per kind."""
    by_kind: dict[str, set[int]] = {}
    for name, pk in keys:
        by_kind.setdefault(name, set()).add(pk)
    found: dict[Key, str] = {}
    for name, wanted in by_kind.items():
        kind = kind_called(name)
        if kind is not None and kind.facts is not None:
            found |= {(name, pk): fact for pk, fact in kind.facts(wanted).items()}
    return found


def lines_of_verdicts(verdicts: Iterable[DuplicateVerdict], user: Any) -> list[Line]:
    """A line per verdict on two items that still are there."""
    rows = list(verdicts)
    items = items_of(key for row in rows for key in (row.first, row.second))
    return [
        line_of(items[row.first], items[row.second], (), row, user)
        for row in rows
        if row.first in items and row.second in items
    ]


def line_of(
    one: Any,
    other: Any,
    reasons: Sequence[str],
    said: DuplicateVerdict | None,
    user: Any,
    facts: Mapping[Key, str] | None = None,
) -> Line:
    """The line of two items from `items_of`, as ``user`` may see it; ``facts`` from `facts_of`."""
    sides = (one, other)
    first, second = (
        _side(item, user, (facts or {}).get((item.kind, item.pk), "")) for item in sides
    )
    return Line(
        first=first,
        second=second,
        reasons=tuple(reasons),
        said=said,
        may_judge=any(may_as_read(user, Verb.CHANGE, item) for item in sides),
        merge_url=merge_address(one, other) if _may_merge(user, one, other) else "",
    )


def value_of(key: Key) -> str:
    """What an item is called in a form: "offer-12"."""
    return f"{key[0]}-{key[1]}"


def _may_merge(user: Any, one: Any, other: Any) -> bool:
    if one.kind != other.kind:
        return False
    verbs = (Verb.PUBLISH, Verb.ARCHIVE)
    return all(may_as_read(user, verb, item) for verb in verbs for item in (one, other))


def _side(item: Any, user: Any, fact: str = "") -> Side:
    kind = item.kind_label
    region = item.region.label_here if item.region else _("whole country")
    value = value_of((item.kind, item.pk))
    if not (item.live or may_as_read(user, Verb.VIEW_DRAFT, item)):
        return Side(value, _("a draft in another region"), "", kind, (region,))
    owner = getattr(item, "owner", None)
    state = "" if item.live else _("not online")
    return Side(
        value=value,
        title=item.text("title").text,
        url=_address(item, user),
        kind=kind,
        facts=tuple(filter(None, (str(owner or ""), region, state, fact))),
    )


def _address(item: Any, user: Any) -> str:
    if may_as_read(user, Verb.CHANGE, item):
        viewset: Any = type(item).snippet_viewset
        return reverse(viewset.get_url_name("edit"), args=[item.pk])
    return item.get_absolute_url() if item.live else ""
