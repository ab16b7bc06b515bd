"""What is asked of the coverage map for one region."""

from collections.abc import Collection
from datetime import date

from monitor.coverage.axes import COUNTED_KINDS
from monitor.coverage.question import CoverageQuestion
from search.query import SearchQuery
from taxonomy.localised import active_language

PROVINCE = "province"


def question_of(
    provinces: Collection[str],
    rows: str = "target_group",
    cols: str = PROVINCE,
    *,
    kinds: Collection[str] = COUNTED_KINDS,
    day: date | None = None,
) -> CoverageQuestion:
    """The map of these provinces (their codes), in the language of the page."""
    # A region without a province has nothing, and not everything.
    selected = {"kind": tuple(kinds), PROVINCE: tuple(sorted(provinces)) or ("",)}
    query = SearchQuery(selected=selected, language=active_language())
    return CoverageQuestion(rows=rows, cols=cols, query=query, day=day)
