"""Gives the map that was asked for, within what there is and what fits."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from monitor.coverage.matrix import Matrix
from monitor.coverage.page_question import AskedPage
from monitor.coverage.question import TOP
from monitor.coverage.reading import read_matrix
from monitor.coverage.words import day_in_words

#: Cells that a page or a picture can show, and a file for machines.
MOST_SHOWN, MOST_WRITTEN = 1_600, 30_000


@dataclass(frozen=True)
class Shown:
    """What an address asks for, and the matrix that answers it."""

    asked: AskedPage
    matrix: Matrix
    #: The matrix of the day with which it is compared, if it is.
    then: Matrix | None = None

    @property
    def has_day(self) -> bool:
        """Whether there is a map of the day that was asked for."""
        day, first = self.asked.question.day, self.matrix.first_day
        return day is None or (first is not None and day >= first)

    def with_notices_as_faults(self) -> "Shown":
        """What a page says above the map, where a file says it: below its title."""
        told = (*map(str, self.asked.notices), *self.matrix.faults)
        return replace(self, matrix=replace(self.matrix, faults=tuple(dict.fromkeys(told))))

    @property
    def no_day_in_words(self) -> str:
        """What to say when there is none."""
        if self.matrix.first_day is None:
            return _nothing_before(None)
        return _("There is no map of that day. The first day that can be shown is %(day)s.") % {
            "day": day_in_words(self.matrix.first_day)
        }


def show(asked: AskedPage, *, for_page: bool) -> Shown:
    """The map of a question; only its broadest lines when all of them would be too many."""
    matrix = read_matrix(asked.question)
    cells = len(matrix.rows) * len(matrix.cols)
    if cells > (MOST_SHOWN if for_page else MOST_WRITTEN) and asked.question.levels != TOP:
        asked = replace(asked, question=asked.question.with_levels(TOP))
        matrix = read_matrix(asked.question)
        # Among the faults, which every file tells too.
        matrix = replace(matrix, faults=(_too_large(for_page), *matrix.faults))
    return _compared(Shown(asked, matrix)) if asked.question.since else Shown(asked, matrix)


def _too_large(for_page: bool) -> str:
    if for_page:
        return _(
            "With everything under the main groups this map is too large for a page. "
            "Choose a filter, or download it as a spreadsheet."
        )
    return _(
        "With everything under the main groups this map is too large for a file, so these are "
        "only the main groups. Choose a filter first."
    )


def _compared(shown: Shown) -> Shown:
    """With the map of the other day beside it, where there is one that can be compared."""
    since, first = shown.asked.question.since, shown.matrix.first_day
    if first is None or since is None or since < first:
        return _alone(shown, _nothing_before(first))
    then = read_matrix(shown.asked.question.with_day(since))
    # What could not be taken into account there would look like a change.
    return _alone(shown, *then.faults) if then.faults else replace(shown, then=then)


def _alone(shown: Shown, *reasons: str) -> Shown:
    question = replace(shown.asked.question, since=None)
    return Shown(
        replace(shown.asked, question=question),
        # Among the faults, which every file tells too.
        replace(shown.matrix, faults=tuple(dict.fromkeys((*reasons, *shown.matrix.faults)))),
    )


def _nothing_before(first: date | None) -> str:
    if first is None:
        return _("There is no map of a past day yet. Tomorrow there is one of today.")
    return _("The first day to compare with is %(day)s, so nothing is compared.") % {
        "day": day_in_words(first)
    }
