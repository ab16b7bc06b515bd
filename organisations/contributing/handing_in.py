"""Handing in and taking back, by the actions of the review."""

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.models import Workflow

from publishing.permissions import Verb, may

LIVE = "live"


def submit(item: Any, *, user: Any, remark: str = "") -> str:
    """Start the review of the newest version; "live" for whoever may publish it."""
    if not may(user, Verb.SUBMIT, item):
        raise PermissionDenied
    if may(user, Verb.PUBLISH, item):
        item.latest_revision.publish(user=user, skip_permission_checks=True)
        item.refresh_from_db()
        return LIVE
    state = item.current_workflow_state
    if state is not None:
        state.resume(user=user)
    else:
        (item.get_workflow() or Workflow.objects.active().get()).start(item, user)
    return "in_review"


def withdraw(item: Any, *, user: Any) -> None:
    """End the review."""
    if not may(user, Verb.SUBMIT, item):
        raise PermissionDenied
    state = item.current_workflow_state
    if state is not None:
        state.cancel(user=user)
