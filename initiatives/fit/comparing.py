"""What other regions answered, those first that run the practice already."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from initiatives.fit.matching import Point, points_of
from initiatives.fit.summary import Summary, summary_of
from initiatives.models import Adoption, FitAnswer, Practice, PracticeCondition
from taxonomy.models import Region

_RUNS_IT = (Adoption.State.RUNNING, Adoption.State.PILOTING)


@dataclass(frozen=True)
class Column:
    """One region: how far it is with the practice (empty when it said nothing), and its answers."""

    region: Region
    state: str
    runs_it: bool
    points: list[Point]
    summary: Summary


def columns_of(practice: Practice, conditions: Sequence[PracticeCondition]) -> list[Column]:
    """Every region that runs the practice or answered for it, in three queries."""
    answers: dict[Region, list[FitAnswer]] = defaultdict(list)
    for answer in practice.fit_answers.select_related("region"):
        answers[answer.region].append(answer)
    adoptions = {
        adoption.region: adoption for adoption in practice.adoptions.select_related("region")
    }
    running = {region for region, row in adoptions.items() if row.state in _RUNS_IT}
    columns = []
    for region in answers.keys() | running:
        points = points_of(conditions, answers.get(region, [])).points
        told = adoptions.get(region)
        state = str(told.get_state_display()) if told else ""
        columns.append(Column(region, state, region in running, points, summary_of(points)))
    return sorted(
        columns, key=lambda one: (not one.runs_it, one.region.sort_order, one.region.label)
    )
