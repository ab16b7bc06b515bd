"""Puts a change of dates into every version of an event that readers see or may come to see.

A change to one date is news: it goes live at once, and takes nothing else along that somebody is
still writing. So it is made twice: on the version that is live, which is then published, and on
the draft on top of it, which stays a draft.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.log_actions import log
from wagtail.models import Revision, TaskState
from wagtail.signals import published

from events.models import Event
from events.recurrence.schedule import ScheduleError
from events.validation import schedule_faults
from publishing.permissions import Verb, may

#: Makes the change on one version, in memory. Raises ValidationError or ScheduleError when it
#: cannot be made there.
Alter = Callable[[Event], None]


@dataclass(frozen=True)
class Stored:
    """What became of a change: the row as it is now, and whether readers see it already.

    `draft_differs`: there is a draft in which the change could not be made, because it has other
    dates already; it was left as it is.
    """

    event: Event
    is_live: bool
    draft_differs: bool = False


def version_shown(event: Event) -> Event:
    """The version whose dates an editor talks about: the live one, else the latest draft."""
    row = Event.objects.get(pk=event.pk)
    return row if row.live else row.get_latest_revision_as_object()


@transaction.atomic
def alter_versions(
    *, event: Event, user: Any, alter: Alter, action: str, data: Mapping[str, Any]
) -> Stored:
    """Makes the change on all versions concerned, logs it as `action` with `data`.

    Somebody who may change an event but not publish it changes only the draft. Raises
    PermissionDenied, and ValidationError when the change is wrong or the event is locked.
    """
    if not may(user, Verb.CHANGE, event):
        raise PermissionDenied
    row = Event.objects.select_for_update().get(pk=event.pk)
    _refuse_if_locked(row, user)
    if not (row.live and may(user, Verb.PUBLISH, row)):
        revision = _store_draft(row.get_latest_revision_as_object(), user, alter)
        log(instance=row, action=action, user=user, data=dict(data), revision=revision)
        return Stored(Event.objects.get(pk=row.pk), is_live=False)
    draft = row.get_latest_revision_as_object() if row.has_unpublished_changes else None
    _alter(row, alter)
    revision = row.save_revision(user=user)
    PublishBesideReview(revision, user=user, log_action=False).execute(skip_permission_checks=True)
    log(instance=row, action=action, user=user, data=dict(data), revision=revision)
    differs = draft is not None and not put_on_top(draft, alter)
    return Stored(Event.objects.get(pk=row.pk), is_live=True, draft_differs=differs)


def _refuse_if_locked(row: Event, user: Any) -> None:
    lock = row.get_lock()
    if lock is not None and lock.for_user(user):
        told = strip_tags(lock.get_message(user) or lock.get_description(user))
        raise ValidationError(_("The dates stay as they are. %(why)s") % {"why": told})


def _store_draft(draft: Event, user: Any, alter: Alter) -> Revision:
    _alter(draft, alter)
    # A draft may lack what only publishing needs.
    return draft.save_revision(user=user, clean=False)


def _alter(version: Event, alter: Alter) -> None:
    """Looks only at the dates: what else a draft lacks is no reason to refuse one."""
    try:
        alter(version)
    except ScheduleError as fault:
        raise ValidationError(fault.message) from fault
    if faults := schedule_faults(version):
        raise ValidationError(faults)


def put_on_top(draft: Event, alter: Alter) -> bool:
    """Stores the draft again, with the change, above the version that has just gone live.

    What waits for a review is then this version. Returns whether the change could be made.
    """
    before = draft.latest_revision
    try:
        _alter(draft, alter)
        altered = True
    except ValidationError:
        draft, altered = before.as_object(), False
    revision = draft.save_revision(user=before.user, clean=False)
    waiting = TaskState.objects.filter(revision=before, status=TaskState.STATUS_IN_PROGRESS)
    waiting.update(revision=revision)
    return altered


class PublishBesideReview(PublishRevisionAction):
    """Publishes without ending a review that is going on: that one is about the draft."""

    def _after_publish(self) -> None:
        published.send(sender=type(self.object), instance=self.object, revision=self.revision)
