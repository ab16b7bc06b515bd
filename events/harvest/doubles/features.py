"""What of an event is compared with another one. Plain values, without a database."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from events.overlap.proposal import Keys, Place
from publishing.duplicates.web_addresses import read_address

#: What a link says of where somebody clicked and not of where it leads.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|_ga|ref|lang|hl")
#: What makes no difference between two rules: where a series ends, and how a week begins.
_NOT_COMPARED = ("UNTIL=", "COUNT=", "WKST=")


@dataclass(frozen=True)
class Features:
    """``start`` and ``end`` have an offset, and are None for what lasts all day; then the days
    count, both included. ``end`` is also None when nobody said it. ``days`` are all days that are
    known of a series, its first one included. ``page`` and ``registration`` are addresses as
    `page_of` gives them.
    """

    titles: tuple[str, ...]
    first_day: date
    last_day: date
    start: datetime | None = None
    end: datetime | None = None
    rule: str = ""
    days: frozenset[date] = frozenset()
    place: Place = field(default_factory=Place)
    joining: str = ""
    page: str = ""
    registration: str = ""
    organisations: Keys = frozenset()
    provinces: Keys = frozenset()
    cancelled: bool = False

    @property
    def all_day(self) -> bool:
        return self.start is None

    @property
    def every_day(self) -> frozenset[date]:
        return self.days | {self.first_day}


def page_of(url: str) -> str:
    """An address as it is compared; empty when it leads to no page of its own.

    What comes after the question mark counts, but for what only counts visitors.
    """
    address = read_address(url)
    if not address.host:
        return ""
    try:
        asked = parse_qsl(urlsplit(url.strip()).query)
    except ValueError:
        return ""
    telling = sorted((name, value) for name, value in asked if not _TRACKING.fullmatch(name))
    if not address.is_page and not telling:
        return ""
    return f"{address.host}/{address.path}?{urlencode(telling)}"


def rule_of(text: str) -> str:
    """How something repeats, without how long."""
    parts = (part.strip().upper() for part in text.split(";"))
    return ";".join(sorted(part for part in parts if part and not part.startswith(_NOT_COMPARED)))


def filled(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def listed(words: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(words.split())
