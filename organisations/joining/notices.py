"""Which mails the ways in and out of an organisation send: to whom, and with which one action.

A notice that names somebody says under `about` whose account that is, so that it goes with it.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from organisations.joining.telling import managers_of, owners_of, tell_all
from organisations.models import Invitation, JoinRequest, Membership, Organisation
from publishing.models import User

#: Where the admin shows the requests that wait.
REQUESTS_IN_ADMIN = "join_requests"


def tell_of_request(request: JoinRequest) -> None:
    """Tell those who decide at once; of who came in by their address the owners hear once a day."""
    claims = request.purpose == JoinRequest.Purpose.CLAIM
    organisation = request.organisation
    waits = request.state == JoinRequest.State.WAITING
    owners = [] if claims else owners_of(organisation)
    page = _people_page(organisation) if owners else partial(reverse, REQUESTS_IN_ADMIN)
    if not waits and not owners:
        return
    context = {
        "request": request.pk,
        "about": request.user.pk,
        "person": str(request.user),
        "address": request.user.email,
        "organisation": _name(organisation),
        "words": request.words,
        "claims": claims,
        "url": page,
        "label": _("Decide") if waits else _("See who works for you"),
    }
    notice = "join_request" if waits else "joined_by_domain"
    tell_all(owners or managers_of(organisation), notice, context, at_once=waits)


def tell_of_approval(request: JoinRequest) -> None:
    """Tell the person that they are in; until then they could do nothing."""
    tell_all([request.user], "join_approved", _own(request.organisation), at_once=True)


def tell_of_refusal(request: JoinRequest) -> None:
    """Tell the person that they are not in, and why."""
    context = {
        "organisation": _name(request.organisation),
        "reason": request.reason,
        "url": partial(reverse, "joining:find"),
        "label": _("Find your organisation"),
    }
    tell_all([request.user], "join_refused", context, at_once=True)


def tell_of_invitation(invitation: Invitation, secret: str) -> None:
    """Send the link: to the address alone, whether or not somebody has an account with it."""
    by = invitation.invited_by
    context = {
        "organisation": _name(invitation.organisation),
        "invitation": invitation.pk,
        "about": by.pk if by else None,
        "person": by.get_full_name() if by else "",
        "day": partial(date_format, timezone.localtime(invitation.expires_at), "j F Y"),
        "url": partial(reverse, "joining:invitation", args=[secret]),
        "label": _("See the invitation"),
        "why": _("Somebody filled in your address to invite you. Don't know them? Do nothing."),
    }
    tell_all([invitation.email], "invitation", context, at_once=True)


def tell_of_acceptance(invitation: Invitation, person: User) -> None:
    """Tell whoever invited somebody that they came."""
    if invitation.invited_by is None:
        return
    context = {
        "about": person.pk,
        "person": str(person),
        "organisation": _name(invitation.organisation),
        "url": _people_page(invitation.organisation),
        "label": _("See who works for you"),
    }
    tell_all([invitation.invited_by], "invitation_accepted", context, at_once=False)


def tell_of_role(membership: Membership) -> None:
    """Tell a colleague that they became owner, or are it no more."""
    context = _own(membership.organisation) | {
        "is_owner": membership.role == Membership.Role.OWNER,
    }
    tell_all([membership.user], "role_changed", context, at_once=False)


def tell_of_removal(organisation: Organisation, person: User) -> None:
    """Tell a colleague that they have no place there any more."""
    tell_all([person], "member_removed", _own(organisation), at_once=False)


def tell_of_leaving(organisation: Organisation, person: User) -> None:
    """Tell the owners that a colleague left."""
    context = {
        "about": person.pk,
        "person": str(person),
        "organisation": _name(organisation),
        "url": _people_page(organisation),
        "label": _("See who works for you"),
    }
    tell_all(owners_of(organisation), "member_left", context, at_once=False)


def tell_of_missing_owner(organisation: Organisation) -> None:
    """Tell the managers of the region that nobody looks after an organisation any more."""
    context = {
        "organisation": _name(organisation),
        "url": organisation.get_absolute_url,
        "label": _("See the organisation"),
    }
    tell_all(managers_of(organisation), "without_owner", context, at_once=False)


def is_still_asked(context: Mapping[str, Any], user: User | None) -> bool:
    """Whether nobody has decided on a request since its notice was written."""
    return JoinRequest.objects.waiting().filter(pk=context["request"]).exists()


def still_works(context: Mapping[str, Any], user: User | None) -> bool:
    """Whether an invitation can still be accepted when its mail is made."""
    return Invitation.objects.open(timezone.now()).filter(pk=context["invitation"]).exists()


def _own(organisation: Organisation) -> dict[str, Any]:
    return {
        "organisation": _name(organisation),
        "url": partial(reverse, "my_organisations"),
        "label": _("Go to My organisation"),
    }


def _name(organisation: Organisation) -> Callable[[], str]:
    """The name, in the language in which the mail will be."""
    return partial(str, organisation)


def _people_page(organisation: Organisation) -> Callable[[], str]:
    return partial(reverse, "joining:people", args=[organisation.pk])
