"""Asks what looks like generated items, as somebody would type them, and measures how long it takes."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from publishing.duplicates.description import Description
from publishing.duplicates.finding import likely_doubles
from publishing.models import DuplicateKey, DuplicateProfile

_LETTERS = "abcdefghijklmnoprstuvwz"


@dataclass(frozen=True)
class Answer:
    """One question: of which sort, how long it took, and whether the title meant was found."""

    sort: str
    milliseconds: float
    #: What the processor worked for it; waiting for busy neighbours does not count.
    processor: float
    found: bool


def sizes() -> tuple[int, int]:
    """How many items are described, and by how many keys."""
    return DuplicateProfile.objects.count(), DuplicateKey.objects.count()


def ask(count: int, seed: int) -> list[Answer]:
    """``count`` questions of every sort about items chosen at random; the same for one seed."""
    chance = random.Random(seed)
    keys = list(DuplicateProfile.objects.filter(live=True).values_list("pk", flat=True))
    chosen = chance.sample(keys, min(count, len(keys)))
    profiles = {row.pk: row for row in DuplicateProfile.objects.filter(pk__in=chosen)}
    answers = []
    for key in chosen:
        profile = profiles[key]
        # As something new: the item itself must be found, and not be left out.
        described = replace(Description.from_data(profile.data), pk=None)
        for sort, question in _questions(described, chance):
            started, worked = time.perf_counter(), time.process_time()
            matches = likely_doubles(question)
            took = (time.perf_counter() - started) * 1000
            processor = (time.process_time() - worked) * 1000
            # Generated titles come again: any item of that title is what was meant.
            found = any(match.title in described.titles for match in matches)
            answers.append(Answer(sort, took, processor, found))
    return answers


def _questions(described: Description, chance: random.Random) -> Iterator[tuple[str, Description]]:
    typed = Description(kind=described.kind, titles=described.titles[:1])
    yield "title only", typed
    yield "title with a typing error", replace(typed, titles=(_typed(typed.titles, chance),))
    yield "everything filled in", described


def _typed(titles: tuple[str, ...], chance: random.Random) -> str:
    text = titles[0]
    place = chance.randrange(1, max(2, len(text)))
    return text[:place] + chance.choice(_LETTERS) + text[place + 1 :]
