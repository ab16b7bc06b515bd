"""Which items a question is about, as bitmaps: its filters, and what only search can find."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from monitor.coverage.question import CURRENT, VALIDITY, CoverageQuestion
from monitor.ledger.bitmaps import Moment
from monitor.ledger.counted import KEPT
from monitor.ledger.moments import moment
from search.engines import EngineUnavailableError, get_engine
from search.query import SearchQuery

ORGANISATION = "organisation"
#: More than these of one kind the engine does not name.
MOST_KEYS = 60_000


class Selection:
    """The items of a question at its moment.

    `base` are those that pass every filter but those on the vocabularies of the axes, which choose
    lines. `faults` says, in the language of the page, what could not be taken into account.
    """

    def __init__(self, question: CoverageQuestion) -> None:
        self.question = question
        self.day = past_day(question)
        self.moment: Moment = moment(self.day)
        self.faults: list[str] = []
        self.base = self._base()

    def within(self, chosen: Mapping[str, str]) -> int:
        """Those that search finds for ``question.search_query(chosen)``."""
        found = self.base
        for axis in (self.question.rows, self.question.cols):
            if axis in chosen:
                continue
            if values := self.question.query.values(axis):
                found &= self.moment.any_of(axis, values)
        for facet, value in chosen.items():
            found &= self.moment.of(facet, value)
        return found

    def _base(self) -> int:
        query, found = self.question.query, self.moment.everything
        axes = {self.question.rows, self.question.cols}
        for facet in KEPT:
            values = query.values(facet)
            if values and facet not in axes:
                found &= self.moment.any_of(facet, values)
        if not query.national:
            found &= ~self.moment.national
        return found & self._found_by_search() if _asks_search(query) else found

    def _found_by_search(self) -> int:
        if self.day is not None:
            self.faults.append(
                _(
                    "Search words, dates and organisations do not work for a day in the past, so "
                    "this map is without them."
                )
            )
            return self.moment.everything
        try:
            return self._asked(self.question.query)
        except EngineUnavailableError:
            self.faults.append(
                _(
                    "Search does not work at the moment, so this map is without your words, dates "
                    "and organisations."
                )
            )
            return self.moment.everything

    def _asked(self, query: SearchQuery) -> int:
        found = 0
        chosen = {name: query.values(name) for name in (ORGANISATION,) if query.values(name)}
        for kind in self._kinds(query):
            of_kind = replace(
                query,
                selected={VALIDITY: (CURRENT,), **chosen},
                fixed={"kind": (kind,)},
                national=True,
            )
            keys = get_engine().keys(of_kind, MOST_KEYS)
            if len(keys) >= MOST_KEYS:
                self.faults.append(
                    _("Too many items match your words, so not all of them are counted here.")
                )
            found |= self.moment.bitmap(kind, keys)
        return found

    def _kinds(self, query: SearchQuery) -> Iterable[str]:
        return query.values("kind") or self.moment.values.get("kind", ())


def past_day(question: CoverageQuestion) -> date | None:
    """The day of the question when it is over; None for today and later."""
    day = question.day
    return day if day is not None and day < timezone.localdate() else None


def _asks_search(query: SearchQuery) -> bool:
    return bool(query.text or any(query.days) or query.values(ORGANISATION))
