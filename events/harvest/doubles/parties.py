"""Adds an organisation to those that run an event, and takes it off again, in every version."""

from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision, TaskState

from events.models import Event
from publishing.merging.drafts import store


def add_party(event: Event, organisation: int) -> bool:
    """Make an organisation one of the event's; whether it was not one already."""
    if any(party.pk == organisation for party in event.organisations.all()):
        return False
    _set(event, lambda keys: [*keys, organisation])
    return True


def remove_party(event: Event, organisation: int) -> None:
    """Take an organisation off an event; nothing happens when it is not one of it."""
    _set(event, lambda keys: [key for key in keys if key != organisation])


def _set(event: Event, change: Callable[[list[int]], list[int]]) -> None:
    now = [party.pk for party in event.organisations.all()]
    event.organisations.set(change(now))
    event.save()
    # A version that may still go live must not take back what was done.
    for revision in _versions(event):
        before = revision.content.get("organisations", [])
        after = list(dict.fromkeys(change(before)))
        if after != before:
            store(revision, "organisations", after)


def _versions(event: Event) -> list[Revision]:
    own = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(Event), object_id=str(event.pk)
    )
    waiting = TaskState.objects.for_instance(event).filter(status=TaskState.STATUS_IN_PROGRESS)
    keys = {event.latest_revision_id, event.live_revision_id}
    keys.update(waiting.values_list("revision_id", flat=True))
    scheduled = own.filter(approved_go_live_at__isnull=False)
    keys.update(scheduled.values_list("pk", flat=True))
    return list(own.filter(pk__in=keys - {None}))
