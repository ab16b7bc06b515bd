"""Accept an invitation: by the link in the mail, or on one's own page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from organisations.joining.actions.accept_invitation import accept_invitation
from organisations.joining.invited import invitation_with, invitations_for, is_for
from organisations.joining.pages.answering import attempt, person, personal
from publishing.models import User


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_page(request: HttpRequest, secret: str) -> HttpResponse:
    """Shows who invites, and takes the answer of whoever is logged in with that address.

    Who has the link but no account reads how to get one; a link that does not work says no more
    than that.
    """
    invitation = invitation_with(secret)
    if invitation is None:
        return render(request, "joining/invitation_gone.html", status=404)
    user = request.user if isinstance(request.user, User) else None
    mine = user is not None and is_for(invitation, user)
    if request.method == "POST" and user is not None and mine:
        attempt(
            request,
            lambda: accept_invitation(invitation, user=user),
            _("Welcome! You can start."),
        )
        return redirect("my_organisations")
    context = {"invitation": invitation, "mine": mine}
    return render(request, "joining/invitation.html", context)


@personal("POST")
def accept_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept on one's own page; invitations for others are not there."""
    user = person(request)
    invitation = invitations_for(user).filter(pk=pk).first()
    if invitation is None:
        raise Http404
    attempt(
        request,
        lambda: accept_invitation(invitation, user=user),
        _("Welcome! You can start."),
    )
    return redirect("my_organisations")
