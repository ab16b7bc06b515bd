"""What of an item is compared: plain values, without a database."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self


@dataclass(frozen=True)
class Description:
    """An item as the engine sees it; all but ``kind`` may be left empty.

    ``titles`` holds the title in every language, ``aliases`` other names and abbreviations.
    ``owner`` and ``organisations`` are keys of organisations, ``provinces`` ISO codes
    ("NL-FL"), ``subjects`` terms as "target_groups:3". ``belongs_to`` is the key of the
    initiative it is a part of, ``day`` the first day of what takes place on one.
    """

    kind: str
    titles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    pk: int | None = None
    summary: str = ""
    owner: int | None = None
    organisations: frozenset[int] = frozenset()
    website: str = ""
    place: str = ""
    provinces: frozenset[str] = frozenset()
    national: bool = False
    subjects: frozenset[str] = frozenset()
    belongs_to: int | None = None
    day: date | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called."""
        return tuple(name for name in (*self.titles, *self.aliases) if name.strip())

    @property
    def parties(self) -> frozenset[int]:
        """The organisations that have to do with it, its owner included."""
        return self.organisations | ({self.owner} if self.owner else frozenset())

    def as_data(self) -> dict[str, Any]:
        """As what fits in JSON; `from_data` reads it back."""
        found: dict[str, Any] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, frozenset):
                value = sorted(value)
            elif isinstance(value, date):
                value = value.isoformat()
            if value not in (None, "", (), [], False):
                found[field.name] = value
        return found

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """A description from what `as_data` gave."""
        values = dict(data)
        for name in ("titles", "aliases"):
            values[name] = tuple(values.get(name, ()))
        for name in ("organisations", "provinces", "subjects"):
            values[name] = frozenset(values.get(name, ()))
        if day := values.get("day"):
            values["day"] = date.fromisoformat(day)
        return cls(**values)
