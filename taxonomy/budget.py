"""What the lines of a regional plan may cost, per year and together."""

from collections.abc import Iterable
from typing import Any

from taxonomy.models import ActionLine


def budget_table(lines: Iterable[ActionLine]) -> dict[str, Any] | None:
    """Thousands of euros per line and year with both totals; None when no line has a budget."""
    lines = list(lines)
    years = sorted({budget.year for line in lines for budget in line.budget_years.all()})
    if not years:
        return None
    rows: list[dict[str, Any]] = []
    for line in lines:
        by_year = {budget.year: budget.thousand_euros for budget in line.budget_years.all()}
        if by_year:
            rows.append(
                {
                    "line": line,
                    "amounts": [by_year.get(year) for year in years],
                    "total": sum(by_year.values()),
                }
            )
    totals = [sum(row["amounts"][place] or 0 for row in rows) for place in range(len(years))]
    return {"years": years, "rows": rows, "totals": totals, "total": sum(totals)}
