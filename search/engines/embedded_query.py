"""Translates clauses into the embedded engine's query objects."""

from functools import singledispatch

import tantivy
from tantivy import Occur, Query

from search import plan
from search.engines.embedded_schema import schema
from search.fields import TEXTS

# How much of a term the index keeps; the engine wants to be told with every question.
DETAILS = {text.name: "position" if text.ordered else "freq" for text in TEXTS}


@singledispatch
def translate(clause: plan.Clause) -> Query:
    """The same clause as the engine writes it."""
    raise TypeError(f"Not a clause: {clause!r}")


@translate.register
def _(clause: plan.Term) -> Query:
    return Query.term_query(
        schema(), clause.field, clause.value, DETAILS.get(clause.field, "basic")
    )


@translate.register
def _(clause: plan.Phrase) -> Query:
    if len(clause.values) == 1:
        return translate(plan.Term(clause.field, clause.values[0]))
    return Query.phrase_query(schema(), clause.field, list(clause.values))


@translate.register
def _(clause: plan.Prefix) -> Query:
    # Letters and digits only: nothing in it means anything in a pattern.
    if not clause.beginning.isalnum():
        return Query.empty_query()
    return Query.regex_query(schema(), clause.field, f"{clause.beginning}.*")


@translate.register
def _(clause: plan.Range) -> Query:
    integer = tantivy.FieldType.Integer
    return Query.range_query(schema(), clause.field, integer, clause.first, clause.last)


@translate.register
def _(clause: plan.Everything) -> Query:
    return Query.all_query()


@translate.register
def _(clause: plan.Nothing) -> Query:
    return Query.empty_query()


@translate.register
def _(clause: plan.AllOf) -> Query:
    wanted = [(Occur.Must, translate(inner)) for inner in clause.clauses]
    unwanted = [(Occur.MustNot, translate(inner)) for inner in clause.but_not]
    return Query.boolean_query(wanted + unwanted)


@translate.register
def _(clause: plan.AnyOf) -> Query:
    # A bool of terms is many times faster than a term set, which builds an automaton.
    branches = [(Occur.Should, translate(inner)) for inner in clause.clauses]
    return Query.boolean_query(branches, minimum_number_should_match=clause.at_least)


@translate.register
def _(clause: plan.Preferring) -> Query:
    others = [(Occur.Should, translate(inner)) for inner in clause.others]
    return Query.boolean_query([(Occur.Must, translate(clause.clause)), *others])


@translate.register
def _(clause: plan.Best) -> Query:
    branches = [translate(inner) for inner in clause.clauses]
    return Query.disjunction_max_query(branches, clause.tie_breaker)


@translate.register
def _(clause: plan.Boosted) -> Query:
    return Query.boost_query(translate(clause.clause), clause.factor)


@translate.register
def _(clause: plan.Constant) -> Query:
    return Query.const_score_query(translate(clause.clause), clause.score)
