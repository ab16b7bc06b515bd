"""What is searched for, in terms that every engine has: a tree of clauses.

``search/matching.py`` builds it, each engine translates it. Only finished tokens and
known keys stand in it, each as a term of its own: nothing a visitor typed is ever
parsed by an engine.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """Documents that have exactly this token or key in a field."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """These tokens one after another, in a field that knows positions."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """A token that begins like this; says nothing of how well it fits."""

    field: str
    beginning: str


@dataclass(frozen=True, slots=True)
class Range:
    """A number from ``first`` to ``last``, both included; None leaves that side open."""

    field: str
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No document."""


@dataclass(frozen=True, slots=True)
class AllOf:
    """All clauses and none of ``but_not``; the scores add up."""

    clauses: tuple["Clause", ...]
    but_not: tuple["Clause", ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least so many of the clauses; the scores of those that match add up."""

    clauses: tuple["Clause", ...]
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class Preferring:
    """What matches ``clause``; each of the others that matches too adds to its score."""

    clause: "Clause"
    others: tuple["Clause", ...]


@dataclass(frozen=True, slots=True)
class Best:
    """Any of the clauses: the best score counts, the others add ``tie_breaker`` of theirs."""

    clauses: tuple["Clause", ...]
    tie_breaker: float = 0.0


@dataclass(frozen=True, slots=True)
class Boosted:
    """The clause with its score multiplied."""

    clause: "Clause"
    factor: float


@dataclass(frozen=True, slots=True)
class Constant:
    """The clause with the same score for everything that matches; 0 only narrows."""

    clause: "Clause"
    score: float


Clause = (
    Term
    | Phrase
    | Prefix
    | Range
    | Everything
    | Nothing
    | AllOf
    | AnyOf
    | Preferring
    | Best
    | Boosted
    | Constant
)


def any_of(clauses: tuple[Clause, ...]) -> Clause:
    """One clause for several alternatives, without a level for a single one."""
    if not clauses:
        return Nothing()
    return clauses[0] if len(clauses) == 1 else AnyOf(clauses)


def all_of(clauses: tuple[Clause, ...], but_not: tuple[Clause, ...] = ()) -> Clause:
    """One clause for several conditions; everything when there are none."""
    if not clauses:
        clauses = (Everything(),)
    return clauses[0] if len(clauses) == 1 and not but_not else AllOf(clauses, but_not)


def boosted(clause: Clause, factor: float) -> Clause:
    return clause if factor == 1.0 else Boosted(clause, factor)
