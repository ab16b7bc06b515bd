"""The rules of the coverage map as the coordinators set them, and what the provinces weigh."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.coverage.rules import Rules
from monitor.models import CoverageRules
from search.stamp import kept_while_unchanged
from taxonomy.models import Province

Weight = CoverageRules.Weight


@dataclass(frozen=True)
class Population:
    """How many people a province has, as far as anybody said."""

    inhabitants: int | None = None
    working: int | None = None
    year: int | None = None


@dataclass(frozen=True)
class Tuning:
    """What cells are judged by. `weighed_by` is what the weights really are, `asked` what they
    should be: figures that some province lacks cannot be compared with."""

    rules: Rules = field(default_factory=Rules)
    weights: Mapping[str, float] | None = None
    weighed_by: str = Weight.NOTHING
    asked: str = Weight.NOTHING

    @property
    def falls_back(self) -> bool:
        return self.weighed_by != self.asked


def tuning(stored: CoverageRules | None = None) -> Tuning:
    """What holds now, or what would hold with the numbers in `stored`."""
    stored = stored or CoverageRules.now()
    rules = Rules(
        thin_below=stored.thin_below / 100,
        thin_from=float(stored.expected_at_least),
        crowded_from=stored.crowded_from / 100,
        crowded_least=stored.crowded_at_least,
    )
    weighed_by = _known_of_all(stored.weigh_by)
    return Tuning(rules, _weights(weighed_by), weighed_by, stored.weigh_by)


@kept_while_unchanged
def populations() -> Mapping[str, Population]:
    """The figures of every province, by its code."""
    rows = Province.objects.all()
    return {
        row.key: Population(row.inhabitants, row.working_population, row.population_year)
        for row in rows
    }


def _known_of_all(asked: str) -> str:
    """What is asked for, or the next best that every province has."""
    figures = populations().values()
    if asked == Weight.WORKING_POPULATION:
        if figures and all(one.working for one in figures):
            return Weight.WORKING_POPULATION
        asked = Weight.INHABITANTS
    if asked == Weight.INHABITANTS and figures and all(one.inhabitants for one in figures):
        return Weight.INHABITANTS
    return Weight.NOTHING


def _weights(weighed_by: str) -> Mapping[str, float] | None:
    if weighed_by == Weight.NOTHING:
        return None
    working = weighed_by == Weight.WORKING_POPULATION
    return {
        code: float((one.working if working else one.inhabitants) or 0)
        for code, one in populations().items()
    }
