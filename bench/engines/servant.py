"""What a candidate's process does when told; Django is set up here."""

import resource
import time
from collections.abc import Sequence
from dataclasses import replace

from bench.engines.answer import Answer
from bench.engines.candidates import Place, make
from bench.engines.entries import WORDS_AND_FILTERS, Placed
from bench.engines.material import document, documents
from bench.engines.questions import Asked, questions
from bench.engines.worker import (
    KIBI,
    PAGES_BEFORE_WEIGHING,
    POLLS,
    WARM_UP,
    Built,
    Held,
    Time,
    now,
    processor_seconds,
    weigh,
    without_collecting,
)

VISIBLE_WITHIN = 30.0


class Servant:
    def __init__(self, module: str, placed: Placed, count: int, seed: int) -> None:
        self._candidate = make(module, Place(placed.folder, placed.address))
        self._count = count
        self._seed = seed

    def build(self) -> Built:
        started, worked = now(), processor_seconds()
        self._candidate.build(documents(self._count, seed=self._seed), self._count)
        return Built(
            seconds=now() - started,
            processor=processor_seconds() - worked,
            peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIBI,
            size=self._candidate.size(),
        )

    def size(self) -> int:
        return self._candidate.size()

    def held(self) -> Held:
        """After a number of pages, as the first thing a process does."""
        for asked in questions(WORDS_AND_FILTERS, PAGES_BEFORE_WEIGHING, seed=self._seed):
            self._candidate.ask(asked)
        return weigh()

    def turn(self, name: str, count: int, seconds: float) -> list[Time]:
        """The time of each question, or of as many as fit into the seconds."""
        asked = questions(name, count, seed=self._seed)
        self._candidate.forget()
        for each in questions(WORDS_AND_FILTERS, WARM_UP, seed=self._seed + 1):
            self._candidate.ask(each)
        times = []
        with without_collecting():
            deadline = time.monotonic() + seconds
            for each in asked:
                if times and time.monotonic() > deadline:
                    break
                times.append(self._asked(each))
        return times

    def fresh(self, name: str, count: int, seconds: float) -> list[Time]:
        """The same, of a candidate that remembers nothing of the question before."""
        asked, times = questions(name, count, seed=self._seed), []
        deadline = time.monotonic() + seconds
        for each in asked:
            if times and time.monotonic() > deadline:
                break
            self._candidate.forget()
            self._candidate.ask(Asked("omscholing", {}))
            times.append(self._asked(each))
        return times

    def answers(self, name: str, count: int) -> list[Answer]:
        """Totals and counts, for comparing."""
        found = (self._candidate.ask(asked) for asked in questions(name, count, seed=self._seed))
        return [replace(answer, fragments=()) for answer in found]

    def edits(self, count: int) -> list[float]:
        """Milliseconds from the edit of a title until a search for its new word finds it."""
        times = []
        for number, word in enumerate(_new_words(count), start=1):
            place = 1 + number * self._count // (count + 1)
            known = document(place, seed=self._seed)
            changed = replace(known, titles={**known.titles, "nl": f"{known.titles['nl']} {word}"})
            started = now()
            self._candidate.edit(changed)
            while not self._candidate.ask(Asked(word, {})).total:
                if now() - started > VISIBLE_WITHIN:
                    raise TimeoutError(f"The edit was not visible within {VISIBLE_WITHIN:.0f} s.")
                time.sleep(POLLS)
            times.append((now() - started) * 1000)
        return times

    def drop(self) -> None:
        self._candidate.drop()

    def _asked(self, asked: Asked) -> Time:
        started, worked = now(), time.process_time()
        self._candidate.ask(asked)
        return Time((now() - started) * 1000, (time.process_time() - worked) * 1000)


def _new_words(count: int) -> Sequence[str]:
    """Words that no text has."""
    return [f"zzedit{time.time_ns():x}{number}q" for number in range(count)]
