"""Stores many drafts and versions in few statements, as `start` and `keep` do one by one.

Two thousand items one after the other would keep everybody else from writing for minutes. What
follows from an item being there, such as the index of likely doubles, is for `finish`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.log_actions import registry
from wagtail.models import Revision, WorkflowState

from organisations.contributing.actions.keep import has_to_stay, version_of
from organisations.contributing.drafts import (
    let_region_follow,
    make_new_draft,
    was_never_live,
)

_AT_ONCE = 200


@dataclass(frozen=True)
class Change:
    """An item as it is to be, the version it was made from, and the fields that differ."""

    item: Any
    based_on: str
    fields: frozenset[str]


def create_many(items: Sequence[Any], *, user: Any) -> None:
    """Store new drafts of one kind, each with its first version. The caller asked for the right."""
    if not items:
        return
    model = type(items[0])
    for item in items:
        make_new_draft(item, user=user)
        item.name_in_address()
    model._default_manager.bulk_create(items, batch_size=_AT_ONCE)
    for field in model._meta.many_to_many:
        _link(items, field)
    for relation in get_all_child_relations(model):
        _add_rows(items, relation)
    _keep_versions(items, user)


def changed_meanwhile(changes: Sequence[Change]) -> set[int]:
    """The keys of those that are not what they were, or that somebody is reviewing.

    Locks all of them, so that the answer holds until the end of the transaction.
    """
    if not changes:
        return set()
    model: Any = type(changes[0].item)
    keys = [change.item.pk for change in changes]
    rows = model._default_manager.select_for_update(of=("self",)).select_related("latest_revision")
    stored = rows.in_bulk(keys)
    waiting = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(model, for_concrete_model=False),
        object_id__in=[str(key) for key in keys],
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    held = {int(key) for key in waiting.values_list("object_id", flat=True)}
    return {
        change.item.pk
        for change in changes
        if (row := stored.get(change.item.pk)) is None
        or has_to_stay(row, waiting=row.pk in held)
        or version_of(row) != change.based_on
    }


def change_many(changes: Sequence[Change], *, user: Any) -> None:
    """Store new versions of items of one kind; readers see what was live until they are approved.

    Of a draft that was never live the row is stored as well, so that lists show its title.
    """
    if not changes:
        return
    model: Any = type(changes[0].item)
    drafts = [change for change in changes if was_never_live(change.item)]
    if drafts:
        items = [change.item for change in drafts]
        for item in items:
            let_region_follow(item)
            item.name_in_address()
            item.updated_at = timezone.now()
        touched = frozenset().union(*(change.fields for change in drafts))
        many = {field.name: field for field in model._meta.many_to_many}
        rows = {
            relation.get_accessor_name(): relation for relation in get_all_child_relations(model)
        }
        touched = frozenset(_relation_of(name, rows) for name in touched)
        columns = (touched - many.keys() - rows.keys()) | {"region", "slug", "updated_at"}
        model._default_manager.bulk_update(items, sorted(columns), batch_size=_AT_ONCE)
        for name in touched & many.keys():
            _unlink(items, many[name])
            _link(items, many[name])
        for name in touched & rows.keys():
            _remove_rows(items, rows[name])
            _add_rows(items, rows[name])
    _keep_versions([change.item for change in changes], user)


def log_many(
    items: Sequence[Any], action: str, *, user: Any, data: Sequence[dict[str, Any]]
) -> None:
    """Write one line into the history of each item."""
    if not items:
        return
    model = registry.get_log_model_for_instance(items[0])
    kind = ContentType.objects.get_for_model(items[0], for_concrete_model=False)
    now = timezone.now()
    model.objects.bulk_create(
        [
            model(
                content_type=kind,
                object_id=str(item.pk),
                label=str(item)[:500],
                action=action,
                user=user,
                timestamp=now,
                uuid=uuid4(),
                revision=item.latest_revision,
                content_changed=True,
                data=told,
            )
            for item, told in zip(items, data, strict=True)
        ],
        batch_size=_AT_ONCE,
    )


def _keep_versions(items: Sequence[Any], user: Any) -> None:
    now = timezone.now()
    for item in items:
        item.has_unpublished_changes = True
    versions = Revision.objects.bulk_create(
        [
            Revision(
                content_object=item,
                base_content_type=item.get_base_content_type(),
                user=user,
                created_at=now,
                content=item.serializable_data(),
                object_str=str(item),
            )
            for item in items
        ],
        batch_size=_AT_ONCE,
    )
    for item, version in zip(items, versions, strict=True):
        item.latest_revision = version
    manager: Any = type(items[0])._default_manager
    manager.bulk_update(items, ["latest_revision", "has_unpublished_changes"], batch_size=_AT_ONCE)


def _link(items: Sequence[Any], field: Any) -> None:
    through, own, other = _table_of(field)
    through._default_manager.bulk_create(
        [
            through(**{own: item.pk, other: linked.pk})
            for item in items
            for linked in getattr(item, field.name).all()
        ],
        batch_size=_AT_ONCE,
    )


def _unlink(items: Sequence[Any], field: Any) -> None:
    through, own, _other = _table_of(field)
    through._default_manager.filter(**{f"{own}__in": [item.pk for item in items]}).delete()


def _relation_of(name: str, rows: Mapping[str, Any]) -> str:
    """What a column fills: the English texts of rows stand in the same rows."""
    relation = name.removesuffix("_en")
    return relation if relation in rows else name


def _add_rows(items: Sequence[Any], relation: Any) -> None:
    """Store the rows that belong to the items, in the order in which each item has them."""
    model, parent = relation.related_model, relation.field.name
    order = getattr(model, "sort_order_field", None)
    rows = []
    for item in items:
        for place, row in enumerate(getattr(item, relation.get_accessor_name()).all()):
            setattr(row, parent, item)
            row.pk = None
            if order:
                setattr(row, order, place)
            rows.append(row)
    model._default_manager.bulk_create(rows, batch_size=_AT_ONCE)


def _remove_rows(items: Sequence[Any], relation: Any) -> None:
    keys = [item.pk for item in items]
    relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": keys}).delete()


def _table_of(field: Any) -> tuple[Any, str, str]:
    """The table of a many-to-many relation, and its columns for the item and what it leads to."""
    own, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    return field.remote_field.through, own, other
