"""Whether a verdict still holds: what it rests on, and what of that has changed since."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from monitor.models import Overlap, OverlapProfile, OverlapVerdict
from monitor.models.overlap import Key
from monitor.overlap.periods import period_in_words
from monitor.overlap.profile import Profile
from monitor.overlap.reasons import Naming

#: What a verdict rests on. A title, a summary or a contact can change without a word; of the
#: parties only a new one is news.
PEOPLE, PLACE, FORM, PERIOD, PARTIES = "people", "place", "form", "period", "parties"
OWNER, LEVEL = "owner", "level"
#: Parts of which the values are organisations.
ORGANISATIONS = frozenset({PARTIES, OWNER})
#: Stands among the provinces for the whole country.
NATIONAL = "national"
_VOCABULARIES = {
    PEOPLE: "target_group",
    PLACE: "province",
    FORM: "form",
    **dict.fromkeys(ORGANISATIONS, "organisation"),
}

Basis = dict[str, list[str]]


@dataclass(frozen=True)
class Change:
    """What of one item is other than when the verdict was given."""

    item: str
    part: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def as_data(self) -> list[Any]:
        return [self.item, self.part, list(self.added), list(self.removed)]

    @classmethod
    def from_data(cls, data: Any) -> "Change":
        item, part, added, removed = data
        return cls(item, part, tuple(added), tuple(removed))

    def in_words(self, title: str, name: Naming) -> str:
        """In the active language; ``title`` is that of the item."""
        parts = []
        if self.added:
            parts.append(_("new: %(what)s") % {"what": self._named(self.added, name)})
        if self.removed:
            parts.append(_("gone: %(what)s") % {"what": self._named(self.removed, name)})
        return _("%(part)s of “%(title)s”: %(what)s") % {
            "part": _PART_NAMES[self.part](),
            "title": title,
            "what": "; ".join(parts),
        }

    def _named(self, values: Iterable[str], name: Naming) -> str:
        last = pgettext("between the last two of a list", "and")
        return get_text_list([self._value(value, name) for value in values], last)

    def _value(self, value: str, name: Naming) -> str:
        if self.part == PERIOD:
            return _period_in_words(value)
        if self.part == LEVEL:
            return f"NLQF {value}"
        if value == NATIONAL:
            return _("the whole country")
        return name(_VOCABULARIES[self.part], value)


def pair_key(one: Key, other: Key) -> tuple[Key, Key]:
    """Two items in the order in which pairs and verdicts name them."""
    return (one, other) if one <= other else (other, one)


def basis_of(one: Profile, other: Profile) -> dict[str, Basis]:
    """What a verdict on two items rests on, by item."""
    return {_name(each): _basis(each) for each in (one, other)}


def changes_since(
    basis: Mapping[str, Mapping[str, list[str]]], one: Profile, other: Profile
) -> list[Change]:
    """What has changed in two items since a verdict with this basis."""
    return [
        change
        for profile in (one, other)
        if (before := basis.get(_name(profile))) is not None
        for change in _changes(_name(profile), before, _basis(profile))
    ]


def verdicts_among(keys: Collection[Key]) -> dict[tuple[Key, Key], OverlapVerdict]:
    """The verdicts on pairs with at least one of these items; a query per kind."""
    by_kind: dict[str, set[int]] = {}
    for kind, pk in keys:
        by_kind.setdefault(kind, set()).add(pk)
    condition = Q(pk__in=())
    for kind, pks in by_kind.items():
        condition |= Q(first_kind=kind, first_pk__in=pks) | Q(second_kind=kind, second_pk__in=pks)
    if not by_kind:
        return {}
    rows = OverlapVerdict.objects.filter(condition).select_related("decided_by")
    return {(row.first, row.second): row for row in rows}


def judged_pairs() -> set[tuple[Key, Key]]:
    """The pairs of items of which somebody said something."""
    rows = OverlapVerdict.objects.values_list("first_kind", "first_pk", "second_kind", "second_pk")
    return {((kind, pk), (other, other_pk)) for kind, pk, other, other_pk in rows.iterator()}


def state_of(verdict: OverlapVerdict | None, changes: Collection[Change]) -> str:
    """The state of a pair with this verdict and these changes since."""
    if verdict is None:
        return Overlap.State.OPEN
    return Overlap.State.REOPENED if changes else Overlap.State.JUDGED


def note_changes(verdict: OverlapVerdict, changes: Iterable[Change]) -> None:
    """Keeps with a verdict what changed since, for the page that asks again."""
    data = [change.as_data() for change in changes]
    if data != verdict.changed:
        verdict.changed = data
        # Not `save`, which would say that it was decided now.
        OverlapVerdict.objects.filter(pk=verdict.pk).update(changed=data)


def settle(verdict: OverlapVerdict | None, first: OverlapProfile, second: OverlapProfile) -> str:
    """The state of a pair as its items are now; what changed is kept with the verdict."""
    if verdict is None:
        return Overlap.State.OPEN
    one, other = Profile.from_data(first.data), Profile.from_data(second.data)
    changes = changes_since(verdict.basis, one, other)
    note_changes(verdict, changes)
    return state_of(verdict, changes)


def _basis(profile: Profile) -> Basis:
    return {
        PEOPLE: sorted(profile.groups),
        PLACE: [NATIONAL] if profile.national else sorted(profile.provinces),
        FORM: [profile.form],
        PERIOD: [f"{_day(profile.starts)}/{_day(profile.ends)}"],
        PARTIES: sorted(str(party) for party in profile.organisations),
        OWNER: [str(profile.owner)] if profile.owner else [],
        LEVEL: [str(profile.level)] if profile.level else [],
    }


def _changes(
    item: str, before: Mapping[str, list[str]], now: Mapping[str, list[str]]
) -> Iterator[Change]:
    for part, values in now.items():
        # Of a part that was not noted nobody knows whether it changed.
        was = before.get(part, values)
        added = tuple(value for value in values if value not in was)
        removed = tuple(value for value in was if value not in values)
        if part == PARTIES:
            removed = ()
        if added or removed:
            yield Change(item, part, added, removed)


def _name(profile: Profile) -> str:
    return f"{profile.kind}:{profile.pk}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _period_in_words(value: str) -> str:
    first, last = (date.fromisoformat(part) if part else None for part in value.split("/"))
    return period_in_words(first, last)


_PART_NAMES = {
    PEOPLE: lambda: _("target groups"),
    PLACE: lambda: _("place"),
    FORM: lambda: _("form"),
    PERIOD: lambda: _("period"),
    PARTIES: lambda: _("partners"),
    OWNER: lambda: _("provider"),
    LEVEL: lambda: _("level"),
}
