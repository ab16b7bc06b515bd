"""How much of what readers need an item tells, and what would help them most."""

from dataclasses import dataclass
from typing import Any

from organisations.contributing.kinds import Kind, Rule


@dataclass(frozen=True)
class Completeness:
    """A share of a hundred, the answer that would help most, and those that must be given."""

    score: int
    next_best: Rule | None
    missing: tuple[Rule, ...]


def completeness_of(item: Any, kind: Kind) -> Completeness:
    """What an item, saved or not, tells by the rules of its kind."""
    unmet = [rule for rule in kind.rules if not rule.is_met(item)]
    total = sum(rule.weight for rule in kind.rules)
    lacking = sum(rule.weight for rule in unmet)
    # What must be answered comes first: without it nobody ever sees the rest.
    best = max(unmet, key=lambda rule: (rule.required, rule.weight), default=None)
    return Completeness(
        score=round(100 * (total - lacking) / total) if total else 100,
        next_best=best,
        missing=tuple(rule for rule in unmet if rule.required),
    )
