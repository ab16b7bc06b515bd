"""Change "this and following": from one date on a series goes on as an event of its own."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.log_actions import log

from events.actions.versions import Stored, alter_versions, version_shown
from events.models import Event
from events.recurrence.moving import moved
from events.recurrence.schedule import Local, Schedule, ScheduleError
from events.recurrence.splitting import split
from events.rescheduling import reschedule, snapshot
from publishing.admin.copies import unsaved_copy
from publishing.permissions import Verb, may

SPLIT_SERIES_LOG_ACTION = "events.split_series"
FOLLOWS_LOG_ACTION = "events.follows_series"
#: What may be different from then on, beside the times.
FIELDS = ("title", "title_en", "location_name", "location_address", "online_url")


@dataclass(frozen=True)
class Split:
    """The series as it ends now, and the event that goes on from there."""

    stored: Stored
    following: Event


@transaction.atomic
def split_series(
    *,
    event: Event,
    user: Any,
    at: Local,
    start: Local | None = None,
    end: Local | None = None,
    **values: str,
) -> Split:
    """Ends the series before the date that it has at `at`, and makes a new event of the rest.

    The new one has the same content and begins at `start` until `end` (local, exclusive; as the
    series does when they are left out), with its other dates in step; `values` are those of
    `FIELDS` that differ. It goes live when the series is and the user may publish it, and is a
    draft otherwise. The address of the series stays that of its earlier dates, and subscribers
    keep what they had of those.

    `undo_series` takes it back. Raises PermissionDenied, and ValidationError for what is no date
    of the series or its first, or a rest that cannot be moved so.
    """
    if not may(user, Verb.CHANGE, event):
        raise PermissionDenied
    version = version_shown(event)
    following = _following(version, at, start, end, values)
    following.created_by = user
    following.save()
    stored = alter_versions(
        event=event,
        user=user,
        alter=lambda altered: reschedule(altered, lambda whole: split(whole, at)[0]),
        action=SPLIT_SERIES_LOG_ACTION,
        data={
            "date": at.isoformat(),
            "before": snapshot(version),
            "following": following.pk,
        },
    )
    revision = following.save_revision(user=user, clean=stored.is_live)
    if stored.is_live:
        revision.publish(user=user, log_action=False, skip_permission_checks=True)
    log(
        instance=following,
        action=FOLLOWS_LOG_ACTION,
        user=user,
        data={"date": at.isoformat(), "series": event.pk},
        revision=revision,
    )
    return Split(stored, Event.objects.get(pk=following.pk))


def _following(
    version: Event, at: Local, start: Local | None, end: Local | None, values: dict[str, str]
) -> Event:
    """The rest of the series as an event that is not stored yet."""

    def turn(whole: Schedule) -> Schedule:
        rest = split(whole, at)[1]
        if start is None:
            return rest
        return moved(rest, start, end if end is not None else start + rest.duration)

    following: Event = unsaved_copy(version)
    following.title, following.verified_on = version.title, version.verified_on
    for name in FIELDS:
        if values.get(name):
            setattr(following, name, values[name])
    try:
        reschedule(following, turn)
    except ScheduleError as fault:
        raise ValidationError(fault.message) from fault
    following.clean()
    return following
