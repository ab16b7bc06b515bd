"""Stores an event with its first version, or with the next one, in as few writes as that takes.

`save`, `save_revision` and publishing that would write the row three times, and read every relation
back to put it into the version. A feed brings thousands.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from modelcluster.models import get_serializable_data_for_fields
from wagtail.log_actions import get_active_log_context
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import published

from events.models import Event

_RELATIONS = tuple(field.name for field in Event._meta.many_to_many)


def store_first(event: Event, *, goes_live: bool) -> Revision:
    """Store an event that is complete in memory, and a version of it that says the same.

    The version becomes the live one when it goes live at once. The terms and organisations of the
    event must be stored ones.
    """
    content = None if event.changes.all() else event.serializable_data()
    related = {name: list(getattr(event, name).all()) for name in _RELATIONS}
    for name in _RELATIONS:
        # Saving would ask first which of them are there already.
        event._cluster_related_objects.pop(name, None)
    with disable_reference_index_auto_update():
        event.save()
    # What its signal would do, without reading the event back.
    ReferenceIndex.create_or_update_for_object(event)
    for name, others in related.items():
        _link(event, name, others)
    if content is None:
        # Changed dates have keys only now.
        content = event.serializable_data()
    else:
        content |= get_serializable_data_for_fields(event)
    revision = Revision.objects.create(
        content_object=event,
        base_content_type=event.get_base_content_type(),
        content=content,
        object_str=str(event),
    )
    event.latest_revision = revision
    stored: dict[str, Any] = {"latest_revision": revision}
    if goes_live:
        event.live_revision = stored["live_revision"] = revision
    Event.objects.filter(pk=event.pk).update(**stored)
    return revision


def store_next(event: Event) -> Revision:
    """Store what a live event says now, and a version of it that says the same and is live.

    A draft on top of it is to be stored again after this. Nothing about going live or offline at a
    moment in the future is looked at.
    """
    revision = Revision.objects.create(
        content_object=event,
        base_content_type=event.get_base_content_type(),
        content=event.serializable_data(),
        object_str=str(event),
    )
    event.latest_revision = event.live_revision = revision
    event.has_unpublished_changes = False
    event.last_published_at = timezone.now()
    with disable_reference_index_auto_update():
        event.save()
    ReferenceIndex.create_or_update_for_object(event)
    published.send(sender=Event, instance=event, revision=revision)
    return revision


def log_first(event: Event, revision: Revision, action: str, data: Mapping[str, Any]) -> None:
    """As `wagtail.log_actions.log`, without asking whether kind, version and person exist."""
    entry = ModelLogEntry(
        content_type=ContentType.objects.get_for_model(event, for_concrete_model=False),
        object_id=str(event.pk),
        label=str(event),
        action=action,
        data=dict(data),
        timestamp=timezone.now(),
        revision=revision,
        content_changed=True,
        uuid=get_active_log_context().uuid,
    )
    ModelLogEntry.objects.bulk_create([entry])


def _link(event: Event, name: str, others: list[models.Model]) -> None:
    if not others:
        return
    field: Any = Event._meta.get_field(name)
    links = field.remote_field.through
    own, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    links._default_manager.bulk_create(links(**{own: event.pk, other: one.pk}) for one in others)
