"""The page "My organisation"."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from organisations.mine.standing import STANDINGS, items_of, rows_of
from organisations.models import Organisation
from publishing.permissions import roles_of

PER_PAGE = 50


@login_required
@never_cache
@require_safe
def my_organisations(request: HttpRequest) -> HttpResponse:
    """Everything of the organisations the user belongs to, what needs attention first."""
    mine = roles_of(request.user).organisations.member
    organisations = list(Organisation.objects.filter(pk__in=mine).order_by("title"))
    rows = rows_of(mine) if mine else []
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    own = items_of(page.object_list)
    groups = [
        (label, [item for item in own if item.standing == standing])
        for standing, label in STANDINGS.items()
    ]
    context = {"organisations": organisations, "groups": [group for group in groups if group[1]]}
    return render(request, "pages/my_organisations.html", context)
