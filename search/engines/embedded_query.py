"""Translates clauses into the embedded engine's query objects."""

from collections.abc import Iterable, Iterator
from typing import assert_never

import tantivy
from tantivy import Occur, Query

from search import plan
from search.engines.embedded_schema import schema
from search.fields import TEXTS

# How much of a term the index keeps; the engine wants to be told with every question.
DETAILS = {text.name: "position" if text.ordered else "freq" for text in TEXTS}


# More words with one beginning are left to the engine to go through.
MOST_BEGINNINGS = 200


def translate(clause: plan.Clause) -> Query:
    """The same clause as the engine writes it, whatever the index holds."""
    return Translator().translate(clause)


class Translator:
    """Translates each clause once: the words of a question stand in every count of a facet.

    With a searcher it leaves out what its index does not hold: most of the places where a
    word might stand.
    """

    def __init__(self, searcher: tantivy.Searcher | None = None) -> None:
        self._searcher = searcher
        # By identity, which is cheap; the clause is kept so that its identity stays its own.
        self._made: dict[int, tuple[plan.Clause, Query]] = {}

    def translate(self, clause: plan.Clause) -> Query:
        known = self._made.get(id(clause))
        if known is None:
            known = self._made[id(clause)] = (clause, self._translated(clause))
        return known[1]

    def _translated(self, clause: plan.Clause) -> Query:
        match clause:
            case plan.Term(field, value):
                return Query.term_query(schema(), field, value, DETAILS.get(field, "basic"))
            case plan.Phrase(field, values):
                return _phrase(field, values)
            case plan.Prefix(field, beginning):
                return Query.phrase_prefix_query(schema(), field, [beginning])
            case plan.Range(field, first, last):
                integer = tantivy.FieldType.Integer
                return Query.range_query(schema(), field, integer, first, last)
            case plan.Everything():
                return Query.all_query()
            case plan.Nothing():
                return Query.empty_query()
            case plan.Boosted(inner, factor):
                return Query.boost_query(self.translate(inner), factor)
            case plan.Constant(inner, score):
                return Query.const_score_query(self.translate(inner), score)
            case plan.Best(clauses, tie_breaker):
                branches = [self.translate(inner) for inner in clauses if self._may_match(inner)]
                return _one_of(branches) or Query.disjunction_max_query(branches, tie_breaker)
            case _:
                return self._boolean(clause)

    def _boolean(self, clause: plan.AllOf | plan.AnyOf | plan.Preferring) -> Query:
        match clause:
            case plan.AllOf(clauses, but_not):
                wanted = [(Occur.Must, self.translate(inner)) for inner in clauses]
                unwanted = [(Occur.MustNot, self.translate(inner)) for inner in but_not]
                return Query.boolean_query(wanted + unwanted)
            case plan.AnyOf(clauses, 1):
                # A bool of terms is many times faster than a term set, which builds an automaton.
                options = [self.translate(inner) for inner in self._options(clauses)]
                return _one_of(options) or Query.boolean_query([(Occur.Should, o) for o in options])
            case plan.AnyOf(clauses, at_least):
                branches = [(Occur.Should, self.translate(inner)) for inner in clauses]
                return Query.boolean_query(branches, minimum_number_should_match=at_least)
            case plan.Preferring(inner, others):
                # One within the other: side by side they would be united first, which reads
                # through every document that any of them has.
                found = self.translate(inner)
                for other in others:
                    addition = (Occur.Should, self.translate(other))
                    found = Query.boolean_query([(Occur.Must, found), addition])
                return found
            case _:
                assert_never(clause)

    def _options(self, clauses: Iterable[plan.Clause]) -> Iterator[plan.Clause]:
        """Alternatives of alternatives side by side, without those that nothing matches."""
        for clause in clauses:
            match clause:
                case plan.AnyOf(inner, 1):
                    yield from self._options(inner)
                case plan.Prefix(field, beginning):
                    yield from self._beginnings(field, beginning) or [clause]
                case _ if self._may_match(clause):
                    yield clause

    def _beginnings(self, field: str, beginning: str) -> list[plan.Clause]:
        """The words with a beginning, when they are few."""
        if self._searcher is None:
            return []
        most = MOST_BEGINNINGS + 1
        found = self._searcher.terms_with_prefix(field, beginning, limit=most)
        return [plan.Term(field, word) for word, _count in found] if len(found) < most else []

    def _may_match(self, clause: plan.Clause) -> bool:
        match clause:
            case plan.Term(field, value) if self._searcher is not None:
                return bool(self._searcher.doc_freq(field, value))
            case plan.Phrase(field, values) if self._searcher is not None:
                return all(self._searcher.doc_freq(field, value) for value in values)
            case plan.Boosted(inner, _) | plan.Constant(inner, _):
                return self._may_match(inner)
            case plan.Best(clauses, _) | plan.AnyOf(clauses, 1):
                return any(map(self._may_match, clauses))
            case _:
                return True


def _one_of(queries: list[Query]) -> Query | None:
    """The query for at most one alternative; None when there are more."""
    if len(queries) > 1:
        return None
    return queries[0] if queries else Query.empty_query()


def _phrase(field: str, values: tuple[str, ...]) -> Query:
    if len(values) == 1:
        return Query.term_query(schema(), field, values[0], DETAILS[field])
    return Query.phrase_query(schema(), field, list(values))
