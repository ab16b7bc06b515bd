"""Withdraw: take back what was handed in; it is a draft again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from publishing.models import Publication
from publishing.permissions import Verb, may


@transaction.atomic
def withdraw(item: Publication, *, user: Any) -> bool:
    """End the review of `item`; whether there was one. What is live stays live.

    Raises PermissionDenied when `user` may not hand it in either.
    """
    if not may(user, Verb.SUBMIT, item):
        raise PermissionDenied
    row = type(item)._default_manager.select_for_update().get(pk=item.pk)
    state = row.current_workflow_state
    if state is None:
        return False
    state.cancel(user=user)
    return True
