"""What the index knows of one live item; the same for every engine."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Self

from search.analysis import LANGUAGES

Texts = Mapping[str, str]
NATIONAL = "national"


@dataclass(frozen=True)
class SearchDocument:
    """One item as it can be found, counted and shown.

    Texts are per language; a language the item lacks is absent, never a copy.
    ``aliases`` are what else it is called, and count as its title. ``names`` (of its
    organisations) and ``labels`` (of its terms, with their synonyms) are found too; of
    these three nothing is shown. ``facets`` hold term keys with their ancestors.
    ``card`` is what a result page needs beside these, so that it asks the
    database nothing per hit.
    """

    kind: str
    pk: int
    titles: Texts
    urls: Texts
    ref: str = ""
    summaries: Texts = field(default_factory=dict)
    bodies: Texts = field(default_factory=dict)
    aliases: Texts = field(default_factory=dict)
    names: Texts = field(default_factory=dict)
    labels: Texts = field(default_factory=dict)
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scale: str = ""
    # The provinces of an item that is not national: it goes first for visitors there.
    home_provinces: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    # The one to show and to sort by: ``upcoming(dates)`` on the day the document was made.
    next_date: date | None = None
    updated: datetime | None = None
    verified: date | None = None
    current: bool = True
    # How much the item has to tell, from 0 to 1; decides between equals.
    weight: float = 0.5
    card: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.pk}"

    @property
    def is_national(self) -> bool:
        """Whether it is of use in every province."""
        return self.scale == NATIONAL

    def localised(self, texts: Texts, language: str) -> tuple[str, str]:
        """The text in a language, or else in another, and the language it is in."""
        for candidate in (language, *LANGUAGES):
            if text := texts.get(candidate):
                return text, candidate
        return "", language

    def to_json(self) -> str:
        """The document as it is kept in the index; ``from_json`` reads it back."""
        return json.dumps(vars(self), default=_isoformat, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        known = json.loads(text)
        known["facets"] = {name: tuple(values) for name, values in known["facets"].items()}
        known["home_provinces"] = tuple(known["home_provinces"])
        known["dates"] = tuple(date.fromisoformat(day) for day in known["dates"])
        for name, kind in (("updated", datetime), ("verified", date), ("next_date", date)):
            if known[name]:
                known[name] = kind.fromisoformat(known[name])
        return cls(**known)

    def digest(self) -> str:
        """Differs when anything in the document does."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:16]


def upcoming(dates: Iterable[date], today: date) -> date | None:
    """The first date that is not past, else the last one; None without any."""
    days = sorted(dates)
    return next((day for day in days if day >= today), days[-1] if days else None)


def _isoformat(value: date | datetime) -> str:
    return value.isoformat()
