"""Reads the plan in a form of an event that is still being filled in."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from events.models import Event
from events.overlap.candidates import NOT_HELD
from events.overlap.phrases import enumeration
from events.overlap.proposal import Proposal, proposal_of
from events.recurrence.schedule import ScheduleError

_RELATIONS = ("provinces", "target_groups", "action_lines", "organisations")


class UnfinishedError(ValueError):
    """There is no plan yet; the message tells in a sentence what to fill in first."""


def plan_in(form: Any) -> Proposal:
    """The plan in a form that was validated, whatever else is wrong with it.

    Raises UnfinishedError as long as date, region or audience is missing.
    """
    lacking = list(_lacking(form.cleaned_data))
    if lacking:
        raise UnfinishedError(
            _("Fill in %(fields)s to see what else happens then.")
            % {"fields": enumeration(lacking)}
        )
    if any(name in form.errors for name in (*form.TIME_FIELDS, *form.REPEAT_FIELDS)):
        raise UnfinishedError(_("The dates are not right yet: see the message at the field."))
    event: Event = form.instance
    if event.status in NOT_HELD:
        raise UnfinishedError(_("This does not go ahead, so it is compared with nothing."))
    for name in _RELATIONS:
        # They reach the event when it is saved, which it is not.
        if name in form.cleaned_data:
            setattr(event, name, form.cleaned_data[name])
    try:
        plan = proposal_of(event)
    except (ScheduleError, ValueError) as fault:
        raise UnfinishedError(str(fault)) from None
    if not plan.spans:
        raise UnfinishedError(_("There is no date to come to compare with."))
    return plan


def _lacking(data: dict[str, Any]) -> Iterator[str]:
    if not data.get("start_date"):
        yield _("the date")
    elif not data.get("all_day") and not data.get("start_time"):
        yield _("the time")
    if not data.get("provinces") and not data.get("scale"):
        yield _("the provinces")
    if not data.get("target_groups") and not data.get("action_lines"):
        yield _("the target groups or action lines")
