"""Translates clauses into queries of Elasticsearch.

Terms go in as terms and phrases through the analyzer that only cuts at spaces: no
query parser is ever involved.
"""

from typing import assert_never

from elasticsearch.dsl import query as dsl
from elasticsearch.dsl.query import Query

from search import plan

WHITESPACE = "whitespace"


def translate(clause: plan.Clause, boost: float = 1.0) -> Query:
    """The same clause as Elasticsearch writes it, its score multiplied by ``boost``."""
    match clause:
        case plan.Term(field, value):
            return dsl.Term(**{field: {"value": value, "boost": boost}})
        case plan.Phrase(field, values):
            words = {"query": " ".join(values), "analyzer": WHITESPACE, "boost": boost}
            return dsl.MatchPhrase(**{field: words})
        case plan.Prefix(field, beginning):
            return dsl.Prefix(**{field: {"value": beginning, "boost": boost}})
        case plan.Range(field, first, last):
            limits = {"gte": first, "lte": last}
            given = {name: limit for name, limit in limits.items() if limit is not None}
            return dsl.Range(**{field: {**given, "boost": boost}})
        case plan.Everything():
            return dsl.MatchAll(boost=boost)
        case plan.Nothing():
            return dsl.MatchNone()
        case plan.Boosted(inner, factor):
            return translate(inner, boost * factor)
        case plan.Constant(inner, score):
            return dsl.ConstantScore(filter=translate(inner), boost=boost * score)
        case plan.Best(clauses, tie_breaker):
            branches = _all(clauses)
            return dsl.DisMax(queries=branches, tie_breaker=tie_breaker, boost=boost)
        case _:
            return _boolean(clause, boost)


def _boolean(clause: plan.AllOf | plan.AnyOf | plan.Preferring, boost: float) -> Query:
    match clause:
        case plan.AllOf(clauses, but_not):
            return dsl.Bool(must=_all(clauses), must_not=_all(but_not), boost=boost)
        case plan.AnyOf(clauses, at_least):
            return dsl.Bool(should=_all(clauses), minimum_should_match=at_least, boost=boost)
        case plan.Preferring(inner, others):
            return dsl.Bool(must=[translate(inner)], should=_all(others), boost=boost)
        case _:
            assert_never(clause)


def _all(clauses: tuple[plan.Clause, ...]) -> list[Query]:
    return [translate(inner) for inner in clauses]
