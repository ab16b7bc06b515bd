"""Hears of what stands in the texts of events without being a part of them: names of others.

A term or an organisation may be named by thousands of events. So a new name only marks their
entries; `events.upkeep` renews them, which takes place every few minutes. Subscribers look no
more often than that.
"""

from typing import Any

from django.db.models import Model, Q, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from events.models import CalendarEntry, CalendarRevision, Event
from initiatives.models import Initiative
from organisations.models import Organisation
from taxonomy.models import Term

#: What the texts of events say of these, field by field.
_NAMES: dict[type[Model], tuple[str, ...]] = {
    Term: ("label", "label_en"),
    Organisation: ("title", "title_en", "live"),
    Initiative: ("title", "title_en", "live"),
    Event: ("title", "title_en", "live"),
}


def connect() -> None:
    """Once, when the program starts."""
    pre_save.connect(_changing, dispatch_uid="events.name_changing")
    post_save.connect(_changed, dispatch_uid="events.name_changed")
    pre_delete.connect(_going, dispatch_uid="events.name_going")
    post_delete.connect(_gone, sender=Event, dispatch_uid="events.event_gone")
    m2m_changed.connect(_relation_changed, dispatch_uid="events.relation_changed")


def mark(events: QuerySet[Event]) -> None:
    """Notes that the texts of these events have to be written anew."""
    if CalendarEntry.objects.filter(event__in=events.values("pk")).update(due=True):
        CalendarRevision.note()


def _changing(sender: type[Model], instance: Any, raw: bool = False, **_signal: Any) -> None:
    """Compares, before it is too late, what it was called with what it will be called."""
    fields = next((names for model, names in _NAMES.items() if issubclass(sender, model)), ())
    if raw or not fields or instance.pk is None:
        return
    before = sender._default_manager.filter(pk=instance.pk).values_list(*fields).first()
    now = tuple(getattr(instance, name) for name in fields)
    instance._calendar_name_changed = before is not None and before != now


def _changed(sender: type[Model], instance: Any, **_signal: Any) -> None:
    if getattr(instance, "_calendar_name_changed", False):
        instance._calendar_name_changed = False
        mark(_events_with(instance))


def _going(sender: type[Model], instance: Model, **_signal: Any) -> None:
    """Before a deletion: afterwards nobody knows any more which events named it."""
    if issubclass(sender, tuple(_NAMES)):
        mark(_events_with(instance))


def _gone(**_signal: Any) -> None:
    CalendarRevision.note()


def _relation_changed(
    sender: type[Model], instance: Any, model: type[Model], action: str, pk_set: Any, **_signal: Any
) -> None:
    """A relation may be changed from either side, and without the event being saved."""
    if not action.startswith("post_") and action != "pre_clear":
        return
    if isinstance(instance, Event):
        mark(Event.objects.filter(pk=instance.pk))
    elif model is Event:
        mark(_events_with(instance) if pk_set is None else Event.objects.filter(pk__in=pk_set))


def _events_with(instance: Model) -> QuerySet[Event]:
    """The events that have a relation with something."""
    condition = Q()
    for field in Event._meta.get_fields():
        if field.concrete and field.related_model is type(instance):
            condition |= Q(**{field.name: instance.pk})
    return Event.objects.filter(condition) if condition else Event.objects.none()
