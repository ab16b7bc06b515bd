"""What owners do about colleagues, requests and invitations; every one is a POST from that page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from organisations.joining.actions.approve import approve
from organisations.joining.actions.change_role import change_role
from organisations.joining.actions.confirm_domain import confirm_domain
from organisations.joining.actions.hand_over import hand_over
from organisations.joining.actions.invite import invite
from organisations.joining.actions.leave import leave
from organisations.joining.actions.refuse import refuse
from organisations.joining.actions.remove_member import remove_member
from organisations.joining.actions.take_back_domain import take_back_domain
from organisations.joining.actions.withdraw_invitation import withdraw_invitation
from organisations.joining.deciding import NotPossibleError
from organisations.joining.forms import DomainForm, InviteForm
from organisations.joining.pages.answering import attempt, own_organisation, person, personal
from organisations.joining.pages.people import people
from organisations.models import Membership, Organisation
from organisations.models.join_request import WORDS_MAX
from publishing.permissions import may_manage_members


def _managed(request: HttpRequest, pk: int) -> Organisation:
    """The organisation, for who decides about its people; for others nothing is there."""
    organisation = own_organisation(request, pk)
    if not may_manage_members(request.user, organisation):
        raise Http404
    return organisation


def _back(organisation: Organisation) -> HttpResponse:
    return redirect("joining:people", organisation.pk)


def _change(
    request: HttpRequest,
    pk: int,
    found: tuple[str, int],
    change: Callable[..., Any],
    done: str,
    **how: Any,
) -> HttpResponse:
    """Let whoever manages organisation `pk` change one row of it.

    `found` is the relation of the organisation and the key of the row; `change` is the action,
    which gets the row, the user and `how`; `done` is what is told afterwards.
    """
    organisation = _managed(request, pk)
    relation, key = found
    row = get_object_or_404(getattr(organisation, relation), pk=key)
    person_concerned = getattr(row, "user", "")
    attempt(
        request,
        lambda: change(row, user=person(request), **how),
        done % {"person": person_concerned} if person_concerned else done,
    )
    return _back(organisation)


@personal("POST")
def invite_view(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = _managed(request, pk)
    form = InviteForm(request.POST, auto_id="invite-%s")
    if form.is_valid():
        email, role = form.cleaned_data["email"], form.cleaned_data["role"]
        try:
            invite(organisation, email=email, role=role, user=person(request))
        except NotPossibleError as fault:
            form.add_error("email", str(fault.words))
    if form.errors:
        return people(request, organisation, invite_form=form)
    messages.success(request, _("The invitation to %(address)s was sent.") % {"address": email})
    return _back(organisation)


@personal("POST")
def withdraw_invitation_view(request: HttpRequest, pk: int, invitation: int) -> HttpResponse:
    done = _("The invitation does not work any more.")
    return _change(request, pk, ("invitations", invitation), withdraw_invitation, done)


@personal("POST")
def approve_view(request: HttpRequest, pk: int, asked: int) -> HttpResponse:
    return _change(request, pk, ("join_requests", asked), approve, _("%(person)s can start now."))


@personal("POST")
def refuse_view(request: HttpRequest, pk: int, asked: int) -> HttpResponse:
    done = _("You refused the request of %(person)s.")
    reason = request.POST.get("reason", "")[:WORDS_MAX]
    return _change(request, pk, ("join_requests", asked), refuse, done, reason=reason)


@personal("POST")
def role_view(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    role = request.POST.get("role", "")
    if role not in Membership.Role.values:
        return _back(_managed(request, pk))
    done = (
        _("%(person)s is owner now.")
        if role == Membership.Role.OWNER
        else _("%(person)s is a member now.")
    )
    return _change(request, pk, ("memberships", member), change_role, done, role=role)


@personal("POST")
def remove_view(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    done = _("%(person)s does not work for the organisation here any more.")
    return _change(request, pk, ("memberships", member), remove_member, done)


@personal("POST")
def hand_over_view(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    done = _("%(person)s is owner now, and you are a member.")
    return _change(request, pk, ("memberships", member), hand_over, done)


@personal("POST")
def leave_view(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = own_organisation(request, pk)
    own = get_object_or_404(organisation.memberships, user=person(request))
    left = attempt(
        request,
        lambda: leave(own),
        _("You do not work for %(organisation)s here any more.") % {"organisation": organisation},
    )
    return redirect("my_organisations") if left else _back(organisation)


@personal("POST")
def confirm_domain_view(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = _managed(request, pk)
    form = DomainForm(request.POST, auto_id="domain-%s")
    if form.is_valid():
        domain = form.cleaned_data["domain"]
        try:
            confirm_domain(organisation, domain=domain, user=person(request))
        except NotPossibleError as fault:
            form.add_error("domain", str(fault.words))
    if form.errors:
        return people(request, organisation, domain_form=form)
    messages.success(request, _("Colleagues with an address there can join at once now."))
    return _back(organisation)


@personal("POST")
def take_back_domain_view(request: HttpRequest, pk: int, domain: int) -> HttpResponse:
    done = _("An address there is not enough to join any more.")
    return _change(request, pk, ("mail_domains", domain), take_back_domain, done)
