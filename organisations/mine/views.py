"""The page "My organisation", and what its buttons do to an item."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.contributing.addresses import start_url
from organisations.contributing.visitors import drafts_for
from organisations.joining.invited import invitations_for
from organisations.joining.pages.answering import person, personal
from organisations.mine.actions.take_offline import take_offline
from organisations.mine.further_lines import add_further_lines
from organisations.mine.overview import Overview
from organisations.mine.standing import kinds
from organisations.models import JoinRequest, Membership, Organisation
from publishing.actions.confirm import confirm
from publishing.actions.submit import Outcome, submit
from publishing.merging.successors import absorbed_by
from publishing.models import Publication
from publishing.permissions import Verb, may, roles_of


@personal("GET", "HEAD")
def my_organisations(request: HttpRequest) -> HttpResponse:
    """Everything of the organisations somebody belongs to, what needs attention first."""
    user = person(request)
    mine = roles_of(user).organisations.member
    context = {
        "organisations": add_further_lines(_organisations(user, mine)),
        "overview": Overview(user, mine, request.GET),
        "invitations": invitations_for(user),
        "asked": JoinRequest.objects.waiting().filter(user=user).select_related("organisation"),
        "drafts": drafts_for(user),
        "contribute_url": start_url(),
    }
    return render(request, "pages/my_organisations.html", context)


def _organisations(user: Any, mine: frozenset[int]) -> QuerySet:
    """With how many colleagues there are, and for owners how many wait to become one."""
    waiting = Q(
        join_requests__state=JoinRequest.State.WAITING,
        join_requests__purpose=JoinRequest.Purpose.JOIN,
    )
    owner = Membership.objects.filter(
        user=user, organisation=OuterRef("pk"), role=Membership.Role.OWNER
    )
    return (
        Organisation.objects.filter(pk__in=mine)
        .defer("body", "body_en")
        .annotate(
            colleagues=Count("memberships", distinct=True),
            waiting=Count("join_requests", filter=waiting, distinct=True),
            is_own=Exists(owner),
        )
        .order_by("title", "pk")
    )


def _item(request: HttpRequest, kind: str, pk: int, verb: Verb) -> Publication:
    """The item, for who may do this to it; for others it is not there."""
    model = kinds().get(kind)
    item = model._default_manager.filter(pk=pk).first() if model is not None else None
    if item is None or not may(request.user, verb, item):
        raise Http404
    return item


def _back(request: HttpRequest) -> HttpResponse:
    """To the page as it was, with its filters."""
    query = urlencode(parse_qsl(request.POST.get("back", "")))
    address = reverse("my_organisations")
    return redirect(f"{address}?{query}" if query else address)


@personal("POST")
def confirm_view(request: HttpRequest, item_kind: str, pk: int) -> HttpResponse:
    """Say with one click that an item is still right."""
    item = _item(request, item_kind, pk, Verb.CONFIRM)
    if not item.live:
        raise Http404
    confirm(item=item, user=request.user)
    messages.success(request, _("Thank you: “%(title)s” is confirmed.") % {"title": item})
    return _back(request)


@personal("POST")
def take_offline_view(request: HttpRequest, item_kind: str, pk: int) -> HttpResponse:
    """Take an item offline; it stays here and can be put back."""
    item = _item(request, item_kind, pk, Verb.ARCHIVE)
    take_offline(item, user=request.user)
    messages.success(
        request,
        _("“%(title)s” is offline. You find it below and can put it back.") % {"title": item},
    )
    return _back(request)


@personal("POST")
def put_back_view(request: HttpRequest, item_kind: str, pk: int) -> HttpResponse:
    """Put an item back online: at once for who may publish, else after a review."""
    item = _item(request, item_kind, pk, Verb.SUBMIT)
    if item.live or item.first_published_at is None or absorbed_by(item):
        raise Http404
    try:
        outcome = submit(item, user=request.user, remark=_("Please put this back online."))
    except ValidationError:
        messages.error(request, _("“%(title)s” is not complete. Edit it first.") % {"title": item})
    except PermissionDenied:
        raise Http404 from None
    else:
        told = (
            _("“%(title)s” is online again.")
            if outcome == Outcome.LIVE
            else _("A manager looks at “%(title)s” before it is online again.")
        )
        messages.success(request, told % {"title": item})
    return _back(request)
