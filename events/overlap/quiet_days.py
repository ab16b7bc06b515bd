"""Days around a date on which less happens for the same people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from events.overlap.candidates import Candidate
from events.overlap.finding import DAYS_AROUND, Finding
from events.overlap.public_holidays import public_holiday

MOST = 4
_SATURDAY = 5


@dataclass(frozen=True)
class QuietDay:
    """A day, and how many events are on."""

    day: date
    events: int


def quieter_days(finding: Finding, today: date | None = None) -> list[QuietDay]:
    """The quietest days within a week of a date, in their order; none when it is quiet itself.

    For a date on a weekday other weekdays are named, for one in a weekend any day. Public
    holidays and days that are over are passed by, and so are all days for a plan with several.
    """
    today = today or timezone.localdate()
    spans = finding.proposal.spans
    if len(spans) != 1 or spans[0].first_day != spans[0].last_day:
        return []
    chosen = spans[0].first_day
    busy = _events_on(chosen, finding.dates)
    found = [
        QuietDay(day, _events_on(day, finding.dates))
        for day in _days_around(chosen)
        if day >= today and _is_as_good(day, chosen)
    ]
    quieter = [quiet for quiet in found if quiet.events < busy]
    quieter.sort(key=lambda quiet: (quiet.events, abs(quiet.day - chosen), quiet.day))
    return sorted(quieter[:MOST], key=lambda quiet: quiet.day)


def _days_around(day: date) -> Iterable[date]:
    return (day + timedelta(days=offset) for offset in range(-DAYS_AROUND, DAYS_AROUND + 1))


def _is_as_good(day: date, chosen: date) -> bool:
    if public_holiday(day):
        return False
    return chosen.weekday() >= _SATURDAY or day.weekday() < _SATURDAY


def _events_on(day: date, dates: Iterable[Candidate]) -> int:
    return len({row.event_id for row in dates if row.first_day <= day <= row.last_day})
