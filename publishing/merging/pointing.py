"""Lets what points at the absorbed item follow to the kept one, and puts it back.

Rows follow through themselves, so that search and calendar hear of it. Drafts follow too:
publishing one later must not bring back what has gone.
"""

import contextlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.db.models import ForeignKey, ManyToManyField
from django.db.models.deletion import Collector
from modelcluster.fields import ParentalKey

from publishing.merging import drafts
from publishing.merging.registry import combination_of, followers, stays
from publishing.models import Publication

Record = dict[str, Any]


def follow(kept: Publication, absorbed: Publication) -> Record:
    """Make everything that points at `absorbed` point at `kept`; returns what `put_back` needs."""
    record: Record = {"rows": [], "set_aside": [], "drafts": [], "others": {}}
    for field in relations_to(type(kept)):
        for row in _pointing(field, kept, absorbed):
            if field.many_to_many:
                had_both = replace_one_of_many(row, field, absorbed, kept)
                record["rows"].append(_named(row, field) | {"had_both": had_both})
            elif _replace(row, field, kept):
                record["rows"].append(_named(row, field))
            elif (combined := _combine(row, kept)) is not None:
                record["set_aside"].append(combined)
    moved = record["rows"]
    record["drafts"] = drafts.follow(relations_to(type(kept)), moved, kept, absorbed)
    for follower in followers():
        record["others"][follower.name] = follower.follow(kept, absorbed)
    return record


def put_back(record: Record, kept: Publication, absorbed: Publication, since: datetime) -> None:
    """Undo `follow`. What somebody pointed elsewhere after `since` stays as that person wanted."""
    for follower in followers():
        if follower.name in record["others"]:
            follower.put_back(record["others"][follower.name])
    for entry in record["rows"]:
        _put_back_row(entry, kept, absorbed)
    for entry in record["set_aside"]:
        _put_back_aside(entry)
    drafts.put_back(record["drafts"], record["rows"], kept, absorbed, since)


def relations_to(model: type[models.Model]) -> Iterator[Any]:
    """Every relation of another record that leads here, also those without a way back."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.concrete or not relation.auto_created:
            continue
        field = getattr(relation, "field", None)
        if not isinstance(field, ForeignKey | ManyToManyField) or isinstance(field, ParentalKey):
            continue
        if not field.model._meta.auto_created and not stays(field.model):
            yield field


def _pointing(field: Any, kept: Publication, absorbed: Publication) -> list[Any]:
    rows = field.model._base_manager.filter(**{field.name: absorbed})
    if isinstance(kept, field.model):
        # How these two point at each other was decided with the content of the kept one.
        rows = rows.exclude(pk__in=[kept.pk, absorbed.pk])
    keys = rows.values_list("pk", flat=True)
    # Not locked through the relation: one cannot lock what a join may not find.
    locked = field.model._base_manager.filter(pk__in=list(keys)).order_by("pk")
    return list(locked.select_for_update(of=("self",)))


def _named(row: models.Model, field: Any) -> Record:
    return {"model": row._meta.label_lower, "pk": row.pk, "field": field.name}


def _replace(row: Any, field: Any, item: Publication) -> bool:
    """Whether the row could follow; not when the kept item has such a row of its own."""
    setattr(row, field.name, item)
    stored = [field.name, *(["updated_at"] if hasattr(row, "updated_at") else [])]
    try:
        with transaction.atomic():
            row.save(update_fields=stored)
    except IntegrityError:
        row.refresh_from_db()
        return False
    return True


def replace_one_of_many(row: Any, field: Any, old: Any, new: Any) -> bool:
    """Give a row one thing instead of another, through the row itself, so that whoever listens hears.

    Returns whether it had the new one already.
    """
    others = [item for item in getattr(row, field.name).all() if item.pk != old.pk]
    had_both = new in others
    getattr(row, field.name).set([*others, *([] if had_both else [new])])
    row.save()
    return had_both


def _combine(row: Any, kept: Publication) -> Record | None:
    """Let the row that is in the way speak for both, and set this one aside."""
    combine = combination_of(type(row))
    found = combine(row, kept) if combine is not None else None
    if found is None or not _stands_alone(row):
        return None
    staying, values = found
    before = {name: getattr(staying, name) for name in values}
    for name, value in values.items():
        setattr(staying, name, value)
    staying.save(update_fields=list(values))
    aside = serializers.serialize("python", [row])
    row.delete()
    return {
        "model": staying._meta.label_lower,
        "pk": staying.pk,
        "before": before,
        "after": values,
        "aside": aside,
    }


def _stands_alone(row: models.Model) -> bool:
    """Whether deleting the row takes nothing else along."""
    collector = Collector(using="default", origin=row)
    collector.collect([row])
    along = sum(len(rows) for rows in collector.data.values())
    hanging = any(rows.exists() for rows in collector.fast_deletes if hasattr(rows, "exists"))
    return along == 1 and not hanging and not collector.field_updates


def _put_back_row(entry: Record, kept: Publication, absorbed: Publication) -> None:
    model = apps.get_model(entry["model"])
    field: Any = model._meta.get_field(entry["field"])
    row = model._base_manager.select_for_update(of=("self",)).filter(pk=entry["pk"]).first()
    if row is None:
        return
    if not field.many_to_many:
        if getattr(row, field.attname) == kept.pk:
            _replace(row, field, absorbed)
        return
    now = list(getattr(row, field.name).all())
    if kept not in now:
        return
    back = [item for item in now if item.pk != kept.pk or entry["had_both"]]
    getattr(row, field.name).set([*back, *([] if absorbed in back else [absorbed])])
    row.save()


def _put_back_aside(entry: Record) -> None:
    model = apps.get_model(entry["model"])
    staying = model._base_manager.filter(pk=entry["pk"]).first()
    if staying is not None:
        for name, value in entry["after"].items():
            if getattr(staying, name) == value:
                setattr(staying, name, entry["before"][name])
        staying.save(update_fields=list(entry["after"]))
    for held in serializers.deserialize("python", entry["aside"]):
        # Whoever it was about may have left, or may have such a row again.
        if _all_there(held.object):
            with contextlib.suppress(IntegrityError), transaction.atomic():
                held.save(force_insert=True)


def _all_there(row: models.Model) -> bool:
    """Whether everything exists that the row points at."""
    keys = (field for field in row._meta.concrete_fields if isinstance(field, ForeignKey))
    return all(
        getattr(row, field.attname) is None
        or field.related_model._base_manager.filter(pk=getattr(row, field.attname)).exists()
        for field in keys
    )
