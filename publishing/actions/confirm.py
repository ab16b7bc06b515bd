"""Confirm: somebody responsible says today that an item is right."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision, TaskState

from publishing.models import Publication
from publishing.permissions import Verb, may

CONFIRM_LOG_ACTION = "publishing.confirm"


@transaction.atomic
def confirm(*, item: Publication, user: Any, today: date | None = None) -> date:
    """Set the day of the last confirmation on the row and on every version that may still go live.

    Only that day changes: a draft stays a draft. If the versions were left alone, publishing one
    of them later would take the confirmation back. Returns the day.
    """
    if not may(user, Verb.CONFIRM, item):
        raise PermissionDenied
    today = today or timezone.localdate()
    row = type(item)._default_manager.select_for_update().get(pk=item.pk)
    row.verified_on = today
    row.save(update_fields=["verified_on", "updated_at"])
    for revision in _versions_that_may_go_live(row):
        revision.content["verified_on"] = today.isoformat()
        # Not through save(): that would make this version look edited just now.
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    log(instance=row, action=CONFIRM_LOG_ACTION, user=user, revision=row.latest_revision)
    item.verified_on = today
    return today


def _versions_that_may_go_live(item: Publication) -> list[Revision]:
    waiting = (
        TaskState.objects.for_instance(item)
        .filter(status=TaskState.STATUS_IN_PROGRESS)
        .values_list("revision_id", flat=True)
    )
    wanted = {item.latest_revision_id, item.live_revision_id, *waiting} - {None}
    scheduled = item.revisions.filter(approved_go_live_at__isnull=False)
    return [*item.revisions.filter(pk__in=wanted), *scheduled.exclude(pk__in=wanted)]
