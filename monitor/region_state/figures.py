"""The numbers of a region today beside those of a quarter ago."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.text import capfirst

from initiatives.models import Initiative, Offer
from monitor.coverage.counting import Counter
from monitor.coverage.selecting import Selection
from monitor.region_state.asked import question_of

QUARTER = timedelta(days=91)
#: Not practices: most are national, and the sheet names those that the region uses.
_KINDS = (Initiative, Offer)


@dataclass(frozen=True)
class Figure:
    """How many there are of a kind; ``before`` is None when nobody counted then.

    ``planned`` of the ``count`` do not run yet.
    """

    label: str
    count: int
    planned: int
    national: int
    before: int | None

    @property
    def change(self) -> str:
        """ "+3", "-1" or "0"; empty when it is not known."""
        if self.before is None:
            return ""
        difference = self.count - self.before
        return f"{difference:+d}" if difference else "0"


def figures_of(provinces: Collection[str], today: date) -> tuple[list[Figure], date | None]:
    """A figure per kind, and the day they are compared with; None when there is none so long ago."""
    then = today - QUARTER
    first_day = Selection(question_of(provinces)).moment.first_day
    day = then if first_day is not None and first_day <= then else None
    figures = []
    for model in _KINDS:
        now = Counter(Selection(question_of(provinces, kinds=[model.kind]))).total()
        before = None
        if day is not None:
            past = question_of(provinces, kinds=[model.kind], day=day)
            before = Counter(Selection(past)).total().count
        label = capfirst(str(model._meta.verbose_name_plural))
        figures.append(Figure(label, now.count, now.planned, now.national, before))
    return figures, day
