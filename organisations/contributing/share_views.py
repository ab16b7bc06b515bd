"""Sharing a draft by a secret link, and reading it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from organisations.contributing.kinds import kind_called
from organisations.contributing.sharing import link_of, share, withdraw_links
from organisations.contributing.views import kind_of_address
from organisations.contributing.workplaces import open_item


@never_cache
@login_required
@require_POST
def change(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Make a link, or withdraw those there are."""
    workplace = open_item(kind_of_address(kind), pk, request.user)
    if request.POST.get("go") == "withdraw":
        withdraw_links(workplace.row, user=request.user)
        messages.success(request, _("Nobody can open the link any more."))
    else:
        share(workplace.row, user=request.user)
    return redirect(f"{workplace.check_url}#share")


@never_cache
@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The draft as it is now, for whoever has the link; only to read."""
    link = link_of(token)
    row = None
    if link is not None:
        model = kind_called(link.kind).model
        row = model._default_manager.filter(pk=link.item_pk).first()
    if link is None or row is None:
        response = render(request, "contributing/link_gone.html", status=404)
    else:
        text = _("You read a draft. Whoever wrote it shared it with you; it is not public.") + " "
        text += _("The link works until %(day)s.") % {"day": date_format(link.expires_at, "j F Y")}
        item = row.get_latest_revision_as_object()
        context = {**item.page_context(), "preview": {"text": text}, "canonical_path": ""}
        response = render(request, f"pages/{item.kind}.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    # The address is the key: no other site may hear of it.
    response["Referrer-Policy"] = "no-referrer"
    return response
