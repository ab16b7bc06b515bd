"""What is wrong with the dates of an event, field by field."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.recurrence.checking import check
from events.recurrence.schedule import ScheduleError
from events.recurrence.soundness import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from events.models import Event

Faults = dict[str, str | Promise]

#: The part of a schedule, and the field of the event that holds it.
FIELD_OF = {
    "start": "start_date",
    "end": "end_date",
    "zone": "time_zone",
    "rule": "rule",
    "extra": "extra_dates",
    "excluded": "excluded_dates",
    "changes": "changes",
}


def schedule_faults(event: "Event") -> Faults:
    """A sentence for every field of the dates that cannot be used; empty when all is well."""
    start_date: date | None = event.start_date  # a draft may lack it
    if start_date is None:
        return {}
    faults = _faults_of_days(event)
    if not event.all_day and event.start_time is None:
        faults["start_time"] = _("Give the time at which it starts, or choose “all day”.")
    return faults or _faults_of_deadline(event) | _faults_of_schedule(event)


def _faults_of_days(event: "Event") -> Faults:
    """Years in which nothing can be computed, before anything is."""
    return {
        name: _("The year has to be between %(first)s and %(last)s.")
        % {"first": FIRST_YEAR, "last": LAST_YEAR}
        for name in ("start_date", "end_date")
        if (day := getattr(event, name)) and not FIRST_YEAR <= day.year <= LAST_YEAR
    }


def _faults_of_deadline(event: "Event") -> Faults:
    """For a series people may go on registering after its first date."""
    deadline = event.registration_deadline
    if deadline and not event.repeats and deadline > event.start_date:
        return {"registration_deadline": _("The last day to register is after the start.")}
    return {}


def _faults_of_schedule(event: "Event") -> Faults:
    try:
        schedule = event.schedule()
    except (ValueError, TypeError, OverflowError):
        return {"excluded_dates": _("A date in this list cannot be read.")}
    try:
        # Feeds are forgiven that a start is none of the dates of its rule.
        check(schedule, entered=event.provenance != event.Provenance.SOURCE)
    except ScheduleError as fault:
        field = FIELD_OF[fault.field]
        if fault.field == "end" and event.end_date in (None, event.start_date):
            field = "end_date" if event.end_time is None else "end_time"
        return {field: fault.message}
    return {}
