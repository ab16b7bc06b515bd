"""The page in the admin with items that overlap, groups of them, and crowded weeks of the calendar.

Every curator sees all regions; a verdict is for who leads the region of one of the items.
"""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.overlap.crowded_weeks import crowded_weeks
from events.overlap.manager_lines import lines_of_weeks
from events.overlap.manager_page import URL_NAME as CROWDED_URL_NAME
from events.overlap.manager_page import WEEKS, first_monday
from events.overlap.terms import Vocabulary
from monitor.actions.judge_overlap import Judged, judge_overlap
from monitor.actions.take_back_overlap import take_back_overlap
from monitor.models import Overlap, OverlapCluster, OverlapVerdict
from monitor.models.overlap import NOTE_MAX
from monitor.overlap.asked import PARAMETERS, Asked
from monitor.overlap.manager_lines import cases_of_clusters, cases_of_pairs, decisions_of
from monitor.overlap.seen import NotAsSeenError, read_seen
from publishing.admin.curator_page import CuratorMenuItem, CuratorPage
from publishing.admin.region_choice import options
from publishing.permissions import may_tune_monitor, roles_of
from publishing.start_lines import StartLine
from taxonomy.row_numbers import row_number

URL_NAME = "monitor_overlaps"
#: The parameter of an address that leads to one pair.
PAIR = "pair"
ON_PAGE = 20
GROUPS_ON_PAGE = 10
#: Crowded weeks have a page of their own; here are the first.
MOST_WEEKS = 5

_Verdict = OverlapVerdict.Verdict


class OverlapsMenuItem(CuratorMenuItem):
    """Shown only to those who may open it."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Overlap"),
            reverse(URL_NAME),
            name="overlaps",
            icon_name="copy",
            order=300,
        )


def line_on_start_page(user: Any) -> StartLine:
    """How many pairs of their regions a curator has to judge."""
    roles = roles_of(user)
    pairs = Overlap.objects.asked()
    if not roles.everywhere:
        pairs = pairs.of_regions(roles.regions)
    return StartLine(str(_("Items that overlap")), pairs.count(), reverse(URL_NAME))


def address_of(region: str, pair: int | None = None) -> str:
    """Where the overlap of a region is judged, or one pair of it."""
    asked = {"region": region} | ({PAIR: pair} if pair else {})
    return f"{reverse(URL_NAME)}?{urlencode(asked)}{'#asked-for' if pair else ''}"


class OverlapsView(CuratorPage):
    """What is to be judged in a region, or what was said."""

    template_name = "monitor_admin/overlaps.html"
    page_title = gettext_lazy("Overlap")
    header_icon = "copy"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = Asked.read(self.request.GET, roles_of(self.request.user))
        return super().get_context_data(
            asked=asked,
            region_options=options(asked.region, asked.regions, asked.counts()),
            kind_options=asked.kind_options(),
            form_options=asked.form_options(),
            show_options=asked.show_options(),
            filters=asked.querystring(),
            verdicts=[(verdict.value, verdict.label) for verdict in _Verdict],
            note_length=NOTE_MAX,
            may_tune=may_tune_monitor(self.request.user),
            **self._asked_for(),
            **(self._to_judge(asked) if asked.is_to_judge else self._decided(asked)),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "undo" in request.POST:
            self._undo(request)
        else:
            try:
                merging = self._judge(request)
            except NotAsSeenError as fault:
                return self._refused(request, fault)
            if merging:
                return redirect(merging)
        # Back to the same part of the page.
        kept = [(name, request.GET[name]) for name in PARAMETERS if name in request.GET]
        return redirect(f"{reverse(URL_NAME)}{'?' if kept else ''}{urlencode(kept)}")

    def _asked_for(self) -> dict[str, Any]:
        """The one pair of the address, with the group that holds it; empty when it does not wait."""
        if PAIR not in self.request.GET:
            return {}
        rows = Overlap.objects.asked().filter(pk=row_number(self.request.GET[PAIR]) or 0)
        pair = rows.with_profiles().select_related("cluster").first()
        if pair is None:
            return {"asked_for": []}
        if pair.cluster is not None:
            return {"asked_for": cases_of_clusters([pair.cluster], self.request.user)}
        return {"asked_for": cases_of_pairs([pair], self.request.user)}

    def _to_judge(self, asked: Asked) -> dict[str, Any]:
        pairs = asked.pairs()
        clusters = OverlapCluster.objects.filter(
            pk__in=pairs.filter(cluster__isnull=False).values("cluster")
        ).order_by("-size", "-score", "pk")
        single = pairs.filter(cluster__isnull=True).with_profiles().order_by("-score", "pk")
        groups = Paginator(clusters, GROUPS_ON_PAGE).get_page(self.request.GET.get("g"))
        page = Paginator(single, ON_PAGE).get_page(self.request.GET.get("p"))
        return {
            "groups": cases_of_clusters(list(groups), self.request.user),
            "group_page": groups,
            "waiting": pairs.count(),
            "in_groups": pairs.filter(cluster__isnull=False).count(),
            "pairs": cases_of_pairs(list(page), self.request.user),
            "page": page,
            **self._weeks(asked),
        }

    def _weeks(self, asked: Asked) -> dict[str, Any]:
        words = Vocabulary.read()
        weeks = crowded_weeks(first_monday(""), WEEKS, words, asked.region_keys)
        return {
            "weeks": lines_of_weeks(weeks[:MOST_WEEKS], words, asked.regions),
            "weeks_url": f"{reverse(CROWDED_URL_NAME)}?{urlencode({'region': asked.region})}",
            "more_weeks": max(0, len(weeks) - MOST_WEEKS),
        }

    def _decided(self, asked: Asked) -> dict[str, Any]:
        page = Paginator(asked.decisions(), ON_PAGE).get_page(self.request.GET.get("p"))
        rows = OverlapVerdict.objects.filter(together__in=[row["together"] for row in page])
        newest = rows.select_related("decided_by").order_by("-decided_at", "-pk")
        return {"decisions": decisions_of(list(newest), self.request.user), "page": page}

    def _judge(self, request: HttpRequest) -> str:
        """The address of the screen for merging, where the verdict leads there; else nothing."""
        verdict = request.POST.get("verdict", "")
        pairs = list(_pairs_of(request))
        if verdict not in _Verdict.values or not pairs:
            messages.error(request, _told_gone(request))
            return ""
        # Read before it is judged, for the group is none afterwards.
        cases = cases_of_pairs(pairs, request.user) if len(pairs) == 1 else []
        merging = cases[0].merge_url if cases else ""
        try:
            judged = judge_overlap(
                pairs,
                _Verdict(verdict),
                user=request.user,
                note=_note_of(request),
                seen=read_seen(request.POST["seen"]) if "seen" in request.POST else None,
            )
        except PermissionDenied:
            messages.error(request, _("The managers of these regions decide."))
            return ""
        except Overlap.DoesNotExist:
            messages.error(request, _told_gone(request))
            return ""
        messages.success(request, _told(judged))
        return merging if verdict == _Verdict.SAME else ""

    def _refused(self, request: HttpRequest, fault: NotAsSeenError) -> HttpResponse:
        """What a colleague said or what changed, and the same question again with the note that was typed."""
        rows = Overlap.objects.filter(pk__in=[pair.pk for pair in fault.pairs]).with_profiles()
        told = {
            "refused": cases_of_pairs(rows.order_by("pk"), request.user),
            "typed_note": _note_of(request),
        }
        return self.render_to_response(self.get_context_data(**told), status=409)

    def _undo(self, request: HttpRequest) -> None:
        try:
            together = UUID(request.POST["undo"])
        except ValueError:
            together = UUID(int=0)
        count = take_back_overlap(together, user=request.user)
        if not count:
            messages.error(request, _("Somebody took this verdict back already."))
            return
        messages.success(request, _("Taken back. This is asked about again."))


def _note_of(request: HttpRequest) -> str:
    # What no database stores and nobody types.
    return request.POST.get("note", "").replace("\x00", "")


def _pairs_of(request: HttpRequest) -> Any:
    """The pairs that a verdict is about: one, or those of a group as it was shown."""
    if "cluster" in request.POST and "seen" in request.POST:
        rows = Overlap.objects.filter(pk__in=read_seen(request.POST["seen"]))
    elif "cluster" in request.POST:
        rows = Overlap.objects.filter(cluster=row_number(request.POST["cluster"]) or 0)
    else:
        rows = Overlap.objects.filter(pk=row_number(request.POST.get("pair", "")) or 0)
    return rows.with_profiles()


def _told_gone(request: HttpRequest) -> str:
    """With the note, which is stored nowhere: somebody may want to use it elsewhere."""
    told = _("These items do not overlap any more.")
    if note := _note_of(request).strip()[:NOTE_MAX]:
        told += " " + _("Your note was not saved: %(note)s") % {"note": note}
    return told


def _told(judged: Judged) -> str:
    told = ngettext(
        "Noted for %(count)d pair. You can take it back under “What was said”.",
        "Noted for %(count)d pairs. You can take it back under “What was said”.",
        judged.pairs,
    ) % {"count": judged.pairs}
    if judged.left:
        told += " " + ngettext(
            "%(count)d pair is for managers of other regions.",
            "%(count)d pairs are for managers of other regions.",
            judged.left,
        ) % {"count": judged.left}
    return told
