"""The page with everybody who works for an organisation, and what waits there."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from organisations.joining.domains import verified_domains
from organisations.joining.forms import DomainForm, InviteForm, RefuseForm
from organisations.joining.pages.answering import own_organisation, person, personal
from organisations.models import Invitation, JoinRequest, Membership, Organisation
from publishing.permissions import may_manage_members


@personal("GET", "HEAD")
def people_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Names for every member; addresses, requests and invitations for those who decide."""
    return people(request, own_organisation(request, pk))


def people(request: HttpRequest, organisation: Organisation, **forms: Any) -> HttpResponse:
    """The page; `forms` holds the one that came back with errors (`invite_form`, ...)."""
    members = organisation.memberships.filter(user__is_active=True).select_related("user")
    # Owners come first: whoever looks for somebody wants one of them.
    order = sorted(members, key=lambda row: (row.role != Membership.Role.OWNER, str(row.user)))
    context: dict[str, Any] = {
        "organisation": organisation,
        "members": order,
        "own": next((row for row in order if row.user_id == person(request).pk), None),
        "manages": may_manage_members(request.user, organisation),
    }
    if context["manages"]:
        context |= _for_owners(request, organisation) | forms
        context["form_with_errors"] = next((f for f in forms.values() if f.errors), None)
    return render(request, "joining/people.html", context)


def _for_owners(request: HttpRequest, organisation: Organisation) -> dict[str, Any]:
    waiting = JoinRequest.objects.waiting().filter(organisation=organisation)
    confirmed = list(organisation.mail_domains.all())
    own = verified_domains(person(request)) - {row.domain for row in confirmed}
    return {
        "requests": [
            (row, RefuseForm(auto_id=f"refuse-{row.pk}-%s"))
            for row in waiting.filter(purpose=JoinRequest.Purpose.JOIN).select_related("user")
        ],
        "invitations": Invitation.objects.open(timezone.now()).filter(organisation=organisation),
        "domains": confirmed,
        "suggested_domains": sorted(own),
        "invite_form": InviteForm(auto_id="invite-%s"),
        "domain_form": DomainForm(auto_id="domain-%s"),
    }
