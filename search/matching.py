"""Turns a question into clauses: what is found, what is counted, and what goes first.

The numbers stand in ``search/ranking.py``; engines only translate.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import timezone

from search import fields, ranking
from search.analysis import (
    LANGUAGES,
    Alternative,
    Group,
    QueryWord,
    Question,
    Reading,
    WordTokens,
    understand,
)
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

# The places in which something is called by its name.
NAMING = ("title", "names")
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
    first, last = query.days
    if first and last and first > last:
        return Nothing()
    if first or last:
        clauses.append(_between(fields.DATE, first, last))
    left_out = () if query.national else (Term(fields.SCALE, NATIONAL),)
    return all_of(tuple(clauses), left_out)


def matching(words: Clause | None, query: SearchQuery, without: str = "") -> Clause:
    """What is found and counted: ``found_by(question)``, under the filters."""
    filters = narrowing(query, without)
    return filters if words is None else AllOf((words, filters))


def found_by(question: Question) -> Clause | None:
    """Whether a document has the typed words: every place, and enough of the others.

    Says nothing of how well, so it asks few fields; and the same in every language.
    """
    if not question:
        return None
    free: tuple[Clause, ...] = tuple(group_found(group) for group in question.free)
    places = tuple(group_found(group) for group in question.places)
    if len(free) > question.required:
        free = (AnyOf(free, question.required),)
    return all_of((*free, *places))


def ranked(words: Clause | None, question: Question, query: SearchQuery) -> Clause:
    """The same findings, scored."""
    return scored(matching(words, query), question, query)


def scored(found: Clause, question: Question, query: SearchQuery) -> Clause:
    """Findings in the order of ``search/ranking.py``."""
    confirmed = ranking.confirmed_since(timezone.localdate())
    additions: list[Clause] = [group_score(group, query.language) for group in question.groups]
    additions += _as_typed(question, query.language)
    if len(question.free) > question.required:
        complete = AllOf(tuple(group_found(group) for group in question.free))
        additions.append(Constant(complete, ranking.COMPLETE))
    additions += [
        Constant(Term(fields.CURRENT, fields.IS_CURRENT), ranking.CURRENT),
        Constant(_between(fields.VERIFIED, confirmed, None), ranking.CONFIRMED),
    ]
    if provinces := query.values("province"):
        home = _keys(fields.HOME_PROVINCE, provinces)
        additions.append(Constant(home, ranking.HOME_PROVINCE))
    # Something must be left of the score for the rank to multiply.
    return Preferring(Constant(found, ranking.FOUND), tuple(additions))


def _as_typed(question: Question, language: str) -> list[Clause]:
    """The words in the order in which they were typed, in a title or a name."""
    if len(question.typed) < 2:
        return []
    whole = Alternative(question.typed, weight=1.0)
    places = {place: boost for place, boost in ranking.FIELD_BOOSTS.items() if place in NAMING}
    return [boosted(_best(_phrases(whole, places, language)), ranking.AS_TYPED)]


def group_found(group: Group) -> Clause:
    """Whether one typed word, or words that belong together, are there in any guise."""
    branches: list[Clause] = [all_of(tuple(_word_found(word.tokens) for word in group.words))]
    if group.prefix:
        branches.append(Prefix(fields.FORMS, group.prefix))
    branches += [_alternative_found(alternative) for alternative in group.alternatives]
    if group.province:
        branches.append(Term(fields.HOME_PROVINCE, group.province))
        branches.append(Term(fields.SCALE, NATIONAL))
    return any_of(tuple(branches))


def group_score(group: Group, language: str, places: Boosts = ranking.FIELD_BOOSTS) -> Clause:
    """How well; the best guise counts."""
    own = [_word_score(word.tokens, language, places) for word in group.words]
    branches: list[Clause] = [any_of(tuple(own))]
    if group.prefix:
        begun = Prefix(fields.TITLE_FORMS, group.prefix)
        branches.append(Constant(begun, ranking.PREFIX_BOOST))
    branches += [
        boosted(_alternative_score(alternative, language, places), alternative.weight)
        for alternative in group.alternatives
    ]
    if group.province:
        there = Term(fields.HOME_PROVINCE, group.province)
        branches.append(Constant(there, ranking.NAMED_PROVINCE))
        branches.append(Constant(Term(fields.SCALE, NATIONAL), ranking.NAMED_PROVINCE_NATIONAL))
    return _best(branches)


def title_clause(question: Question, language: str) -> Clause:
    """Every typed word in the title, for suggestions."""
    return all_of(tuple(_in_title(group, language) for group in question.groups))


def _in_title(group: Group, language: str) -> Clause:
    branches = [_word_score(word.tokens, language, TITLE_ONLY) for word in group.words]
    if group.prefix:
        beginning = Prefix(fields.TITLE_FORMS, group.prefix)
        branches.append(Constant(beginning, ranking.PREFIX_BOOST))
    return _best(branches)


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


def word_there(word: QueryWord) -> Clause:
    """Whether a document has a word itself."""
    return any_of(_anywhere(word.tokens))


def _anywhere(tokens: Reading) -> tuple[Clause, ...]:
    return tuple(Term(fields.anywhere(language), known.word) for language, known in tokens.items())


def _word_found(tokens: Reading) -> Clause:
    branches = [*_anywhere(tokens)]
    branches += [
        _all_parts(known, language) for language, known in tokens.items() if known.complete
    ]
    return any_of(tuple(branches))


def _word_score(tokens: Reading, language: str, places: Boosts) -> Clause:
    """One word, in every place and language it may stand."""
    branches: list[Clause] = []
    for read_as, known in tokens.items():
        factor = _language_factor(read_as, language)
        branches += [boosted(branch, factor) for branch in _token(known.word, read_as, places)]
        if known.complete:
            branches.append(boosted(_all_parts(known, read_as), factor * ranking.ALL_PARTS_BOOST))
    return _best(branches)


def _simple_score(tokens: Reading, language: str, places: Boosts) -> Clause:
    """A word that was not typed: only whole, for there may be many of them."""
    return _best(
        boosted(
            Term(fields.text_field(place, fields.WORDS, read_as), known.word),
            boost * _language_factor(read_as, language),
        )
        for read_as, known in tokens.items()
        for place, boost in places.items()
    )


def _all_parts(known: WordTokens, language: str) -> Clause:
    """All that a compound consists of, in the title: anywhere it would mean too little."""
    return all_of(tuple(_best(_token(part, language, TITLE_ONLY)) for part in known.parts))


def _alternative_found(alternative: Alternative) -> Clause:
    if alternative.loose or len(alternative.words) == 1:
        return all_of(tuple(_word_found(tokens) for tokens in alternative.words))
    return any_of(tuple(_phrases(alternative, dict.fromkeys(ranking.FIELD_BOOSTS, 1.0), "")))


def _alternative_score(alternative: Alternative, language: str, places: Boosts) -> Clause:
    """Other words for the same: one word like a typed one, several as a phrase."""
    if alternative.loose or len(alternative.words) == 1:
        return all_of(tuple(_simple_score(word, language, places) for word in alternative.words))
    return _best(_phrases(alternative, places, language))


def _phrases(alternative: Alternative, places: Boosts, language: str) -> list[Clause]:
    return [
        boosted(
            Phrase(
                fields.text_field(place, fields.WORDS, read_as),
                tuple(tokens[read_as].word for tokens in alternative.words),
            ),
            boost * (_language_factor(read_as, language) if language else 1.0),
        )
        for read_as in LANGUAGES
        for place, boost in places.items()
    ]


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
