"""Translates clauses into the embedded engine's query objects."""

from typing import assert_never

import tantivy
from tantivy import Occur, Query

from search import plan
from search.engines.embedded_schema import schema
from search.fields import TEXTS

# How much of a term the index keeps; the engine wants to be told with every question.
DETAILS = {text.name: "position" if text.ordered else "freq" for text in TEXTS}


def translate(clause: plan.Clause) -> Query:
    """The same clause as the engine writes it."""
    return Translator().translate(clause)


class Translator:
    """Translates each clause once: the words of a question stand in every count of a facet."""

    def __init__(self) -> None:
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
                branches = [self.translate(inner) for inner in clauses]
                return Query.disjunction_max_query(branches, tie_breaker)
            case _:
                return self._boolean(clause)

    def _boolean(self, clause: plan.AllOf | plan.AnyOf | plan.Preferring) -> Query:
        match clause:
            case plan.AllOf(clauses, but_not):
                wanted = [(Occur.Must, self.translate(inner)) for inner in clauses]
                unwanted = [(Occur.MustNot, self.translate(inner)) for inner in but_not]
                return Query.boolean_query(wanted + unwanted)
            case plan.AnyOf(clauses, at_least):
                # A bool of terms is many times faster than a term set, which builds an automaton.
                branches = [(Occur.Should, self.translate(inner)) for inner in clauses]
                return Query.boolean_query(branches, minimum_number_should_match=at_least)
            case plan.Preferring(inner, others):
                additions = [(Occur.Should, self.translate(other)) for other in others]
                return Query.boolean_query([(Occur.Must, self.translate(inner)), *additions])
            case _:
                assert_never(clause)


def _phrase(field: str, values: tuple[str, ...]) -> Query:
    if len(values) == 1:
        return Query.term_query(schema(), field, values[0], DETAILS[field])
    return Query.phrase_query(schema(), field, list(values))
