"""The plain list for when the search engine cannot answer: the site stays up."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from search import registry
from search.analysis import Highlighter, Question
from search.highlighting import make_hit
from search.labels import Vocabulary
from search.query import SearchQuery
from search.registry import Source
from search.results import Hit, SearchResults


def plain_listing(query: SearchQuery, words: Vocabulary) -> SearchResults:
    """Live items from the database, kind by kind and by title.

    Kind and typed words narrow it (as pieces of the title); other filters do not, which
    the page says. There are no counts and no ranking.
    """
    found = list(_rows_per_kind(query))
    counts = [rows.count() for _source, rows in found]
    start, end = query.offset, query.offset + query.per_page
    hits: list[Hit] = []
    plain = Highlighter(Question())
    for (source, rows), count in zip(found, counts, strict=True):
        shown = list(rows[max(start, 0) : max(end, 0)])
        source.gather(shown)
        documents = (source.build(item, words) for item in shown)
        hits.extend(make_hit(document, 0.0, query.language, plain) for document in documents)
        start, end = start - count, end - count
    return SearchResults(hits=tuple(hits), total=sum(counts), facets={}, engine="database")


def _rows_per_kind(query: SearchQuery) -> Iterator[tuple[Source, QuerySet]]:
    wanted = query.values("kind")
    for source in registry.sources():
        if wanted and source.kind not in wanted:
            continue
        condition = Q()
        for word in query.text.split():
            condition &= Q(**{f"{source.title_field}__icontains": word})
        yield source, source.live().filter(condition).order_by(source.title_field, "pk")
