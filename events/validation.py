"""What is wrong with the dates of an event, field by field."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.recurrence.checking import check
from events.recurrence.schedule import ScheduleError

if TYPE_CHECKING:
    from events.models import Event

Faults = dict[str, str | Promise]

#: The part of a schedule, and the field of the form in which somebody can mend it.
FIELD_OF = {
    "start": "start_date",
    "end": "end_date",
    "zone": "time_zone",
    "rule": "rule",
    "extra": "extra_dates",
    "excluded": "excluded_dates",
    "changes": "rule",
}


def schedule_faults(event: "Event") -> Faults:
    """A sentence for every field of the dates that cannot be used; empty when all is well."""
    start_date: date | None = event.start_date  # a draft may lack it
    if start_date is None:
        return {}
    faults: Faults = {}
    if not event.all_day and event.start_time is None:
        faults["start_time"] = _("Give the time at which it starts, or choose “all day”.")
    if event.registration_deadline and event.registration_deadline > (event.end_date or start_date):
        faults["registration_deadline"] = _("People cannot register after the event.")
    if not faults:
        faults |= _faults_of_schedule(event)
    return faults


def _faults_of_schedule(event: "Event") -> Faults:
    try:
        schedule = event.schedule()
    except (ValueError, TypeError, OverflowError):
        return {"excluded_dates": _("A date in this list cannot be read.")}
    try:
        check(schedule)
    except ScheduleError as fault:
        field = FIELD_OF[fault.field]
        if fault.field == "end" and event.end_date in (None, event.start_date):
            field = "end_time"
        return {field: fault.message}
    return {}
