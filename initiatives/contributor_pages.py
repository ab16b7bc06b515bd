"""What a member of an organisation sees of the organisation's own items."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from initiatives.models import Initiative, Offer, Practice
from organisations.models import Organisation
from publishing.freshness import Freshness
from publishing.models import Publication
from publishing.permissions import roles_of


@dataclass(frozen=True)
class OwnItem:
    """An item of one's own, and in words how it stands."""

    item: Publication
    state: str
    needs_attention: bool


@login_required
@never_cache
def my_organisations(request: HttpRequest) -> HttpResponse:
    """Everything of the organisations the user belongs to: live, in draft, to be confirmed."""
    mine = roles_of(request.user).organisations.member
    organisations = Organisation.objects.filter(pk__in=mine).order_by("title")
    groups = [
        (model._meta.verbose_name_plural, [_own_item(item) for item in rows])
        for model, rows in _rows(organisations)
    ]
    context = {"organisations": organisations, "groups": [group for group in groups if group[1]]}
    return render(request, "pages/my_organisations.html", context)


def _rows(organisations: QuerySet) -> list[tuple[type[Publication], QuerySet]]:
    owned = [
        (model, model.objects.filter(owner__in=organisations).order_by("title"))
        for model in (Initiative, Offer, Practice)
    ]
    return [(Organisation, organisations), *owned]


def _own_item(item: Publication) -> OwnItem:
    if not item.live:
        return OwnItem(item, _("not published"), needs_attention=True)
    if item.freshness == Freshness.NEVER:
        return OwnItem(item, _("live, never confirmed"), needs_attention=True)
    if item.freshness != Freshness.CONFIRMED:
        return OwnItem(item, _("live, not recently confirmed"), needs_attention=True)
    return OwnItem(item, _("live"), needs_attention=False)
