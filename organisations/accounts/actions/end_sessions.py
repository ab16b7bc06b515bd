"""Ending somebody's sessions: a lost laptop, a colleague who left, a password that got about."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from publishing.models import User
from publishing.permissions import may_end_sessions

END_SESSIONS_LOG_ACTION = "organisations.end_sessions"


def end_sessions(whose: User, *, user: Any) -> int:
    """Log somebody out everywhere, at once; gives how many sessions that were.

    :param user: who does it; administrators may do it to anyone, other people use the list of
        their own sessions. Raises PermissionDenied for them.
    """
    if not may_end_sessions(user):
        raise PermissionDenied
    with transaction.atomic():
        sessions = list(UserSession.objects.filter(user=whose))
        for session in sessions:
            session.end()
        log(instance=whose, action=END_SESSIONS_LOG_ACTION, user=user)
    return len(sessions)
