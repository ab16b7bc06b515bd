"""Hears of every change of something that can be found, and puts it in the outbox.

An item counts as changed with whatever its document is made of: its own fields and
relations, the names of its organisations and terms, for an offer its initiative, and for a
practice what regions do with it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from modelcluster.fields import ParentalKey

from events.models import Event
from events.signals import occurrences_changed
from initiatives.models import Adoption, Initiative, Offer, Practice
from organisations.models import Organisation
from search import labels, outbox, registry
from search.models import VocabularyVersion
from search.registry import Source
from taxonomy.models import Classified, Province, Scale, Term

# Fields of which a change is a change of every item that shows or is found by them.
NAMES = {
    Organisation: ("title", "title_en", "abbreviation", "aliases", "live", "ref"),
    Term: ("ref", "label", "label_en", "synonyms", "parent_id", "region_id", "code"),
}


def connect() -> None:
    """Once, when the program starts."""
    post_save.connect(_item_saved, dispatch_uid="search.item_saved")
    pre_delete.connect(_item_going, dispatch_uid="search.item_going")
    post_delete.connect(_item_gone, dispatch_uid="search.item_gone")
    m2m_changed.connect(_relation_changed, dispatch_uid="search.relation_changed")
    occurrences_changed.connect(_dates_changed, dispatch_uid="search.dates_changed")
    pre_save.connect(_name_changing, dispatch_uid="search.name_changing")


def _item_saved(
    sender: type[Model], instance: Any, created: bool, raw: bool = False, **_kwargs: Any
) -> None:
    if raw:
        # Fixtures are loaded in any order; whoever loads them rebuilds the index.
        return
    _enqueue_item(instance)
    if issubclass(sender, Term):
        VocabularyVersion.renew()
    names_changed = getattr(instance, "_search_names_changed", False)
    if names_changed:
        instance._search_names_changed = False
        _enqueue_all(_items_with(instance))
    if issubclass(sender, Province) and (created or names_changed):
        _enqueue_all(_national_items())


def _name_changing(sender: type[Model], instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """Remembers, before it is too late, whether names of something shared will differ."""
    fields = next((names for model, names in NAMES.items() if issubclass(sender, model)), ())
    if raw or not fields or not instance.pk or outbox.is_bulk():
        return
    present = [name for name in fields if hasattr(instance, name)]
    before = sender._default_manager.filter(pk=instance.pk).values(*present).first()
    now = {name: getattr(instance, name) for name in present}
    instance._search_names_changed = before is not None and before != now


def _item_going(sender: type[Model], instance: Any, **_kwargs: Any) -> None:
    """Before a deletion: afterwards nobody knows any more what it concerned."""
    if issubclass(sender, Term | Organisation):
        _enqueue_all(_items_with(instance))
    if issubclass(sender, Province):
        _enqueue_all(_national_items())
    if isinstance(instance, Initiative):
        _enqueue_parts([instance.pk])


def _item_gone(sender: type[Model], instance: Any, **_kwargs: Any) -> None:
    _enqueue_item(instance)
    if issubclass(sender, Term):
        VocabularyVersion.renew()


def _relation_changed(
    sender: type[Model], instance: Any, action: str, model: type[Model], pk_set: Any, **_kwargs: Any
) -> None:
    """A relation may be changed from either side: ``instance`` is one, ``pk_set`` the other."""
    if not action.startswith("post_") and action != "pre_clear":
        return
    _enqueue_item(instance)
    if isinstance(instance, Term):
        VocabularyVersion.renew()
        _enqueue_all(_items_with(instance))
    elif isinstance(instance, Organisation) and action == "pre_clear":
        # Only this says which items it is taken from.
        _enqueue_all(_items_with(instance))
    if pk_set and (other := registry.source_of(model)):
        _enqueue(other, pk_set)
    elif pk_set and issubclass(model, Term):
        for term in model._default_manager.filter(pk__in=pk_set):
            _enqueue_all(_items_with(term))


def _enqueue_item(instance: Model) -> None:
    """The item itself, or the one that this is a part of."""
    if source := registry.source_of(type(instance)):
        _enqueue(source, [instance.pk])
        return
    if isinstance(instance, Adoption):
        outbox.enqueue(Practice.kind, [instance.practice_id])
        return
    for field in instance._meta.concrete_fields:
        if isinstance(field, ParentalKey) and (source := registry.source_of(field.related_model)):
            _enqueue(source, [getattr(instance, field.attname)])


def _items_with(term: Any) -> Iterator[tuple[Source, QuerySet[Any]]]:
    """The items of every kind that have a term, a narrower one, or an organisation."""
    for source in registry.sources():
        condition = Q()
        for field in source.model._meta.get_fields():
            if field.related_model is type(term) and field.concrete:
                condition |= Q(**{field.name: term})
                if broader := labels.BROADER.get(getattr(term, "parameter", "")):
                    condition |= Q(**{f"{field.name}__{broader}": term})
        if condition:
            keys = source.model._default_manager.filter(condition).values("pk")
            yield source, source.model._default_manager.filter(pk__in=keys)


def _national_items() -> Iterator[tuple[Source, QuerySet[Any]]]:
    """What counts in every province, and so changes when there is one more or less."""
    for source in registry.sources():
        if not issubclass(source.model, Classified):
            continue
        rows = source.model._default_manager.all()
        national = Q(scale__ref=Scale.NATIONAL)
        if source.model is Offer:
            national |= Q(initiative__isnull=True, provinces__isnull=True, scale__isnull=True)
        if source.model is Event:
            national |= Q(provinces__isnull=True, scale__isnull=True)
        yield source, rows.filter(pk__in=rows.filter(national).values("pk"))


def _enqueue_all(found: Iterable[tuple[Source, QuerySet[Any]]]) -> None:
    if outbox.is_bulk():
        return
    for source, rows in found:
        _enqueue(source, rows.values_list("pk", flat=True))


def _enqueue(source: Source, keys: Iterable[int]) -> None:
    if outbox.is_bulk():
        return
    keys = list(keys)
    outbox.enqueue(source.kind, keys)
    if source.model is Initiative:
        _enqueue_parts(keys)


def _dates_changed(sender: type[Model], keys: list[int], **_kwargs: Any) -> None:
    if not outbox.is_bulk():
        outbox.enqueue(Event.kind, keys)


def _enqueue_parts(initiatives: list[int]) -> None:
    """Offers take from their initiative what they lack, and events name it."""
    for model in (Offer, Event):
        parts = model.objects.filter(initiative__in=initiatives)
        outbox.enqueue(model.kind, parts.values_list("pk", flat=True))
