"""How well an engine answers judged queries: the measures, and the bars they must reach.

All look at the first ten results. NDCG@10 says whether the best items stand highest,
MRR how far down the first useful one stands, success@3 how often what must be found
stands among the first three.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from search.engines.base import SearchEngine
from search.judged_queries import JudgedQuery, item_key
from search.labels import Vocabulary
from search.querystring import parse

DEPTH = 10
TOP = 3
OVERALL = "all"
NAME_GROUPS = ("name", "names")
# The bars of this project; ``--check`` fails when one is missed.
LEAST_NDCG = 0.85
LEAST_SUCCESS_FOR_NAMES = 0.95
MOST_DIFFERENCE = 0.01


@dataclass(frozen=True)
class Scores:
    """Averages over a group of queries, each from 0 to 1."""

    queries: int
    ndcg: float
    mrr: float
    success: float

    @property
    def measures(self) -> tuple[float, float, float]:
        return self.ndcg, self.mrr, self.success


@dataclass(frozen=True)
class Answer:
    """What an engine found for one query: the keys of the first ten, best first."""

    query: JudgedQuery
    found: tuple[str, ...]
    total: int
    notices: tuple[str, ...] = ()

    @property
    def ndcg(self) -> float:
        return ndcg(self.found, self.query.relevant)

    @property
    def reciprocal_rank(self) -> float:
        return reciprocal_rank(self.found, self.query.relevant)

    @property
    def success(self) -> float:
        return success(self.found, self.query.relevant, self.query.must_top3)


def ndcg(found: Sequence[str], relevant: Mapping[str, int], depth: int = DEPTH) -> float:
    """Gain (2^grade - 1) discounted by position, as a share of the best possible order."""
    best = _discounted(sorted(relevant.values(), reverse=True)[:depth])
    return _discounted(relevant.get(key, 0) for key in found[:depth]) / best if best else 0.0


def reciprocal_rank(found: Sequence[str], relevant: Mapping[str, int]) -> float:
    """One divided by the position of the first relevant item; 0 when there is none."""
    first = next((at for at, key in enumerate(found[:DEPTH], start=1) if key in relevant), None)
    return 1 / first if first else 0.0


def success(found: Sequence[str], relevant: Mapping[str, int], must: Sequence[str]) -> float:
    """1 when all that must be there is among the first three, or anything relevant if nothing must.

    Of more than three that must be there as many as fit.
    """
    wanted, needed = (set(must), min(len(must), TOP)) if must else (set(relevant), 1)
    return 1.0 if len(wanted.intersection(found[:TOP])) >= needed else 0.0


def ask(engine: SearchEngine, judged: JudgedQuery, known: Vocabulary) -> Answer:
    """Asks an engine what a page would ask it."""
    parsed = parse(judged.address(DEPTH), known, language=judged.language)
    results = engine.search(parsed.query)
    return Answer(
        query=judged,
        found=tuple(item_key(hit.document) for hit in results.hits),
        total=results.total,
        notices=tuple(str(notice) for notice in parsed.notices),
    )


def per_group(answers: Sequence[Answer]) -> dict[str, Scores]:
    """The averages of every group in the order of the file, and of all together at the end."""
    groups: dict[str, list[Answer]] = {}
    for answer in answers:
        groups.setdefault(answer.query.group, []).append(answer)
    scores = {group: _averages(members) for group, members in groups.items()}
    return scores | {OVERALL: _averages(answers)}


def difference(reports: Sequence[Mapping[str, Scores]], group: str = OVERALL) -> float:
    """How far the engines lie apart at most, in any of the three measures."""
    columns = zip(*(report[group].measures for report in reports), strict=True)
    return max(max(values) - min(values) for values in columns)


def missed_bars(reports: Mapping[str, Mapping[str, Scores]]) -> list[str]:
    """What falls short, in words; empty when everything is good enough."""
    missed = [text for engine, report in reports.items() for text in _missed_by(engine, report)]
    if len(reports) > 1 and difference([*reports.values()]) > MOST_DIFFERENCE:
        missed.append(f"the engines lie more than {MOST_DIFFERENCE} apart")
    return missed


def _missed_by(engine: str, report: Mapping[str, Scores]) -> Iterator[str]:
    if (reached := report[OVERALL].ndcg) < LEAST_NDCG:
        yield f"{engine}: NDCG@10 is {reached:.3f} and must be {LEAST_NDCG}"
    for group in NAME_GROUPS:
        if group in report and (reached := report[group].success) < LEAST_SUCCESS_FOR_NAMES:
            yield (
                f"{engine}: success@3 for names is {reached:.3f} and must be "
                f"{LEAST_SUCCESS_FOR_NAMES}"
            )


def _averages(answers: Sequence[Answer]) -> Scores:
    return Scores(
        queries=len(answers),
        ndcg=fmean(answer.ndcg for answer in answers),
        mrr=fmean(answer.reciprocal_rank for answer in answers),
        success=fmean(answer.success for answer in answers),
    )


def _discounted(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(at + 1) for at, grade in enumerate(grades, start=1))
