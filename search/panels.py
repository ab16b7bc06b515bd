"""The filters beside the results, and the chips above them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from search.date_panel import days_in_words
from search.facets import DATES, FACETS_BY_NAME, Facet, Nesting, Order
from search.labels import Label, Labels, Vocabulary, organisation_labels
from search.query import DEFAULT_SORT, SearchQuery
from search.results import FacetCounts


@dataclass(frozen=True)
class Option:
    """One box to tick: the context of ``components/facet_option.html``."""

    value: str
    label: str
    lang: str
    count: int
    selected: bool
    depth: int = 0
    line: str = ""


@dataclass(frozen=True)
class Panel:
    """One facet: the context of ``components/facet.html``."""

    name: str
    label: str
    options: list[Option]
    collapsed: bool


def panels(query: SearchQuery, counts: dict[str, FacetCounts], words: Vocabulary) -> list[Panel]:
    """The facets that have something to choose, in their order."""
    found = []
    for facet in query.shown_facets:
        if facet.name not in counts:
            continue
        options = list(_options(facet, query, counts[facet.name], words.of(facet.name)))
        if options:
            chosen = bool(query.selected.get(facet.name))
            collapsed = facet.collapsed and not chosen
            found.append(Panel(facet.name, str(facet.label), options, collapsed))
    return found


def _options(
    facet: Facet, query: SearchQuery, counts: FacetCounts, labels: Labels
) -> Iterator[Option]:
    """The values with results, and the chosen ones even without any."""
    chosen = set(query.values(facet.name))
    # What stands above a chosen value stays as well, or the chosen one would have no place.
    kept = chosen.union(*(labels[value].broader for value in chosen if value in labels))
    present = [label for value, label in labels.items() if counts.get(value) or value in kept]
    if facet.order is Order.COUNT:
        present.sort(key=lambda label: -counts.get(label.value, 0))

    def option(label: Label, depth: int = 0) -> Option:
        text, language = label.text(query.language)
        return Option(
            value=label.value,
            label=text,
            lang=language if language != query.language else "",
            count=counts.get(label.value, 0),
            selected=label.value in chosen,
            depth=depth,
            line="" if depth else label.line,
        )

    if facet.nesting is Nesting.NONE:
        yield from map(option, present)
        return
    shown: set[str] = set()
    for label in present:
        if label.broader:
            continue
        yield option(label)
        narrower = [other for other in present if label.value in other.broader]
        if facet.nesting is Nesting.WHEN_CHOSEN and label.value not in chosen:
            narrower = [other for other in narrower if other.value in chosen]
        for other in narrower:
            # A regional line serves several national ones; it stands under the first.
            if other.value not in shown:
                shown.add(other.value)
                yield option(other, depth=1)


def chips(query: SearchQuery, words: Vocabulary, path: str) -> list[dict[str, Any]]:
    """What is chosen, each with the address that lets it go: ``components/chip.html``."""
    found = []
    for name, values in query.selected.items():
        labels = _labels(name, values, words)
        for value in values:
            if label := labels.get(value):
                text, language = label.text(query.language)
                found.append(
                    _chip(
                        str(FACETS_BY_NAME[name].label),
                        text,
                        query.without_value(name, value).url(path),
                        language if language != query.language else "",
                    )
                )
    if not query.national:
        url = query.with_national(True).url(path)
        found.append(_chip(_("Reach"), _("without what is national"), url))
    if query.date_from or query.date_to:
        days = days_in_words(query.date_from, query.date_to)
        found.append(_chip(str(DATES.label), days, query.without_dates().url(path)))
    return found


def hidden_fields(query: SearchQuery) -> list[tuple[str, str]]:
    """What the form must send along because it has no control of its own on the page."""
    facets = {facet.name for facet in query.shown_facets}
    visible = {"q", "national", "from", "to", "sort", "page", *facets}
    found = [pair for pair in query.parameters() if pair[0] not in visible]
    if query.sort != DEFAULT_SORT:
        # An order is chosen for these words: other words are ordered anew.
        found.append(("sorted_for", query.text))
    return found


def facet_name(name: str) -> str:
    return str(FACETS_BY_NAME[name].label)


def _labels(facet: str, values: Iterable[str], words: Vocabulary) -> Labels:
    return organisation_labels(values) if facet == "organisation" else words.of(facet)


def _chip(facet_label: str, label: str, remove_url: str, lang: str = "") -> dict[str, Any]:
    return {"facet_label": facet_label, "label": label, "remove_url": remove_url, "lang": lang}
