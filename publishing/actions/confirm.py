"""Confirm: somebody responsible says today that an item is right."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision, TaskState

from publishing.confirmation.bylines import Byline, byline_of
from publishing.models import Publication
from publishing.permissions import Verb, may

CONFIRM_LOG_ACTION = "publishing.confirm"


def confirm(*, item: Publication, user: Any, today: date | None = None) -> date:
    """Confirm `item` for somebody who is logged in; returns the day.

    Raises PermissionDenied when that person may not.
    """
    if not may(user, Verb.CONFIRM, item):
        raise PermissionDenied
    return confirm_as(byline_of(user, item), item=item, user=user, today=today)


@transaction.atomic
def confirm_as(
    byline: Byline, *, item: Publication, user: Any = None, today: date | None = None
) -> date:
    """Set the day of the last confirmation on the row and on every version that may still go live.

    The caller has found out that whoever confirms may do so. `user` is for the history, which
    only curators read; None when it was an address without an account. Only the day and who said
    it change: a draft stays a draft. If the versions were left alone, publishing one of them later
    would take the confirmation back. Returns the day.
    """
    today = today or timezone.localdate()
    row = type(item)._default_manager.select_for_update().get(pk=item.pk)
    before = row.verified_on
    row.verified_on, row.verified_by, row.verified_by_en = today, byline.nl, byline.en
    row.save(update_fields=["verified_on", "verified_by", "verified_by_en", "updated_at"])
    for revision in _versions_that_may_go_live(row):
        mark_version(revision, byline, today)
    log(
        instance=row,
        action=CONFIRM_LOG_ACTION,
        user=user,
        revision=row.latest_revision,
        data={"by": byline.nl, "before": before.isoformat() if before else ""},
    )
    item.verified_on, item.verified_by, item.verified_by_en = today, byline.nl, byline.en
    return today


def mark_version(revision: Revision, byline: Byline, today: date) -> None:
    """Note in a version that it was right on that day; publishing it brings the note along."""
    revision.content["verified_on"] = today.isoformat()
    revision.content["verified_by"] = byline.nl
    revision.content["verified_by_en"] = byline.en
    # Not through save(): that would make this version look edited just now.
    Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def _versions_that_may_go_live(item: Publication) -> list[Revision]:
    waiting = (
        TaskState.objects.for_instance(item)
        .filter(status=TaskState.STATUS_IN_PROGRESS)
        .values_list("revision_id", flat=True)
    )
    wanted = {item.latest_revision_id, item.live_revision_id, *waiting} - {None}
    scheduled = item.revisions.filter(approved_go_live_at__isnull=False)
    return [*item.revisions.filter(pk__in=wanted), *scheduled.exclude(pk__in=wanted)]
