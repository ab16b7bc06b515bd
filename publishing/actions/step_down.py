"""Step down: take offline what nobody confirmed, and bring it back as it was."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log
from wagtail.models import Revision
from wagtail.signals import published

from publishing.actions.confirm import confirm_as
from publishing.confirmation.bylines import Byline
from publishing.models import FreshnessStep, Publication

ARCHIVE_LOG_ACTION = "publishing.archive_unconfirmed"
BRING_BACK_LOG_ACTION = "publishing.bring_back"


@transaction.atomic
def take_offline(item: Publication) -> Revision | None:
    """Take a live item offline because nobody confirmed it; returns the version readers saw.

    Nothing is deleted: the row keeps the content, drafts stay drafts.
    """
    seen = item.live_revision
    action = UnpublishAction(item, log_action=ARCHIVE_LOG_ACTION)
    action.execute(skip_permission_checks=True)
    return seen


@transaction.atomic
def bring_back(step: FreshnessStep, byline: Byline, *, item: Publication, user: Any = None) -> None:
    """Publish what `step` took offline, and confirm it as of today.

    The row still holds what readers saw, since drafts are kept as versions beside it. The caller
    has found out that it may come back. Afterwards `item` has the day and the byline.
    """
    row = type(item)._default_manager.select_for_update().get(pk=item.pk)
    if row.live:
        return
    row.live = True
    row.expired = False
    row.live_revision = row.revisions.filter(pk=step.revision_id).first()
    row.has_unpublished_changes = row.latest_revision_id not in (None, row.live_revision_id)
    row.last_published_at = timezone.now()
    row.save()
    published.send(sender=type(row), instance=row, revision=row.live_revision)
    log(
        instance=row,
        action=BRING_BACK_LOG_ACTION,
        user=user,
        revision=row.live_revision,
        data={"by": byline.nl},
    )
    confirm_as(byline, item=row, user=user)
    item.live, item.verified_on = row.live, row.verified_on
    item.verified_by, item.verified_by_en = row.verified_by, row.verified_by_en
