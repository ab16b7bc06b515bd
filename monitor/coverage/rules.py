"""When a cell of the coverage map is empty, thin, usual or crowded; pure arithmetic.

What to expect: beside provinces, the line's own total spread over them by a weight such as
inhabitants; else the median of the other cells of the row.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from monitor.coverage.matrix import State

PROVINCE = "province"

Pair = tuple[str, str]
Judgement = tuple[State, float | None]


@dataclass(frozen=True)
class Rules:
    """The limits, as the coordinators set them (`monitor.models.CoverageRules`)."""

    #: Fewer than this share of what was expected is thin,
    thin_below: float = 0.5
    #: when at least so many were expected.
    thin_from: float = 1.0
    #: So many times what was expected is crowded,
    crowded_from: float = 2.0
    #: when there are at least so many.
    crowded_least: int = 4


def judged(
    counts: Mapping[Pair, int],
    rows: Sequence[str],
    cols: Sequence[str],
    *,
    rows_axis: str,
    cols_axis: str,
    planned: Collection[Pair] = (),
    weights: Mapping[str, float] | None = None,
    rules: Rules | None = None,
) -> dict[Pair, Judgement]:
    """State and expectation of every pair of `rows` and `cols`.

    `counts` is what runs, and may lack pairs without items. In the pairs of `planned` something is
    to come: they are not empty, but what does not run yet fills no gap either. `weights` is what
    each province weighs; a province that it does not name weighs nothing, and without any all weigh
    the same. What holds in this installation says `monitor.coverage.tuned.tuning`.
    """
    rules = rules or Rules()
    expected = _expected(counts, rows, cols, rows_axis, cols_axis, weights)
    return {
        pair: (state_of(counts.get(pair, 0), hoped, rules, is_planned=pair in planned), hoped)
        for pair, hoped in expected.items()
    }


def state_of(
    count: int, expected: float | None, rules: Rules, *, is_planned: bool = False
) -> State:
    """What a number means beside what was expected; None when nothing could be.

    `is_planned` when something is to come there besides.
    """
    if not count and not is_planned:
        return State.EMPTY
    if expected is None:
        return State.USUAL
    if expected >= rules.thin_from and count < rules.thin_below * expected:
        return State.THIN
    if count >= rules.crowded_least and count >= rules.crowded_from * expected:
        return State.CROWDED
    return State.USUAL


def _expected(
    counts: Mapping[Pair, int],
    rows: Sequence[str],
    cols: Sequence[str],
    rows_axis: str,
    cols_axis: str,
    weights: Mapping[str, float] | None,
) -> dict[Pair, float | None]:
    if cols_axis == PROVINCE:
        lines = ((row, [(row, col) for col in cols]) for row in rows)
        shares = _shares(cols, weights)
        return {
            pair: hoped
            for _line, pairs in lines
            for pair, hoped in zip(pairs, _spread(counts, pairs, shares), strict=True)
        }
    if rows_axis == PROVINCE:
        turned = {(col, row): number for (row, col), number in counts.items()}
        found = _expected(turned, cols, rows, cols_axis, rows_axis, weights)
        return {(row, col): hoped for (col, row), hoped in found.items()}
    return dict(_beside_others(counts, rows, cols))


def _shares(provinces: Sequence[str], weights: Mapping[str, float] | None) -> list[float]:
    heavy = [weights.get(code, 0.0) if weights else 1.0 for code in provinces]
    together = sum(heavy)
    return [weight / together if together else 0.0 for weight in heavy]


def _spread(
    counts: Mapping[Pair, int], pairs: Sequence[Pair], shares: Sequence[float]
) -> list[float | None]:
    together = sum(counts.get(pair, 0) for pair in pairs)
    return [together * share if together and share else None for share in shares]


def _beside_others(
    counts: Mapping[Pair, int], rows: Sequence[str], cols: Sequence[str]
) -> Iterator[tuple[Pair, float | None]]:
    for row in rows:
        numbers = [counts.get((row, col), 0) for col in cols]
        for place, col in enumerate(cols):
            others = numbers[:place] + numbers[place + 1 :]
            yield (row, col), float(median(others)) if others and any(numbers) else None
