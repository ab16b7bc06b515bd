"""What every candidate is asked: the same questions, drawn once from a seed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bench.engines.entries import FILTERS_ONLY, NOTHING, WORDS_ONLY
from bench.engines.vocabulary import FACETS, Values
from portal.bulk_content import words

#: Words that many records have, each form of which people type.
FREQUENT = (
    "omscholing", "cursus", "training", "werkgever", "docenten", "bedrijven", "begeleiding",
    "lessen", "deelnemers", "onderwijs", "certificaat", "scholen", "mkb", "ict", "voucher",
    "leerwerktraject", "stageplek", "bijscholing", "netwerk", "coach", "gemeente", "vaardigheden",
)  # fmt: skip
#: What is asked for beside the frequent words.
SPECIFIC = tuple(
    dict.fromkeys(
        word.lower()
        for pair in (*words.SUBJECTS, *words.JOBS, *words.SECTORS)
        for word in pair.nl.split()
        if len(word) > 4
    )
)
COMPOUNDS = ("omscholingstraject", "talentlab", "datacentrum", "loopbaanloket", "kennisnetwerk")
TOWNS = tuple(town for towns in words.TOWNS.values() for town in towns[:2] if " " not in town)


@dataclass(frozen=True)
class Asked:
    """One question: words, and per facet the values of which one suffices."""

    text: str
    filters: Mapping[str, tuple[str, ...]]


def questions(name: str, count: int, *, seed: int = 1) -> list[Asked]:
    """`count` questions of a set; the same seed gives the same ones."""
    random = Random(f"{seed}:{name}")
    if name == NOTHING:
        return [Asked("", {})] * count
    return [
        Asked(
            text="" if name == FILTERS_ONLY else typed(random),
            filters={} if name == WORDS_ONLY else chosen(random),
        )
        for _ in range(count)
    ]


def typed(random: Random) -> str:
    """One word or two different ones."""
    return " ".join(dict.fromkeys(_word(random) for _ in range(random.randint(1, 2))))


def chosen(random: Random) -> dict[str, tuple[str, ...]]:
    """Three facets with one to three values each, frequent ones more often."""
    return {
        name: tuple(sorted(_values(random, FACETS[name])))
        for name in random.sample(list(FACETS), 3)
    }


def _values(random: Random, values: Values) -> set[str]:
    return set(random.choices(values.keys, values.weights, k=random.randint(1, 3)))


def _word(random: Random) -> str:
    lists: Sequence[Sequence[str]] = (FREQUENT, SPECIFIC, COMPOUNDS, TOWNS)
    (found,) = random.choices(lists, (10, 6, 2, 2))
    return random.choice(found)
