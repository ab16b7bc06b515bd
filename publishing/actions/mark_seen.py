"""Mark seen: a manager has looked at what a trusted organisation published."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from publishing.models import Publication, Submission
from publishing.permissions import Verb, may


def mark_seen(item: Publication, *, user: Any, up_to: int) -> int:
    """Note that `user` has looked at `item`; returns how many submissions that were.

    `up_to` is the key of the newest one that was shown: what came since still waits. Raises
    PermissionDenied when `user` does not decide about it.
    """
    if not may(user, Verb.PUBLISH, item):
        raise PermissionDenied
    waiting = Submission.objects.of_item(item).to_check().filter(pk__lte=up_to)
    return waiting.update(seen_at=timezone.now(), seen_by=user)
