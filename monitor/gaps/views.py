"""The page about a gap for everybody, and what managers say of it there."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from initiatives.adoption.screen import URL_NAME as ADOPT
from initiatives.fit.screen import URL_NAME as FIT
from monitor.actions.mark import mark
from monitor.actions.unmark import unmark
from monitor.gaps.mark_form import MarkForm, regions_to_mark
from monitor.gaps.marks import marks_of_spot, may_see_marks
from monitor.gaps.page import gap_context
from monitor.gaps.spot import Spot, read_spot
from monitor.models import GapMark
from monitor.models.mark import MarkedMeanwhileError
from publishing.permissions import may_lead_region
from search.labels import Vocabulary, vocabulary
from taxonomy.localised import active_language
from taxonomy.row_numbers import row_number


@require_safe
def gap_view(request: HttpRequest) -> HttpResponse:
    """What is missing under two terms, what could fill it and whom to ask."""
    spot, words = _spot(request)
    return _page(request, spot, words)


@login_required
@require_POST
def mark_view(request: HttpRequest) -> HttpResponse:
    """Keep or take back what a region says of a gap, and show the page of the whole cell."""
    if not may_see_marks(request.user):
        raise PermissionDenied
    spot, words = _spot(request)
    # What a region says is about everything in the cell, whatever part somebody looked at.
    spot = spot.whole()
    if "unmark" in request.POST:
        return _unmark(request, spot)
    asked = GapMark()
    asked.put(*spot.terms)
    regions = regions_to_mark(request.user, spot, words)
    form = MarkForm(request.POST, instance=asked, regions=regions)
    if not form.is_valid():
        if not regions:
            raise PermissionDenied
        return _page(request, spot, words, form)
    try:
        mark(form.instance, user=request.user, seen=_seen(request))
    except MarkedMeanwhileError:
        form.add_error(
            "kind",
            _(
                "A colleague said something of this gap for this region while you were writing. "
                "It stands above. Save again when yours must take its place."
            ),
        )
        return _page(request, spot, words, form)
    messages.success(request, _("Noted. Colleagues in other regions see this too."))
    return redirect(spot.url())


def _spot(request: HttpRequest) -> tuple[Spot, Vocabulary]:
    words = vocabulary()
    spot = read_spot(request.GET, words, language=active_language())
    if spot is None:
        raise Http404(_("This address names no cell of the coverage map."))
    return spot, words


def _unmark(request: HttpRequest, spot: Spot) -> HttpResponse:
    key = row_number(request.POST.get("unmark", "")) or 0
    row = GapMark.objects.about(*spot.terms).filter(pk=key).first()
    if row is None:
        messages.info(request, _("This was taken back before."))
    else:
        try:
            unmark(row, user=request.user, seen=_seen(request))
        except MarkedMeanwhileError:
            messages.error(request, _("A colleague changed this meanwhile. Look at it once more."))
        else:
            messages.success(request, _("Taken back. The gap counts as any other again."))
    return redirect(spot.url())


def _seen(request: HttpRequest) -> list[str] | None:
    """The versions of the marks on the page that was sent; None for a form that does not tell."""
    return request.POST["seen"].split(",") if "seen" in request.POST else None


def _page(
    request: HttpRequest, spot: Spot, words: Vocabulary, form: MarkForm | None = None
) -> HttpResponse:
    context = gap_context(spot, words, active_language())
    if may_see_marks(request.user):
        context |= _for_curators(request, spot, words, form)
        for one in context["practices"]:
            one["adopt_url"] = _screen_url(ADOPT, one["pk"], context["adopt"])
            one["fit_url"] = _screen_url(FIT, one["pk"], context["adopt"])
    response = render(request, "monitor/gap.html", context)
    if request.user.is_authenticated:
        add_never_cache_headers(response)
    return response


def _for_curators(
    request: HttpRequest, spot: Spot, words: Vocabulary, form: MarkForm | None
) -> dict[str, Any]:
    marks = marks_of_spot(spot)
    regions = regions_to_mark(request.user, spot, words)
    own = {row.pk for row in regions}
    said = next((one for one in marks if one.region_id in own), None)
    if form is None and own:
        form = MarkForm(instance=said or GapMark(), regions=regions)
    region = next(iter(regions), None) if len(own) == 1 else None
    return {
        "is_curator": True,
        "marks": [
            {
                "mark": one,
                "key": str(one.pk),
                "may_change": may_lead_region(request.user, one.region_id),
            }
            for one in marks
        ],
        "form": form,
        "seen": ",".join(one.version for one in marks),
        "mark_url": spot.url(reverse("monitor:gap_mark")),
        "whole_url": "" if spot.is_whole else spot.whole().url(),
        "adopt": _adopt_query(spot, region.pk if region else None) if own else "",
    }


def _adopt_query(spot: Spot, region: int | None) -> str:
    """What goes behind the address of the screen on which an adoption begins."""
    asked = {"back": spot.url()} | ({"region": region} if region else {})
    return f"?{urlencode(asked)}"


def _screen_url(name: str, practice: int, query: str) -> str:
    """A screen about a practice and the region; empty for who leads no region of this gap."""
    return reverse(name, args=[practice]) + query if query else ""
