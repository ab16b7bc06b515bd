"""A question as it stands in the address: immutable, and able to write itself back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self
from urllib.parse import urlencode

from search.facets import FACETS, Facet, shown_facets

SORTS = ("relevance", "updated", "title", "date")
DEFAULT_SORT = "relevance"
PER_PAGE = 20
MAX_PER_PAGE = 100

Selected = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class SearchQuery:
    """What is asked for; ``search.querystring.parse`` reads it from an address.

    ``fixed`` are facets the page itself sets (a list of one kind): they filter, but
    stand neither in the address nor among the chips.
    """

    text: str = ""
    selected: Selected = field(default_factory=dict)
    fixed: Selected = field(default_factory=dict)
    national: bool = True
    date_from: date | None = None
    date_to: date | None = None
    sort: str = DEFAULT_SORT
    page: int = 1
    per_page: int = PER_PAGE
    language: str = "nl"

    @property
    def filters(self) -> Selected:
        """All that narrows, chosen and fixed, in the order of the facets."""
        both = {**self.selected, **self.fixed}
        return {facet.name: both[facet.name] for facet in FACETS if both.get(facet.name)}

    @property
    def shown_facets(self) -> tuple[Facet, ...]:
        """Those with a panel on this page."""
        shown = shown_facets(self.fixed.get("kind", ()))
        return tuple(facet for facet in shown if facet.name not in self.fixed)

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.per_page

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day between which an item must have a date; None is open."""
        return self.date_from, self.date_to

    @property
    def is_filtered(self) -> bool:
        return bool(self.selected) or not self.national or bool(self.date_from or self.date_to)

    @property
    def chosen_count(self) -> int:
        return sum(len(values) for values in self.selected.values())

    def values(self, facet: str) -> tuple[str, ...]:
        return self.fixed.get(facet) or self.selected.get(facet, ())

    def has(self, facet: str, value: str) -> bool:
        return value in self.values(facet)

    # Each of these starts again at the first page: another question, another list.

    def with_value(self, facet: str, value: str) -> Self:
        if self.has(facet, value):
            return self
        return self._select(facet, (*self.selected.get(facet, ()), value))

    def without_value(self, facet: str, value: str) -> Self:
        kept = tuple(other for other in self.selected.get(facet, ()) if other != value)
        return self._select(facet, kept)

    def without_facet(self, facet: str) -> Self:
        return self._select(facet, ())

    def without_filters(self) -> Self:
        return replace(self, selected={}, national=True, date_from=None, date_to=None, page=1)

    def without_text(self) -> Self:
        return replace(self, text="", page=1)

    def with_national(self, wanted: bool) -> Self:
        return replace(self, national=wanted, page=1)

    def without_dates(self) -> Self:
        return replace(self, date_from=None, date_to=None, page=1)

    def with_sort(self, sort: str) -> Self:
        return replace(self, sort=sort, page=1)

    def with_page(self, page: int) -> Self:
        return replace(self, page=page)

    def parameters(self) -> Iterator[tuple[str, str]]:
        """The address parameters in their one order; what is as usual is left out."""
        if self.text:
            yield "q", self.text
        for facet in FACETS:
            for value in sorted(self.selected.get(facet.name, ())):
                yield facet.name, value
        if not self.national:
            yield "national", "0"
        if self.date_from:
            yield "from", self.date_from.isoformat()
        if self.date_to:
            yield "to", self.date_to.isoformat()
        if self.sort != DEFAULT_SORT:
            yield "sort", self.sort
        if self.per_page != PER_PAGE:
            yield "per_page", str(self.per_page)
        if self.page != 1:
            yield "page", str(self.page)

    def canonical_querystring(self) -> str:
        """The same question always gives the same string; empty for the plain page."""
        return urlencode(list(self.parameters()))

    def url(self, path: str) -> str:
        """The address of this question on a page."""
        querystring = self.canonical_querystring()
        return f"{path}?{querystring}" if querystring else path

    def _select(self, facet: str, values: tuple[str, ...]) -> Self:
        selected = {name: kept for name, kept in self.selected.items() if name != facet}
        if values:
            selected[facet] = values
        return replace(self, selected=selected, page=1)
