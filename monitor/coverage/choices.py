"""What a visitor chooses beside the filters: rows, columns, levels."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from monitor.coverage.axes import AXES
from monitor.coverage.question import ALL, TOP, CoverageQuestion


def choices(question: CoverageQuestion, path: str) -> dict[str, Any]:
    """The selects above the map, and the address of the same map turned."""
    return {
        "row_options": _axis_options(question.rows),
        "col_options": _axis_options(question.cols),
        "level_options": [
            {"value": TOP, "label": _("Main groups"), "selected": question.levels == TOP},
            {
                "value": ALL,
                "label": _("With what is under them"),
                "selected": question.levels == ALL,
            },
        ],
        "turned_url": url_of(question.turned(), path),
    }


def url_of(question: CoverageQuestion, path: str) -> str:
    """The address of a map."""
    return f"{path}?{question.querystring()}"


def _axis_options(chosen: str) -> list[dict[str, Any]]:
    return [
        {"value": axis.name, "label": capfirst(str(axis.label)), "selected": axis.name == chosen}
        for axis in AXES
    ]
