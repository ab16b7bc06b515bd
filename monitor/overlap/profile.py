"""What of an item is compared to see whether it overlaps another: plain values, without a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, Self


@dataclass(frozen=True)
class Profile:
    """Whom an item serves, how, where, when and about what; all but ``kind`` may be empty.

    Terms are keys as in the addresses of search. ``groups`` are the target groups as they were
    chosen, ``broader`` gives the one above each of them. ``strands`` are national action lines,
    actions and development paths together. ``title_words`` and ``other_words`` lead from a stem
    to the word as it was written; ``other_words`` holds those of the summary that the title lacks.
    ``family`` is the key of the initiative that it is, or is a part of. ``known_until`` is the
    last day on which it counts as confirmed; ``over`` is what says of itself that it has ended.
    """

    kind: str
    pk: int | None = None
    form: str = ""
    groups: frozenset[str] = frozenset()
    broader: Mapping[str, str] = field(default_factory=dict)
    provinces: frozenset[str] = frozenset()
    national: bool = False
    starts: date | None = None
    ends: date | None = None
    known_until: date | None = None
    over: bool = False
    strands: frozenset[str] = frozenset()
    title_words: Mapping[str, str] = field(default_factory=dict)
    other_words: Mapping[str, str] = field(default_factory=dict)
    level: int | None = None
    mode: str = ""
    owner: int | None = None
    organisations: frozenset[int] = frozenset()
    family: int | None = None

    @property
    def key(self) -> tuple[str, int | None]:
        return self.kind, self.pk

    @property
    def all_groups(self) -> frozenset[str]:
        """The target groups with the broader ones above them."""
        return self.groups | frozenset(self.broader.values())

    @property
    def words(self) -> Mapping[str, str]:
        """All words of its subject."""
        return {**self.other_words, **self.title_words}

    def counts_on(self, day: date) -> bool:
        """Whether it can be used on a day, or will be: not when it has ended or nobody confirmed it."""
        if self.over:
            return False
        last = min((end for end in (self.ends, self.known_until) if end), default=None)
        return last is None or last >= day

    def can_overlap(self) -> bool:
        """Whether enough is known of it: the same people, form and place are needed."""
        return bool(self.form and self.groups and (self.national or self.provinces))

    def as_data(self) -> dict[str, Any]:
        """As what fits in JSON; `from_data` reads it back. Empty values are left out."""
        found: dict[str, Any] = {}
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, frozenset):
                value = sorted(value)
            elif isinstance(value, date):
                value = value.isoformat()
            if value not in (None, "", [], {}, False):
                found[each.name] = value
        return found

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """A profile from what `as_data` gave."""
        values = dict(data)
        for name in ("groups", "provinces", "strands", "organisations"):
            values[name] = frozenset(values.get(name, ()))
        for name in ("starts", "ends", "known_until"):
            if name in values:
                values[name] = date.fromisoformat(values[name])
        return cls(**values)

    def with_groups(self, *groups: str) -> Self:
        """The same for more target groups, too."""
        return replace(self, groups=self.groups | frozenset(groups))
