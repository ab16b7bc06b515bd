"""How long somebody stays logged in, kept on the server.

A cookie that was stolen or left behind on a shared computer must stop working by itself. Curators
can change a great deal, so theirs stops soonest (`settings.SESSION_LIMITS`).
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from publishing.permissions import roles_of

_BEGUN, _SEEN = "session_begun", "session_seen"
#: How exactly a visit is remembered; writing the session at every request would cost too much.
_PRECISION = timedelta(minutes=1)
#: What pages ask by themselves while nobody is looking: it keeps nobody logged in.
_UNATTENDED = ("/editing-sessions/",)


def begin(request: HttpRequest, **_signal: Any) -> None:
    """Start counting; connected to every log-in, whatever the way in."""
    request.session[_BEGUN] = request.session[_SEEN] = _now()


class SessionLimitsMiddleware:
    """Logs out whoever did nothing for too long, or logged in too long ago."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Without a session nobody is logged in; reading it would mark every page as personal.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            _end_or_continue(request)
        return self.get_response(request)


def _end_or_continue(request: HttpRequest) -> None:
    session, now = request.session, _now()
    idle = timedelta(seconds=now - session.get(_SEEN, now))
    age = timedelta(seconds=now - session.get(_BEGUN, now))
    if _is_over(request.user, idle, age):
        logout(request)
        messages.info(request, _("You were logged out because you had been away for a while."))
        return
    if _BEGUN not in session:
        begin(request)
    elif idle >= _PRECISION and not any(part in request.path for part in _UNATTENDED):
        session[_SEEN] = now


def _is_over(user: Any, idle: timedelta, age: timedelta) -> bool:
    shortest = settings.SESSION_LIMITS["curators"]
    if idle <= shortest["idle"] and age <= shortest["absolute"]:
        return False  # Within the limits of everybody: no need to ask who this is.
    who = "curators" if roles_of(user).is_curator else "others"
    limits = settings.SESSION_LIMITS[who]
    return idle > limits["idle"] or age > limits["absolute"]


def _now() -> float:
    return timezone.now().timestamp()
