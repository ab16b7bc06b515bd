"""Hears of every change of something that can be found, and puts it in the outbox.

An item counts as changed with whatever its document is made of: its own fields and
relations, the names of its organisations and terms, and for an offer its initiative.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from initiatives.models import Initiative, Offer
from organisations.models import Organisation
from search import labels, outbox, registry
from search.models import VocabularyVersion
from search.registry import Source
from taxonomy.models import Term

# Fields of which a change is a change of every item that shows or is found by them.
NAMES = {
    Organisation: ("title", "title_en", "abbreviation", "aliases", "live", "ref"),
    Term: ("ref", "label", "label_en", "synonyms", "parent_id", "region_id"),
}


def connect() -> None:
    """Once, when the program starts."""
    post_save.connect(_item_saved, dispatch_uid="search.item_saved")
    pre_delete.connect(_item_going, dispatch_uid="search.item_going")
    post_delete.connect(_item_gone, dispatch_uid="search.item_gone")
    m2m_changed.connect(_relation_changed, dispatch_uid="search.relation_changed")
    pre_save.connect(_name_changing, dispatch_uid="search.name_changing")


def _item_saved(sender: type[Model], instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    if raw:
        # Fixtures are loaded in any order; whoever loads them rebuilds the index.
        return
    if source := registry.source_of(sender):
        outbox.enqueue(source.kind, [instance.pk])
        if isinstance(instance, Initiative):
            _enqueue_offers([instance.pk])
    if issubclass(sender, Term):
        VocabularyVersion.renew()
    if getattr(instance, "_search_names_changed", False):
        instance._search_names_changed = False
        _enqueue_all(_items_with(instance))


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
    if isinstance(instance, Initiative):
        _enqueue_offers([instance.pk])


def _item_gone(sender: type[Model], instance: Any, **_kwargs: Any) -> None:
    if source := registry.source_of(sender):
        outbox.enqueue(source.kind, [instance.pk])
    if issubclass(sender, Term):
        VocabularyVersion.renew()


def _relation_changed(
    sender: type[Model], instance: Any, action: str, model: type[Model], pk_set: Any, **_kwargs: Any
) -> None:
    if not action.startswith("post_") and action != "pre_clear":
        return
    if source := registry.source_of(type(instance)):
        outbox.enqueue(source.kind, [instance.pk])
        if isinstance(instance, Initiative):
            _enqueue_offers([instance.pk])
    elif isinstance(instance, Term):
        VocabularyVersion.renew()
        _enqueue_all(_items_with(instance))
    # The relation may be changed from its other side as well.
    if pk_set and (other := registry.source_of(model)):
        outbox.enqueue(other.kind, pk_set)


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


def _enqueue_all(found: Iterator[tuple[Source, QuerySet[Any]]]) -> None:
    if outbox.is_bulk():
        return
    for source, rows in found:
        keys = list(rows.values_list("pk", flat=True))
        outbox.enqueue(source.kind, keys)
        if source.model is Initiative:
            _enqueue_offers(keys)


def _enqueue_offers(initiatives: list[int]) -> None:
    """Offers take from their initiative what they lack."""
    if not outbox.is_bulk():
        offers = Offer.objects.filter(initiative__in=initiatives)
        outbox.enqueue(Offer.kind, offers.values_list("pk", flat=True))
