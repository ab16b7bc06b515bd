"""Where something is when a period has nothing, or does not have all."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from events.when import day_in_words
from search.agenda.matching_dates import MatchingDates
from search.agenda.navigation import Step
from search.agenda.parameters import LIST
from search.agenda.period import Period, day_before, next_day


@dataclass(frozen=True)
class Nearest:
    """The last day before and the first day after a period that have something, as links."""

    before: Step | None
    after: Step | None


def known_roughly(dates: MatchingDates, path: str) -> dict[str, Any] | None:
    """The link to old facts of a period of which no day is known: only the list has them."""
    number, first = dates.known_roughly_in(dates.query.period)
    if not number or first is None:
        return None
    return {"number": number, "url": dates.query.seen_as(LIST).at(first).url(path)}


def nearest(dates: MatchingDates, path: str) -> Nearest:
    shown = dates.query.shown

    def step(day: date) -> Step:
        return Step(day_in_words(day), dates.query.at(day).url(path))

    before = dates.preceding(Period(last=day_before(shown.first)), 1) if shown.first else []
    after = dates.following(Period(next_day(shown.last)), 1) if shown.last else []
    return Nearest(
        before=step(before[0].day) if before else None,
        after=step(after[0].day) if after else None,
    )
