"""The admin's page on which an administrator logs somebody out everywhere."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin.widgets.button import Button

from organisations.accounts.actions.end_sessions import end_sessions
from publishing.models import User
from publishing.permissions import may_end_sessions

SESSIONS_URL_NAME = "end_sessions"
#: Databases refuse longer numbers; nobody has one.
_LONGEST_KEY = 18


@require_http_methods(["GET", "HEAD", "POST"])
def sessions_page(request: HttpRequest, user: int) -> HttpResponse:
    """The sessions of somebody, and a button that ends them all."""
    if not may_end_sessions(request.user):
        raise PermissionDenied
    person = get_object_or_404(User, pk=str(user)[:_LONGEST_KEY])
    if request.method == "POST":
        ended = end_sessions(person, user=request.user)
        messages.success(
            request,
            ngettext("%(count)d session was ended.", "%(count)d sessions were ended.", ended)
            % {"count": ended},
        )
        return redirect("wagtailusers_users:edit", person.pk)
    sessions = UserSession.objects.filter(user=person).order_by("-created_at")
    context = {
        "person": person,
        "sessions": [session for session in sessions if session.exists()],
        "back_url": reverse("wagtailusers_users:edit", args=[person.pk]),
    }
    return render(request, "admin_panels/sessions.html", context)


def sessions_button(user: Any, request_user: Any) -> list[Button]:
    """The way to that page from the list of accounts."""
    if not may_end_sessions(request_user):
        return []
    url = reverse(SESSIONS_URL_NAME, args=[user.pk])
    return [Button(_("Where logged in"), url, icon_name="logout", priority=25)]
