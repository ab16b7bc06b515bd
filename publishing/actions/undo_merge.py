"""Undo a merge: both items are again what they were."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from publishing.confirmation.items import kinds
from publishing.merging import before, pointing
from publishing.merging.successors import absorbed_by
from publishing.models import Merge
from publishing.permissions import may_merge

UNDO_MERGE_LOG_ACTION = "publishing.undo_merge"


@transaction.atomic
def undo(merge: Merge, *, user: Any) -> None:
    """Take the two items of `merge` apart, with everything that followed from one to the other.

    What somebody decided since about a row that followed stays as it was decided. Raises
    PermissionDenied for somebody who may not publish and archive both, and ValidationError when
    it was undone already, or when the kept item changed in a way that undoing would lose.
    """
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if merge.undone_at is not None:
        raise ValidationError(_("This merge was taken back already."))
    kept, absorbed = _both(merge)
    if not may_merge(user, kept, absorbed):
        raise PermissionDenied
    _refuse(merge, kept, absorbed)
    record = merge.record
    revision = before.restore_kept(kept, record["kept"], user)
    before.resume_reviews(record["kept"]["reviews"], revision)
    # Before what points at it, which may ask whether it is live.
    before.restore_absorbed(absorbed, record["absorbed"])
    before.resume_reviews(record["absorbed"]["reviews"], None)
    pointing.put_back(
        record["pointing"],
        type(kept).objects.get(pk=kept.pk),
        type(absorbed).objects.get(pk=absorbed.pk),
        merge.made_at + timedelta(microseconds=1),
    )
    merge.undone_at, merge.undone_by = timezone.now(), user
    merge.save(update_fields=["undone_at", "undone_by"])
    for item, title in ((kept, merge.absorbed_title), (absorbed, merge.kept_title)):
        data = {"merge": merge.pk, "other": title}
        log(instance=item, action=UNDO_MERGE_LOG_ACTION, user=user, data=data)


def _both(merge: Merge) -> tuple[Any, Any]:
    model = kinds()[merge.kind]
    rows = model._default_manager.select_for_update(of=("self",)).order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[merge.kept_pk, merge.absorbed_pk])}
    if len(found) != 2:
        raise ValidationError(_("One of these items was deleted, so nothing can be put back."))
    return found[merge.kept_pk], found[merge.absorbed_pk]


def _refuse(merge: Merge, kept: Any, absorbed: Any) -> None:
    """Says why nothing is put back, before anything is."""
    if standing := absorbed_by(kept):
        raise ValidationError(
            _("“%(title)s” was itself merged into “%(into)s” since. Take that back first.")
            % {"title": kept, "into": standing.kept_title}
        )
    if before.digest_of(kept) != merge.record["digest"]:
        raise ValidationError(
            _(
                "“%(title)s” has changed since the merge. Taking it back would lose those changes. "
                "Put back the version of the merge first, from its history, or take back a later "
                "merge into it."
            )
            % {"title": kept}
        )
    for item, was in ((kept, merge.record["kept"]), (absorbed, merge.record["absorbed"])):
        if was["reviews"] and item.current_workflow_state is not None:
            raise ValidationError(
                _("“%(title)s” is being reviewed. Decide on that first.") % {"title": item}
            )
    if field := before.missing(merge.record["kept"], type(kept)):
        raise ValidationError(before.words_of_missing(field))
