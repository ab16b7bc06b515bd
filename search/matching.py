"""Turns a question into clauses: what is found, what is counted, and what goes first.

The numbers stand in ``search/ranking.py``; engines only translate.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import timezone

from search import fields, ranking
from search.analysis import LANGUAGES, Alternative, Group, Question, WordTokens, understand
from search.document import NATIONAL
from search.plan import (
    AllOf,
    AnyOf,
    Best,
    Clause,
    Constant,
    Nothing,
    Phrase,
    Preferring,
    Prefix,
    Range,
    Term,
    all_of,
    any_of,
    boosted,
)
from search.query import SearchQuery

# The places in which suggestions look.
TITLE_ONLY = {"title": ranking.FIELD_BOOSTS["title"]}
# Words of a title that say what is alike.
TELLING_WORDS = 8

Boosts = Mapping[str, float]


def narrowing(query: SearchQuery, without: str = "") -> Clause:
    """All filters of a question, or all but one facet's; says nothing of order."""
    clauses: list[Clause] = [
        _keys(fields.filter_field(name), values)
        for name, values in query.filters.items()
        if name != without
    ]
    if query.date_from or query.date_to:
        clauses.append(_between(fields.DATE, query.date_from, query.date_to))
    left_out = () if query.national else (Term(fields.SCALE, NATIONAL),)
    return all_of(tuple(clauses), left_out)


def matching(question: Question, query: SearchQuery, without: str = "") -> Clause:
    """What is found and counted: the typed words, under the filters."""
    filters = narrowing(query, without)
    if not question:
        return filters
    return AllOf((worded(question, query.language), Constant(filters, 0.0)))


def worded(question: Question, language: str) -> Clause:
    """What the typed words find by themselves: every place, and enough of the other words."""
    free = tuple(group_clause(group, language) for group in question.free)
    clauses = tuple(group_clause(group, language) for group in question.places)
    if free:
        together = all_of(free) if question.required == len(free) else _most(free, question)
        clauses = (together, *clauses)
    return all_of(clauses)


def _most(free: tuple[Clause, ...], question: Question) -> Clause:
    """Most of the words; what has all of them goes first."""
    complete = Constant(AllOf(free), ranking.COMPLETE)
    return Preferring(AnyOf(free, question.required), (complete,))


def ranked(matched: Clause, query: SearchQuery, has_text: bool) -> Clause:
    """The same findings, scored: see ``search/ranking.py``."""
    confirmed = ranking.confirmed_since(timezone.localdate())
    additions: list[Clause] = [
        Constant(Term(fields.CURRENT, fields.IS_CURRENT), ranking.CURRENT),
        Constant(_between(fields.VERIFIED, confirmed, None), ranking.CONFIRMED),
    ]
    if provinces := query.values("province"):
        home = _keys(fields.HOME_PROVINCE, provinces)
        additions.append(Constant(home, ranking.HOME_PROVINCE))
    base = matched if has_text else Constant(matched, 1.0)
    return Preferring(base, tuple(additions))


def group_clause(group: Group, language: str, places: Boosts = ranking.FIELD_BOOSTS) -> Clause:
    """One typed word, or words that belong together, and all that counts as much the same."""
    own = all_of(tuple(_word(word.tokens, language, places) for word in group.words))
    branches: list[Clause] = [own]
    if prefix := group.prefix:
        forms = fields.TITLE_FORMS if places is TITLE_ONLY else fields.FORMS
        branches.append(Constant(Prefix(forms, prefix), ranking.PREFIX_BOOST))
    branches += [
        boosted(_alternative(alternative, language, places), alternative.weight)
        for alternative in group.alternatives
    ]
    if group.province:
        there = Term(fields.HOME_PROVINCE, group.province)
        branches.append(Constant(there, ranking.NAMED_PROVINCE))
        branches.append(Constant(Term(fields.SCALE, NATIONAL), ranking.NAMED_PROVINCE_NATIONAL))
    return _best(branches)


def title_clause(question: Question, language: str) -> Clause:
    """Every typed word in the title, for suggestions."""
    return all_of(tuple(group_clause(group, language, TITLE_ONLY) for group in question.groups))


def similar_clause(document_facets: Mapping[str, tuple[str, ...]], title: str, own: str) -> Clause:
    """What shares the most terms with a document, and some words of its title."""
    shared: list[Clause] = [
        Constant(Term(fields.filter_field(name), value), points)
        for name, points in ranking.SIMILARITY.items()
        for value in document_facets.get(name, ())
    ]
    words = [word for group in understand(title).groups for word in group.words][:TELLING_WORDS]
    shared += [
        _best(_token(word.tokens[language].word, language, TITLE_ONLY))
        for word in words
        for language in LANGUAGES
    ]
    if not shared:
        return Nothing()
    return AllOf((AnyOf(tuple(shared)),), (Term(fields.ID, own),))


def _word(tokens: Mapping[str, WordTokens], language: str, places: Boosts) -> Clause:
    """One word, in every place and language it may stand."""
    branches: list[Clause] = []
    for read_as in LANGUAGES:
        factor = _language_factor(read_as, language)
        known = tokens[read_as]
        branches += [boosted(branch, factor) for branch in _token(known.word, read_as, places)]
        if known.complete:
            # Anywhere in the text the parts of a compound mean too little.
            each = tuple(_best(_token(part, read_as, TITLE_ONLY)) for part in known.parts)
            branches.append(boosted(all_of(each), factor * ranking.ALL_PARTS_BOOST))
    return _best(branches)


def _alternative(alternative: Alternative, language: str, places: Boosts) -> Clause:
    """Other words for the same: one word like a typed one, several as a phrase."""
    if alternative.loose:
        return all_of(tuple(_word(tokens, language, places) for tokens in alternative.words))
    if len(alternative.words) == 1:
        return _word(alternative.words[0], language, places)
    return _best(
        [
            boosted(
                Phrase(
                    fields.text_field(place, fields.WORDS, read_as),
                    tuple(tokens[read_as].word for tokens in alternative.words),
                ),
                boost * _language_factor(read_as, language),
            )
            for read_as in LANGUAGES
            for place, boost in places.items()
        ]
    )


def _token(token: str, language: str, places: Boosts) -> list[Clause]:
    streams = ((fields.WORDS, ranking.WORD_BOOST), (fields.PARTS, ranking.PART_BOOST))
    return [
        boosted(Term(fields.text_field(place, stream, language), token), boost * strength)
        for place, boost in places.items()
        for stream, strength in streams
    ]


def _language_factor(read_as: str, language: str) -> float:
    return 1.0 if read_as == language else ranking.OTHER_LANGUAGE_BOOST


def _best(branches: Iterable[Clause]) -> Clause:
    found = tuple(branches)
    return found[0] if len(found) == 1 else Best(found, ranking.TIE_BREAKER)


def _keys(field: str, values: Iterable[str]) -> Clause:
    return any_of(tuple(Term(field, value) for value in values))


def _between(field: str, first: date | None, last: date | None) -> Clause:
    return Range(field, first.toordinal() if first else None, last.toordinal() if last else None)
