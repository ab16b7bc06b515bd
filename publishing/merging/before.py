"""How the two items were before they were merged, and how they are put back into that state."""

import json
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState, WorkflowState
from wagtail.signals import published, unpublished

from publishing.bookkeeping import BOOKKEEPING
from publishing.merging.sides import comparable
from publishing.models import Publication

#: Where an item is on its way to readers.
_STATE = (
    "live", "has_unpublished_changes", "first_published_at", "last_published_at",
    "live_revision_id", "latest_revision_id", "go_live_at", "expire_at", "expired",
)  # fmt: skip
#: What changes without anybody changing the content.
_NOT_COMPARED = BOOKKEEPING | {"pk", "live", "updated_at", "created_at"}
_CONFIRMATION = ("verified_on", "verified_by", "verified_by_en")

Record = dict[str, Any]


def state_of(item: Publication) -> Record:
    return {name: getattr(item, name) for name in _STATE}


def content_of(item: Publication) -> Record:
    """The row and, when somebody works on one, the draft beside it."""
    latest = item.latest_revision
    draft = latest.content if latest is not None and item.has_unpublished_changes else None
    return {"row": item.serializable_data(), "draft": draft}


def digest_of(item: Publication) -> str:
    """Stands for all that an item says, in its row and in its latest version."""
    versions = [item, item.get_latest_revision_as_object()]
    said = [
        {
            name: comparable(version, name, value)
            for name, value in version.serializable_data().items()
            if name not in _NOT_COMPARED and name not in _CONFIRMATION
        }
        for version in versions
    ]
    return sha256(json.dumps(said, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()


def end_reviews(item: Publication, user: Any) -> list[Record]:
    """End what waits for a decision about this item; returns what `resume_reviews` needs."""
    review = item.current_workflow_state
    if review is None:
        return []
    waiting = review.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
    steps = list(waiting.values_list("pk", flat=True))
    record = {"pk": review.pk, "status": review.status, "steps": steps}
    review.cancel(user=user)
    return [record]


def resume_reviews(record: list[Record], revision: Revision | None) -> None:
    """Let reviews wait again, about `revision` where that is another one than before."""
    for review in record:
        values: dict[str, Any] = {"revision": revision} if revision is not None else {}
        TaskState.objects.filter(pk__in=review["steps"]).update(
            status=TaskState.STATUS_IN_PROGRESS, finished_at=None, finished_by=None, **values
        )
        # Not through save(): the current step is still the one it was.
        WorkflowState.objects.filter(pk=review["pk"]).update(status=review["status"])


def missing(record: Record, model: type[models.Model]) -> str:
    """The name of a field that cannot be put back because what it named is gone; else ""."""
    for name, value in record["content"]["row"].items():
        if not value or name in _NOT_COMPARED:
            continue
        field: Any = model._meta.get_field(name)
        if not field.is_relation or field.one_to_many or _may_be_emptied(field):
            continue
        wanted = value if isinstance(value, list) else [value]
        if field.related_model._base_manager.filter(pk__in=wanted).count() != len(wanted):
            return str(getattr(field, "verbose_name", name))
    return ""


def _may_be_emptied(field: Any) -> bool:
    """Whether the database itself would have emptied it when what it named was deleted."""
    return getattr(field.remote_field, "on_delete", None) is models.SET_NULL


def restore_kept(row: Any, record: Record, user: Any) -> Revision:
    """Put content and state of the kept item back; returns its latest version.

    That is a new version, so that it is the latest by time too. A later confirmation stays.
    """
    was = record["state"]
    restored = row.with_content_json(record["content"]["row"])
    _copy_confirmation(row, restored)
    restored.live, restored.expired = was["live"], was["expired"]
    restored.save()
    draft = record["content"]["draft"]
    version = restored.with_content_json(draft) if draft is not None else restored
    _copy_confirmation(row, version)
    revision = version.save_revision(user=user, clean=False)
    live_revision = None
    if was["live"]:
        live_revision = revision.pk if draft is None else _still_there(was["live_revision_id"])
    _store_state(row, {**was, "live_revision_id": live_revision, "latest_revision_id": revision.pk})
    _tell(row, was["live"])
    return revision


def _copy_confirmation(row: Any, version: Any) -> None:
    for name in _CONFIRMATION:
        setattr(version, name, getattr(row, name))


def restore_absorbed(row: Any, record: Record) -> None:
    """Put the absorbed item back where it was. A draft made since stays, as a draft."""
    was = dict(record["state"])
    if row.live:
        # Somebody put it online again meanwhile, and that stays.
        return
    if row.latest_revision_id != was["latest_revision_id"]:
        was.update(latest_revision_id=row.latest_revision_id, has_unpublished_changes=True)
    was["live_revision_id"] = _still_there(was["live_revision_id"])
    row.live = was["live"]
    row.save()
    _store_state(row, was)
    _tell(row, was["live"], before=False)


def _store_state(row: Any, state: Record) -> None:
    # Directly: saving would fill in some of these anew.
    type(row)._base_manager.filter(pk=row.pk).update(**state)


def _still_there(key: int | None) -> int | None:
    return Revision.objects.filter(pk=key).values_list("pk", flat=True).first()


def _tell(row: Any, is_live: bool, before: bool | None = None) -> None:
    was_live = row.live if before is None else before
    if was_live == is_live:
        return
    now = type(row)._default_manager.get(pk=row.pk)
    if is_live:
        published.send(sender=type(row), instance=now, revision=now.live_revision)
    else:
        unpublished.send(sender=type(row), instance=now)


def words_of_missing(field: str) -> str:
    return _("What “%(field)s” named does not exist any more.") % {"field": field}
