"""What is asked of the coverage map, and what the report says of it."""

from itertools import combinations
from random import Random

from bench.coverage.asking import Answer, questions
from bench.coverage.keeping import Kept, PastDay, Reading
from bench.coverage.report import markdown, results
from monitor.coverage.axes import AXES

VALUES = {"province": ["NL-FL", "NL-UT"], "form": ["course"], "target_group": ["work", "pupils"]}
KEPT = Kept(
    now=Reading(1.5, 1.4, 40_000_000),
    days=(PastDay(20, 1_200, Reading(0.025, 0.02, 2**20)),),
    following=0.004,
)


def asked(seed: int) -> list:
    return list(questions(VALUES, Random(seed)))


def test_a_seed_repeats_what_is_asked():
    assert asked(1) == asked(1)
    assert asked(1) != asked(2)


def test_every_pair_of_vocabularies_is_asked_in_every_sort():
    pairs = set(combinations([axis.name for axis in AXES], 2))
    by_sort: dict[str, set] = {}
    for sort, question in asked(1):
        by_sort.setdefault(sort, set()).add((question.rows, question.cols))
    assert all(found == pairs for found in by_sort.values())
    assert len(by_sort) == 7


def test_no_two_pairs_ask_for_the_same_new_day():
    days = [question.day for sort, question in asked(1) if "a new day" in sort]
    assert len(days) == len(set(days)) == 42


def test_the_report_tells_what_a_process_reads_and_keeps():
    report = markdown((100_000, 120_000), KEPT, [Answer("broadest terms", "", 1, 1, 1)], None)
    assert "| 20 days ago | 1,200 | 25 | 20 | 1.0 |" in report


def test_the_slowest_matrix_decides_whether_the_target_is_reached():
    answers = [
        Answer("broadest terms", "form x path", 60, 12.0, 11.0),
        Answer("all levels", "factor x action_line", 1200, 149.0, 120.0),
    ]
    report = markdown((100_000, 120_000), KEPT, answers, None)
    assert "any matrix within 149 ms (target 150 ms: reached)" in report
    assert "the longest is factor x action_line, all levels, 1200 cells" in report
    slower = [*answers, Answer("all levels", "form x path", 60, 151.0, 90.0)]
    assert "151 ms (target 150 ms: MISSED)" in markdown((1, 1), KEPT, slower, None)


def test_the_numbers_are_kept_for_comparing():
    answers = [Answer("broadest terms", "form x path", 60, 12.0, 11.0)]
    found = results((5, 6), KEPT, answers)
    assert found["milliseconds"] == {"broadest terms": [12.0, 12.0, 12.0, 11.0, 11.0]}
    assert (found["items"], found["rows"], found["kept"]["now"]["memory"]) == (5, 6, 40_000_000)
