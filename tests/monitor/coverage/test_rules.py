"""When a cell is empty, thin, usual or crowded."""

import pytest

from monitor.coverage.matrix import State
from monitor.coverage.rules import Rules, judged, state_of

E, T, U, C = State.EMPTY, State.THIN, State.USUAL, State.CROWDED
PROVINCES = ["NL-FL", "NL-UT", "NL-ZH"]
RULES = Rules()


def of_row(numbers: list[int], cols_axis="province", weights=None, cols=None):
    cols = cols or PROVINCES[: len(numbers)]
    counts = {("work", col): number for col, number in zip(cols, numbers, strict=True)}
    found = judged(
        counts,
        ["work"],
        cols,
        rows_axis="target_group",
        cols_axis=cols_axis,
        weights=weights,
        rules=RULES,
    )
    return [found["work", col] for col in cols]


@pytest.mark.parametrize(
    ("count", "expected", "state"),
    [
        (0, 5.0, E),
        (0, 0.2, E),
        (0, None, E),
        (1, 2.0, U),
        (1, 2.1, T),
        (1, None, U),
        (3, 1.0, U),
        (4, 2.0, C),
        (4, 2.1, U),
        (4, 0.0, C),
    ],
)
def test_a_number_is_measured_against_what_was_expected(count, expected, state):
    assert state_of(count, expected, RULES) == state


def test_where_little_was_expected_nothing_is_thin():
    assert state_of(1, 2.5, Rules(thin_from=3.0)) == U
    assert state_of(1, 3.0, Rules(thin_from=3.0)) == T


@pytest.mark.parametrize(
    ("expected", "state"), [(3.0, T), (0.4, U), (None, U)], ids=["much", "little", "nothing"]
)
def test_where_all_is_planned_it_is_thin_when_one_may_expect_some(expected, state):
    assert state_of(0, expected, RULES, is_planned=True) == state


def test_what_is_planned_makes_no_cell_crowded_and_no_other_cell_thin():
    running = {("work", "NL-UT"): 1, ("work", "NL-ZH"): 1}
    found = judged(
        running,
        ["work"],
        PROVINCES,
        rows_axis="target_group",
        cols_axis="province",
        planned={("work", "NL-FL")},
        rules=RULES,
    )
    assert [found["work", code][0] for code in PROVINCES] == [U, U, U]


def test_beside_provinces_each_may_expect_an_equal_share():
    assert of_row([6, 1, 2]) == [(C, 3.0), (T, 3.0), (U, 3.0)]


def test_or_a_share_by_what_the_provinces_weigh():
    weights = {"NL-FL": 1.0, "NL-UT": 2.0, "NL-ZH": 6.0}
    assert of_row([1, 2, 6], weights=weights) == [(U, 1.0), (U, 2.0), (U, 6.0)]
    assert of_row([5, 2, 2], weights=weights) == [(C, 1.0), (U, 2.0), (T, 6.0)]


def test_a_province_that_weighs_nothing_can_expect_nothing():
    assert of_row([2, 2, 0], weights={"NL-FL": 1.0, "NL-UT": 1.0}) == [
        (U, 2.0), (U, 2.0), (E, None)
    ]  # fmt: skip


def test_a_line_without_anything_is_empty_everywhere():
    assert of_row([0, 0, 0]) == [(E, None)] * 3


def test_provinces_in_the_rows_are_judged_the_same_as_in_the_columns():
    counts = {("NL-FL", "work"): 6, ("NL-UT", "work"): 1, ("NL-ZH", "work"): 2}
    found = judged(
        counts, PROVINCES, ["work"], rows_axis="province", cols_axis="target_group", rules=RULES
    )
    assert [found[code, "work"][0] for code in PROVINCES] == [C, T, U]


def test_elsewhere_a_cell_is_measured_against_the_others_of_its_row():
    cols = ["course", "voucher", "coaching", "tool"]
    assert of_row([9, 4, 4, 1], cols_axis="form", cols=cols) == [
        (C, 4.0), (U, 4.0), (U, 4.0), (T, 4.0)
    ]  # fmt: skip


def test_a_row_of_one_cell_has_nothing_to_be_measured_against():
    assert of_row([9], cols_axis="form", cols=["course"]) == [(U, None)]
