"""Hands an organisation's profile in for review."""

from typing import Any

from django.core.exceptions import PermissionDenied

from organisations.models import Organisation
from publishing.permissions import Verb, may


def submit(organisation: Organisation, *, user: Any, remark: str = "") -> None:
    """Start the review of the latest version, or publish it when its makers are trusted.

    Raises PermissionDenied when `user` may not.
    """
    if not may(user, Verb.SUBMIT, organisation):
        raise PermissionDenied
    workflow = organisation.get_workflow()
    if workflow is not None and not organisation.workflow_in_progress:
        workflow.start(organisation, user)
