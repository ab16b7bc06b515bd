"""What rules make of the map of today: how many cells are empty, thin, usual and crowded."""

from collections import Counter
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from monitor.coverage.axes import AXES_BY_NAME
from monitor.coverage.matrix import State
from monitor.coverage.question import read_question
from monitor.coverage.reading import read_matrix
from monitor.coverage.tuned import Tuning
from search.labels import vocabulary
from taxonomy.localised import active_language

#: The maps that people look at most.
SHOWN = (("target_group", "province"), ("action_line", "province"), ("target_group", "action_line"))


@dataclass(frozen=True)
class Preview:
    """One map: the number of cells of each state now, and with the other rules."""

    title: str
    now: dict[str, int]
    then: dict[str, int]


def previews(now: Tuning, then: Tuning) -> list[Preview]:
    """The usual maps under the rules that hold, and under those that somebody tries."""
    return [_preview(rows, cols, now, then) for rows, cols in SHOWN]


def _preview(rows: str, cols: str, now: Tuning, then: Tuning) -> Preview:
    words = {name: capfirst(str(AXES_BY_NAME[name].label)) for name in (rows, cols)}
    return Preview(
        _("%(rows)s by %(cols)s") % {"rows": words[rows], "cols": words[cols].lower()},
        _counts(rows, cols, now),
        _counts(rows, cols, then),
    )


def _counts(rows: str, cols: str, tuning: Tuning) -> dict[str, int]:
    asked = QueryDict(f"rows={rows}&cols={cols}")
    question = read_question(asked, vocabulary(), language=active_language()).question
    states = Counter(cell.state for cell in read_matrix(question, tuning).cells.values())
    return {state.value: states[state] for state in State}
