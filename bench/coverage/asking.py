"""Asks for every matrix there is, and measures how long it takes."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from random import Random

from bench.addresses import FREQUENT
from bench.coverage.material import filter_values, new_days, past_days
from monitor.coverage.axes import AXES, COUNTED_KINDS
from monitor.coverage.question import ALL, TOP, CoverageQuestion
from monitor.coverage.reading import read_matrix
from search.query import SearchQuery

PLAIN = SearchQuery(selected={"kind": COUNTED_KINDS})


@dataclass(frozen=True)
class Answer:
    """One matrix: of which sort, how many cells, how long it took."""

    sort: str
    pair: str
    cells: int
    milliseconds: float
    #: What the processor worked for it; waiting for busy neighbours does not count.
    processor: float


def ask(passes: int, seed: int) -> list[Answer]:
    """Every pair of axes in every sort; of several passes the quickest of each counts."""
    asked = list(questions(filter_values(), Random(seed)))
    # Also past days; of those that are new to every question the process keeps too few to know them.
    for _sort, question in asked:
        read_matrix(question)
    rounds = [[_answer(sort, question) for sort, question in asked] for _ in range(passes)]
    return [min(each, key=lambda answer: answer.milliseconds) for each in zip(*rounds, strict=True)]


def questions(
    values: Mapping[str, Sequence[str]], random: Random
) -> Iterator[tuple[str, CoverageQuestion]]:
    """What is asked, each with the name of its sort; the same for one seed."""
    for number, (rows, cols) in enumerate(combinations([axis.name for axis in AXES], 2)):
        plain = CoverageQuestion(rows=rows, cols=cols, query=PLAIN)
        deep = plain.with_levels(ALL)
        yield "broadest terms", plain.with_levels(TOP)
        yield "all levels", deep
        for filters in (1, 2, 3):
            yield "all levels, filtered", deep.with_query(_filtered(values, random, filters))
        words = replace(PLAIN, text=random.choice(FREQUENT))
        yield "all levels, words", deep.with_query(words)
        for day in past_days():
            yield "all levels, a past day", deep.with_day(day)
        for share, day in new_days(number):
            yield f"all levels, a new day, {share} changed since", deep.with_day(day)


def _filtered(values: Mapping[str, Sequence[str]], random: Random, count: int) -> SearchQuery:
    query = PLAIN
    for name in random.sample(sorted(values), min(count, len(values))):
        known = values[name]
        query = query.with_value(name, known[int(len(known) * random.random() ** 2)])
    return query


def _answer(sort: str, question: CoverageQuestion) -> Answer:
    started, worked = time.perf_counter(), time.process_time()
    matrix = read_matrix(question)
    took = (time.perf_counter() - started) * 1000
    processor = (time.process_time() - worked) * 1000
    if matrix.faults:
        raise RuntimeError(f"The matrix is not whole: {matrix.faults}")
    return Answer(sort, f"{question.rows} x {question.cols}", len(matrix.cells), took, processor)
