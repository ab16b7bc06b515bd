"""Reads a question from an address that anybody may have written.

Nothing in an address makes a page fail: what cannot be understood is left out, and
a notice says so.
"""

import re
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

MAX_TEXT = 200
MAX_WORDS = 12
MAX_VALUES = 25
MAX_VALUE_LENGTH = 120
# Nobody reads this far, and every page before it would have to be ranked.
MAX_PAGE = 1_000_000

Notice = str | Promise
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class FacetValues(Protocol):
    """Knows which values exist; ``search.labels`` reads them from the database."""

    def known(self, facet: str, values: Iterable[str]) -> set[str]: ...


@dataclass(frozen=True)
class ParsedQuery:
    query: SearchQuery
    notices: tuple[Notice, ...] = ()


@dataclass
class _Reader:
    """Takes parameters apart and collects what has to be said about them."""

    data: QueryDict
    known: FacetValues
    notices: list[Notice] = field(default_factory=list)

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
        raw = self.data.get(name, "")
        if not raw:
            return None
        try:
            # Only the plain form: fromisoformat reads weeks and other forms as well.
            return date.fromisoformat(raw if _DAY.fullmatch(raw) else "")
        except ValueError:
            self.notices.append(
                _("A date in this address is not valid. Write dates like 2026-05-31.")
            )
            return None

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
    query = SearchQuery(
        text=text,
        selected=reader.selected(fixed),
        fixed=fixed,
        national=data.get("national", "1") not in {"0", "false", "no"},
        date_from=reader.day("from"),
        date_to=reader.day("to"),
        sort=reader.choice("sort", SORTS, DEFAULT_SORT),
        page=reader.number("page", 1, MAX_PAGE),
        per_page=reader.number("per_page", PER_PAGE, MAX_PER_PAGE),
        language=language,
    )
    if query.date_from and query.date_to and query.date_from > query.date_to:
        reader.notices.append(_("The first date is after the last, so the dates were left out."))
        query = query.without_dates().with_page(query.page)
    return ParsedQuery(query, tuple(dict.fromkeys(reader.notices)))


def _is_sound(value: str) -> bool:
    return len(value) <= MAX_VALUE_LENGTH and value.isprintable()
