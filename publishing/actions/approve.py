"""Approve: what was handed in goes live."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from publishing.models import Publication
from publishing.permissions import Verb, may
from publishing.reviewing import locked_step


@transaction.atomic
def approve(item: Publication, *, user: Any, version: str | None = None, remark: str = "") -> None:
    """Publish the version of `item` that waits for review.

    `version` is the mark of the version that `user` looked at, `remark` is for whoever handed it in.
    Raises PermissionDenied when `user` may not publish it, NotUnderReviewError when it no longer
    waits, and NewerVersionError when another version waits by now.
    """
    if not may(user, Verb.PUBLISH, item):
        raise PermissionDenied
    step = locked_step(item, version)
    step.task.specific.on_action(step, user, "approve", comment=remark.strip())
    item.refresh_from_db()
