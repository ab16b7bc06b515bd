"""Which items a number of the coverage map stands for."""

from collections.abc import Mapping

from monitor.coverage.question import CoverageQuestion
from monitor.coverage.selecting import Selection


def members(
    question: CoverageQuestion, chosen: Mapping[str, str], national: bool | None = None
) -> list[tuple[str, int]]:
    """Kind and key of the items under the terms in `chosen` (``{axis: term}``), in order.

    `national` narrows to what is national, or what is not; None gives both. They are those that
    search finds for ``question.search_query(chosen)``.
    """
    selection = Selection(question)
    found = selection.within(chosen)
    if national is not None:
        of_reach = selection.moment.national
        found &= of_reach if national else ~of_reach
    return selection.moment.items(found)
