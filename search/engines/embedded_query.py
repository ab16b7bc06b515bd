"""Turns a question into the embedded engine's query objects.

Only finished tokens and known keys go in, each as a term: nothing a visitor typed is
ever parsed by the engine.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import tantivy
from django.utils import timezone
from tantivy import Occur, Query

from search import ranking
from search.analysis import LANGUAGES, QueryWord, understand
from search.document import NATIONAL
from search.engines.embedded_schema import filter_field, schema, text_field
from search.query import SearchQuery

# The frequent words a typed beginning may stand for; rarer ones wait for more letters.
MAX_PREFIX_WORDS = 64
# The places in which suggestions look.
TITLE_ONLY = {"title": ranking.FIELD_BOOSTS["title"]}


def keyword(field: str, value: str) -> Query:
    return Query.term_query(schema(), field, value, "basic")


def any_of(field: str, values: Iterable[str]) -> Query:
    # A bool of terms is many times faster than a term set, which builds an automaton.
    return _either([keyword(field, value) for value in values])


def narrowing(query: SearchQuery, without: str = "") -> Query:
    """All filters of a question, or all but one facet's; says nothing of order."""
    clauses = [
        (Occur.Must, any_of(filter_field(name), values))
        for name, values in query.filters.items()
        if name != without
    ]
    if query.date_from or query.date_to:
        clauses.append((Occur.Must, _between("date", query.date_from, query.date_to)))
    if not clauses:
        clauses.append((Occur.Must, Query.all_query()))
    if not query.national:
        clauses.append((Occur.MustNot, keyword("scale", NATIONAL)))
    return Query.boolean_query(clauses)


def matching(
    question: Sequence[QueryWord], query: SearchQuery, searcher: tantivy.Searcher, without: str = ""
) -> Query:
    """What is found and counted: every typed word, under the filters."""
    filters = narrowing(query, without)
    if not question:
        return filters
    found = [
        (Occur.Must, word_query(word, query.language, searcher, ranking.FIELD_BOOSTS))
        for word in question
    ]
    return Query.boolean_query([*found, (Occur.Must, Query.const_score_query(filters, 0.0))])


def ranked(matched: Query, query: SearchQuery, has_text: bool) -> Query:
    """The same findings, scored: see ``search/ranking.py``."""
    clauses = [(Occur.Must, matched if has_text else Query.const_score_query(matched, 1.0))]
    additions = [
        (keyword("current", "yes"), ranking.CURRENT),
        (
            _between("verified", ranking.confirmed_since(timezone.localdate()), None),
            ranking.CONFIRMED,
        ),
    ]
    if provinces := query.values("province"):
        additions.append((any_of("home_province", provinces), ranking.HOME_PROVINCE))
    for condition, points in additions:
        clauses.append((Occur.Should, Query.const_score_query(condition, points)))
    return Query.boolean_query(clauses)


def word_query(
    word: QueryWord, language: str, searcher: tantivy.Searcher, places: dict[str, float]
) -> Query:
    """One typed word, in every place and language it may stand; the best one counts."""
    branches: list[Query] = []
    for read_as in LANGUAGES:
        factor = 1.0 if read_as == language else ranking.OTHER_LANGUAGE_BOOST
        tokens = word.tokens[read_as]
        branches += _token_branches(tokens.word, read_as, factor, places)
        if tokens.complete:
            # Anywhere in the text the parts of a compound mean too little.
            each = [_dis_max(_token_branches(p, read_as, 1.0, TITLE_ONLY)) for p in tokens.parts]
            all_parts = Query.boolean_query([(Occur.Must, part) for part in each])
            branches.append(_boosted(all_parts, factor * ranking.ALL_PARTS_BOOST))
    if word.prefix:
        going_on = searcher.terms_with_prefix("forms", word.prefix, limit=MAX_PREFIX_WORDS)
        if going_on:
            beginnings = any_of("forms", [term for term, _frequency in going_on])
            branches.append(Query.const_score_query(beginnings, ranking.PREFIX_BOOST))
    return _dis_max(branches)


def title_query(question: Sequence[QueryWord], language: str, searcher: tantivy.Searcher) -> Query:
    """Every typed word in the title, for suggestions."""
    return Query.boolean_query(
        [(Occur.Must, word_query(word, language, searcher, TITLE_ONLY)) for word in question]
    )


def similar_query(facets: Mapping[str, tuple[str, ...]], title: str, own_id: str) -> Query:
    """What shares the most terms with a document, and some words of its title."""
    shared = [
        (Occur.Should, Query.const_score_query(keyword(filter_field(name), value), points))
        for name, points in ranking.SIMILARITY.items()
        for value in facets.get(name, ())
    ]
    words = [
        (Occur.Should, _dis_max(_token_branches(word.tokens[lang].word, lang, 1.0, TITLE_ONLY)))
        for word in understand(title)[:8]
        for lang in LANGUAGES
    ]
    if not shared and not words:
        return Query.empty_query()
    return Query.boolean_query([*shared, *words, (Occur.MustNot, keyword("id", own_id))])


def _token_branches(
    token: str, language: str, factor: float, places: dict[str, float]
) -> list[Query]:
    streams = (("words", "position", ranking.WORD_BOOST), ("parts", "freq", ranking.PART_BOOST))
    return [
        _boosted(
            Query.term_query(schema(), text_field(place, stream, language), token, detail),
            boost * strength * factor,
        )
        for place, boost in places.items()
        for stream, detail, strength in streams
    ]


def _dis_max(queries: list[Query]) -> Query:
    return Query.disjunction_max_query(queries, ranking.TIE_BREAKER)


def _boosted(query: Query, boost: float) -> Query:
    return query if boost == 1.0 else Query.boost_query(query, boost)


def _either(queries: list[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _between(field: str, first: date | None, last: date | None) -> Query:
    return Query.range_query(
        schema(),
        field,
        tantivy.FieldType.Integer,
        first.toordinal() if first else None,
        last.toordinal() if last else None,
    )
