"""Merge: two items of one kind become one; the other goes offline and leads to it."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log
from wagtail.models import Revision, TaskState

from publishing.merging import before, pointing
from publishing.merging.sides import Choices, merged_version
from publishing.merging.successors import absorbed_by
from publishing.merging.telling import tell_who_handed_in
from publishing.models import Merge, Publication
from publishing.permissions import may_merge
from publishing.reviewing import mark_of

MERGE_ITEMS_LOG_ACTION = "publishing.merge_items"
ABSORBED_LOG_ACTION = "publishing.absorbed"


def version_token(item: Publication) -> str:
    """Stands for the state of an item that somebody looked at; another one after any change."""
    revision = item.latest_revision
    # Saving automatically writes over a version, so its key alone does not tell.
    version = mark_of(revision) if revision is not None else ""
    return f"{version}.{item.updated_at.timestamp()}"


@transaction.atomic
def merge(
    kept: Publication,
    absorbed: Publication,
    choices: Choices,
    *,
    user: Any,
    seen: tuple[str, str] | None = None,
) -> Merge:
    """Make one item of two: `kept`, with what `choices` takes from `absorbed`, which goes offline.

    `choices` says per part (`publishing.merging.sides.parts_of`) from which side it comes; what it
    leaves out is taken as suggested. The latest versions count, drafts too. The result is live
    when one of the two was. Everything that pointed at `absorbed` points at `kept` afterwards.
    `seen` are the tokens of the versions that the choices were made on.

    Raises PermissionDenied for somebody who may not publish and archive both, and ValidationError
    when they do not go together, changed since they were seen, or when the result is not valid.
    """
    kept, absorbed = _locked(kept, absorbed)
    if not may_merge(user, kept, absorbed):
        raise PermissionDenied
    _refuse(kept, absorbed, user, seen)
    row = _claim(kept, absorbed, user)
    record: dict[str, Any] = {
        name: {"state": before.state_of(item), "content": before.content_of(item)}
        for name, item in (("kept", kept), ("absorbed", absorbed))
    }
    record["absorbed"]["reviews"] = before.end_reviews(absorbed, user)
    version = merged_version(
        kept.get_latest_revision_as_object(), absorbed.get_latest_revision_as_object(), choices
    )
    goes_live = kept.live or absorbed.live
    record["kept"]["reviews"] = before.end_reviews(kept, user) if goes_live else []
    revision = _store(version, kept, user, goes_live)
    result = type(kept).objects.get(pk=kept.pk)
    record["pointing"] = pointing.follow(result, absorbed)
    _archive(absorbed, user)
    record["digest"] = before.digest_of(type(kept).objects.get(pk=kept.pk))
    row.record = record
    row.save(update_fields=["record"])
    _log(row, kept, absorbed, user, revision)
    tell_who_handed_in(row, result, absorbed)
    return row


def _locked(*items: Publication) -> tuple[Any, Any]:
    """Both as they are stored, for nobody else to change until the end of the transaction."""
    one, other = items
    if type(one) is not type(other) or one.pk == other.pk:
        raise ValidationError(_("Choose two different items of one kind."))
    rows = type(one)._default_manager.select_for_update(of=("self",)).order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[one.pk, other.pk])}
    if len(found) != 2:
        raise ValidationError(_("One of these items does not exist any more."))
    return found[one.pk], found[other.pk]


def _refuse(
    kept: Publication, absorbed: Publication, user: Any, seen: tuple[str, str] | None
) -> None:
    for item in (kept, absorbed):
        if standing := absorbed_by(item):
            raise ValidationError(
                _("“%(title)s” was merged into “%(into)s” already. Take that back first.")
                % {"title": item, "into": standing.kept_title}
            )
        lock = item.get_lock()
        if lock is not None and lock.for_user(user):
            told = strip_tags(str(lock.get_message(user) or lock.get_description(user)))
            raise ValidationError(
                _("“%(title)s” is locked. %(why)s") % {"title": item, "why": told}
            )
    if seen is not None and seen != (version_token(kept), version_token(absorbed)):
        raise ValidationError(
            _("Somebody changed one of these items while you were looking. Look at them again.")
        )


def _claim(kept: Publication, absorbed: Publication, user: Any) -> Merge:
    """The row of this merge; the database refuses a second one for the same item."""
    try:
        with transaction.atomic():
            return Merge.objects.create(
                kind=kept.kind,
                kept_pk=kept.pk,
                absorbed_pk=absorbed.pk,
                kept_title=kept.title,
                absorbed_title=absorbed.title,
                made_by=user,
            )
    except IntegrityError as fault:
        raise ValidationError(
            _("Somebody else merged “%(title)s” just now.") % {"title": absorbed}
        ) from fault


def _store(version: Any, kept: Publication, user: Any, goes_live: bool) -> Revision:
    if not goes_live:
        revision = version.save_revision(user=user, clean=False)
        waiting = TaskState.objects.for_instance(kept).filter(status=TaskState.STATUS_IN_PROGRESS)
        waiting.update(revision=revision)
        return revision
    version.go_live_at = None
    revision = version.save_revision(user=user)
    revision.publish(user=user, log_action=False, skip_permission_checks=True)
    return revision


def _archive(absorbed: Publication, user: Any) -> None:
    row = type(absorbed)._default_manager.get(pk=absorbed.pk)
    UnpublishAction(row, user=user, log_action=False).execute(skip_permission_checks=True)


def _log(
    row: Merge, kept: Publication, absorbed: Publication, user: Any, revision: Revision
) -> None:
    log(
        instance=kept,
        action=MERGE_ITEMS_LOG_ACTION,
        user=user,
        revision=revision,
        content_changed=True,
        data={"merge": row.pk, "other": row.absorbed_title},
    )
    log(
        instance=absorbed,
        action=ABSORBED_LOG_ACTION,
        user=user,
        data={"merge": row.pk, "other": row.kept_title},
    )
