"""Take offline: members archive what is theirs instead of deleting it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.actions.unpublish import UnpublishAction

from publishing.models import Publication
from publishing.permissions import Verb, may


@transaction.atomic
def take_offline(item: Publication, *, user: Any) -> None:
    """Take a live item offline; nothing is deleted, and the log says who did it.

    Somebody else who did it just before changes nothing. Raises PermissionDenied.
    """
    if not may(user, Verb.ARCHIVE, item):
        raise PermissionDenied
    row = type(item)._default_manager.select_for_update().get(pk=item.pk)
    if row.live:
        UnpublishAction(row, user=user).execute(skip_permission_checks=True)
