"""Reads a question from an address that anybody may have written.

Nothing in an address makes a page fail: what cannot be understood is left out, and
a notice says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from search.analysis import clean
from search.facets import FACETS, Facet
from search.query import DEFAULT_SORT, MAX_PER_PAGE, PER_PAGE, SORTS, SearchQuery
from taxonomy.days import LONGEST, read_day

MAX_TEXT = 200
MAX_WORDS = 12
MAX_VALUES = 25
MAX_VALUE_LENGTH = 120
# Nobody reads this far, and every page before it would have to be ranked.
MAX_PAGE = 1_000_000

Notice = str | Promise


class FacetValues(Protocol):
    """Knows which values exist; ``search.labels`` reads them from the database."""

    def known(self, facet: str, values: Iterable[str]) -> set[str]: ...


@dataclass(frozen=True)
class DateFault:
    """A date that could not be used: what was typed, and what to say about it beside the field."""

    typed: str
    message: Notice = ""


@dataclass(frozen=True)
class ParsedQuery:
    """``date_faults`` are by parameter: ``from`` and ``to``."""

    query: SearchQuery
    notices: tuple[Notice, ...] = ()
    date_faults: Mapping[str, DateFault] = field(default_factory=dict)


@dataclass
class _Reader:
    """Takes parameters apart and collects what has to be said about them."""

    data: QueryDict
    known: FacetValues
    notices: list[Notice] = field(default_factory=list)
    date_faults: dict[str, DateFault] = field(default_factory=dict)

    def text(self) -> str:
        raw = self.data.get("q", "")
        typed = clean(raw[: MAX_TEXT * 2])
        shortened = " ".join(typed[:MAX_TEXT].split(" ")[:MAX_WORDS]).strip()
        if shortened != typed or len(raw) > MAX_TEXT * 2:
            self.notices.append(
                _("Your question was too long. We searched for the first part of it.")
            )
        return shortened

    def values(self, facet: Facet) -> tuple[str, ...]:
        given = self.data.getlist(facet.name)
        wanted = list(dict.fromkeys(value for value in given if value))
        if len(wanted) > MAX_VALUES:
            self.notices.append(
                format_lazy(
                    _("{facet}: you chose more values than we can use; we used the first ones."),
                    facet=facet.label,
                )
            )
            wanted = wanted[:MAX_VALUES]
        sound = [value for value in wanted if _is_sound(value)]
        existing = self.known.known(facet.name, sound) if sound else set()
        if len(existing) < len(wanted):
            self.notices.append(
                format_lazy(
                    _("{facet}: a value in this address does not exist, so it was left out."),
                    facet=facet.label,
                )
            )
        return tuple(sorted(value for value in sound if value in existing))

    def selected(self, fixed: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        chosen = {facet.name: self.values(facet) for facet in FACETS if facet.name not in fixed}
        return {name: values for name, values in chosen.items() if values}

    def day(self, name: str) -> date | None:
        raw = self.data.get(name, "").strip()
        if not raw:
            return None
        try:
            return read_day(raw)
        except ValueError:
            self.notices.append(_("A date is not valid, so it was left out."))
            self.date_faults[name] = DateFault(
                clean(raw[:LONGEST]), _("Write a date like 31-12-2026.")
            )
            return None

    def days(self) -> tuple[date | None, date | None]:
        """The first and last day; neither when the first is after the last."""
        first, last = self.day("from"), self.day("to")
        if first and last and first > last:
            self.notices.append(_("The first date is after the last, so the dates were left out."))
            self.date_faults["from"] = DateFault(clean(self.data.get("from", "")))
            self.date_faults["to"] = DateFault(
                clean(self.data.get("to", "")), _("This date is before the first one.")
            )
            return None, None
        return first, last

    def number(self, name: str, default: int, most: int) -> int:
        raw = self.data.get(name, "")
        if not raw:
            return default
        # isdecimal alone accepts digits of other scripts, which int() reads too.
        if not (raw.isascii() and raw.isdecimal() and len(raw) <= 9) or int(raw) < 1:
            self.notices.append(
                _("The page number in this address is not valid. This is the first page.")
                if name == "page"
                else _("The number of results per page in this address is not valid.")
            )
            return default
        return min(int(raw), most)

    def sort(self, text: str) -> str:
        """The order asked for, unless it was chosen for other words: new words want the best match.

        The form says for which words it was chosen; links keep the order they have.
        """
        chosen = self.choice("sort", SORTS, DEFAULT_SORT)
        words = self.data.get("sorted_for")
        is_for_others = words is not None and clean(words[: MAX_TEXT * 2]) != text
        return DEFAULT_SORT if is_for_others else chosen

    def choice(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        raw = self.data.get(name, "")
        if raw and raw not in allowed:
            self.notices.append(
                _("The order in this address does not exist. We used the usual order.")
            )
            return default
        return raw or default


def parse(
    data: QueryDict,
    known: FacetValues,
    *,
    language: str,
    kind: str | None = None,
) -> ParsedQuery:
    """The question in an address and what must be said about it.

    With ``kind`` the page is a list of that kind: the parameter ``kind`` is ignored.
    """
    reader = _Reader(data, known)
    fixed: dict[str, tuple[str, ...]] = {"kind": (kind,)} if kind else {}
    text = reader.text()
    first, last = reader.days()
    query = SearchQuery(
        text=text,
        selected=reader.selected(fixed),
        fixed=fixed,
        national=data.get("national", "1") not in {"0", "false", "no"},
        date_from=first,
        date_to=last,
        sort=reader.sort(text),
        page=reader.number("page", 1, MAX_PAGE),
        per_page=reader.number("per_page", PER_PAGE, MAX_PER_PAGE),
        language=language,
    )
    return ParsedQuery(query, tuple(dict.fromkeys(reader.notices)), reader.date_faults)


def _is_sound(value: str) -> bool:
    return len(value) <= MAX_VALUE_LENGTH and value.isprintable()
