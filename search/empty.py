"""Ways out of a question that finds nothing: what to let go, and what that would give."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.engines import SearchEngine
from search.panels import facet_name
from search.query import SearchQuery

# Each way out costs a search.
MOST_WAYS = 8
# Of a whole sentence no single word is the cause.
MOST_WORDS = 4


def ways_out(query: SearchQuery, engine: SearchEngine, path: str) -> list[dict[str, Any]]:
    """Links that do find something, the fullest first."""
    found = []
    for label, other in list(_alternatives(query))[:MOST_WAYS]:
        total = engine.search(replace(other, per_page=1)).total
        if total:
            results = ngettext("%(total)d result", "%(total)d results", total) % {"total": total}
            found.append(
                {"label": label, "count": total, "results": results, "url": other.url(path)}
            )
    return sorted(found, key=lambda way: -way["count"])


def _alternatives(query: SearchQuery) -> Iterator[tuple[str, SearchQuery]]:
    first = query.with_page(1)
    for name in query.selected:
        yield (
            _("Without the filter %(filter)s") % {"filter": facet_name(name)},
            (first.without_facet(name)),
        )
    if not query.national:
        yield _("Together with what is national"), first.with_national(True)
    if query.date_from or query.date_to:
        yield _("On any date"), first.without_dates()
    words = query.text.split()
    if 1 < len(words) <= MOST_WORDS:
        for word in words:
            rest = " ".join(other for other in words if other != word)
            yield _("Without the word “%(word)s”") % {"word": word}, replace(first, text=rest)
    if query.text and query.is_filtered:
        yield _("Without any filter"), first.without_filters()
        yield _("Without the words you typed"), first.without_text()
