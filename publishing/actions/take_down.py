"""Take down: a manager takes an item offline and says why."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log

from publishing.models import Publication, Submission
from publishing.permissions import Verb, may
from publishing.signals import taken_down

TAKE_DOWN_LOG_ACTION = "publishing.take_down"


@transaction.atomic
def take_down(item: Publication, *, user: Any, reason: str) -> None:
    """Take `item` offline; nothing is deleted, and whoever put it there reads `reason`.

    Raises PermissionDenied when `user` may not, ValidationError without a reason.
    """
    if not may(user, Verb.ARCHIVE, item):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError(_("Write why it goes offline."))
    row = type(item)._default_manager.select_for_update().get(pk=item.pk)
    last = Submission.objects.filter(kind=row.kind, item_pk=row.pk).last()
    if row.live:
        UnpublishAction(row, user=user, log_action=False).execute(skip_permission_checks=True)
        log(instance=row, action=TAKE_DOWN_LOG_ACTION, user=user, data={"reason": reason.strip()})
    Submission.objects.of_item(row).to_check().update(seen_at=timezone.now(), seen_by=user)
    item.refresh_from_db()
    taken_down.send(sender=type(row), item=row, submission=last, reason=reason.strip(), user=user)
