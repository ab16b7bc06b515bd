"""The same for versions that are not live: what they say of the absorbed item follows."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import DraftStateMixin, Revision, TaskState

from publishing.models import Publication


def follow(
    fields: Iterable[Any], moved: list[dict[str, Any]], kept: Publication, absorbed: Publication
) -> list[dict[str, Any]]:
    """Replace the absorbed item in every version that may go live; returns what was replaced."""
    record = []
    for field in fields:
        if not issubclass(field.model, DraftStateMixin):
            continue
        themselves = [kept.pk, absorbed.pk] if isinstance(kept, field.model) else []
        for revision in _versions(field.model, _keys_of(moved, field), themselves):
            before = revision.content.get(field.name)
            after = replaced(before, absorbed.pk, kept.pk)
            if after != before:
                store(revision, field.name, after)
                record.append(
                    {"pk": revision.pk, "field": field.name, "before": before, "after": after}
                )
    return record


def put_back(
    record: list[dict[str, Any]],
    moved: list[dict[str, Any]],
    kept: Publication,
    absorbed: Publication,
    since: datetime,
) -> None:
    """Undo `follow`, also in versions of the moved rows that were made after `since`."""
    revisions = Revision.objects.in_bulk({entry["pk"] for entry in record})
    for entry in record:
        revision = revisions.get(entry["pk"])
        if revision is not None and revision.content.get(entry["field"]) == entry["after"]:
            store(revision, entry["field"], entry["before"])
    for entry in moved:
        model = apps.get_model(entry["model"])
        if not issubclass(model, DraftStateMixin) or entry.get("had_both"):
            continue
        newer = Revision.objects.filter(
            content_type=ContentType.objects.get_for_model(model),
            object_id=str(entry["pk"]),
            created_at__gt=since,
        )
        for revision in newer:
            before = revision.content.get(entry["field"])
            after = replaced(before, kept.pk, absorbed.pk)
            if after != before:
                store(revision, entry["field"], after)


def replaced(value: Any, old: int, new: int) -> Any:
    """A key, or a list of keys, as a version keeps them, with one key in the place of another."""
    if isinstance(value, list):
        return list(dict.fromkeys(new if key == old else key for key in value))
    return new if value == old else value


def _keys_of(moved: list[dict[str, Any]], field: Any) -> list[int]:
    label = field.model._meta.label_lower
    return [entry["pk"] for entry in moved if entry["model"] == label]


def _versions(model: Any, moved: list[int], themselves: list[int]) -> Iterator[Revision]:
    """Versions that may go live: of rows that followed, and of those with a draft.

    Not those of the two items: what they say of each other was decided with their content.
    """
    rows = model._base_manager.filter(Q(pk__in=moved) | Q(has_unpublished_changes=True))
    in_review = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    may_go_live = (
        Q(pk__in=rows.values("latest_revision"))
        | Q(approved_go_live_at__isnull=False)
        | Q(pk__in=in_review.values("revision"))
    )
    kind = ContentType.objects.get_for_model(model)
    found = Revision.objects.filter(may_go_live, content_type=kind)
    yield from found.exclude(object_id__in=[str(key) for key in themselves]).iterator()


def store(revision: Revision, name: str, value: Any) -> None:
    """Change one value in a version that exists."""
    revision.content[name] = value
    # Not through save(): that would make this version look edited just now.
    Revision.objects.filter(pk=revision.pk).update(content=revision.content)
