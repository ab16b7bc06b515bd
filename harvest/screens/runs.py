"""The runs of a source as a table shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from harvest.models import Run

#: The numbers that say something to whoever keeps a calendar, in this order.
COUNTED: dict[str, Promise] = {
    "new": pgettext_lazy("so many records", "new"),
    "changed": pgettext_lazy("so many records", "changed"),
    "cancelled": pgettext_lazy("so many records", "cancelled"),
    "returned": pgettext_lazy("so many records", "back again"),
    "moved": pgettext_lazy("so many records", "moved"),
    "missing": pgettext_lazy("so many records", "missing"),
    "withdrawn": pgettext_lazy("so many records", "withdrawn"),
    "refused": pgettext_lazy("so many records", "refused"),
    "left_out": pgettext_lazy("so many records", "left out"),
    "private": pgettext_lazy("so many records", "private"),
    "unchanged": pgettext_lazy("so many records", "the same"),
}


@dataclass(frozen=True)
class RunLine:
    """A run with its numbers in words, and how long it took."""

    run: Run

    @property
    def seconds(self) -> int | None:
        if self.run.ended_at is None:
            return None
        return round((self.run.ended_at - self.run.started_at).total_seconds())

    @property
    def counts(self) -> list[tuple[Promise, int]]:
        return [
            (label, number)
            for word, label in COUNTED.items()
            if (number := self.run.counts.get(word, 0))
        ]


def lines_of_runs(runs: Iterable[Run]) -> list[RunLine]:
    return [RunLine(run) for run in runs]
