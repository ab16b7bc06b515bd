"""The coverage map of a question: every number in it is that of the search behind it."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone

from monitor.coverage.counting import Counter
from monitor.coverage.lines import Place, peers, shown
from monitor.coverage.matrix import Cell, Line, Matrix
from monitor.coverage.question import ALL, CoverageQuestion
from monitor.coverage.rules import PROVINCE, Judgement, Pair, judged
from monitor.coverage.selecting import Selection
from monitor.coverage.tuned import Tuning, tuning
from search.labels import Vocabulary, vocabulary


def read_matrix(question: CoverageQuestion, judged_by: Tuning | None = None) -> Matrix:
    """The matrix of a question, at a few small queries; search is asked only when it must be.

    `judged_by` are other rules than those that hold now, to see what they would make of it.
    """
    words, selection = vocabulary(), Selection(question)
    rows, cols = (
        shown(words, axis, question.query.values(axis), every_level=question.levels == ALL)
        for axis in (question.rows, question.cols)
    )
    counter = Counter(selection)
    return Matrix(
        rows=_lines(question, counter, question.rows, rows),
        cols=_lines(question, counter, question.cols, cols),
        cells=_cells(words, question, counter, rows, cols, judged_by or tuning()),
        total=counter.total(),
        without_row=counter.without(question.rows),
        without_col=counter.without(question.cols),
        day=selection.day or timezone.localdate(),
        first_day=selection.moment.first_day,
        faults=tuple(dict.fromkeys(selection.faults)),
    )


def _lines(
    question: CoverageQuestion, counter: Counter, axis: str, places: Sequence[Place]
) -> tuple[Line, ...]:
    lines = []
    for place in places:
        text, language = place.label.text(question.query.language)
        lines.append(
            Line(
                value=place.value,
                label=text,
                lang=language,
                total=counter.line(axis, place.value),
                depth=place.depth,
                parent=place.parent,
                letter=place.label.line,
            )
        )
    return tuple(lines)


def _cells(
    words: Vocabulary,
    question: CoverageQuestion,
    counter: Counter,
    rows: Sequence[Place],
    cols: Sequence[Place],
    by: Tuning,
) -> dict[Pair, Cell]:
    known: dict[Pair, Cell] = {}
    judgements: dict[Pair, Judgement] = {}
    for row_group, col_group in _compared(words, question, rows, cols):
        pairs = [(row, col) for row in row_group for col in col_group]
        known |= {pair: counter.cell(*pair) for pair in pairs if pair not in known}
        judgements |= judged(
            {pair: known[pair].running for pair in pairs},
            row_group,
            col_group,
            planned={pair for pair in pairs if known[pair].planned},
            rows_axis=question.rows,
            cols_axis=question.cols,
            weights=by.weights,
            rules=by.rules,
        )
    return {
        pair: replace(known[pair], state=judgements[pair][0], expected=judgements[pair][1])
        for pair in ((row.value, col.value) for row in rows for col in cols)
    }


def _compared(
    words: Vocabulary, question: CoverageQuestion, rows: Sequence[Place], cols: Sequence[Place]
) -> list[tuple[list[str], list[str]]]:
    """Rows and columns to judge together: what is shown, beside all that it is compared with."""
    if question.rows == PROVINCE:
        shown_cols = [place.value for place in cols]
        return [(group, shown_cols) for group in peers(words, question.rows, rows)]
    shown_rows = [place.value for place in rows]
    return [(shown_rows, group) for group in peers(words, question.cols, cols)]
