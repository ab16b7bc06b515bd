"""The page in the admin with crowded weeks, and with events that are probably the same.

Every curator sees all regions; a verdict on two events is for whoever may change one of them.
"""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.horizon import horizon
from events.models import Event, PairVerdict
from events.overlap import manager_lines
from events.overlap.crowded_weeks import LEAST, crowded_weeks
from events.overlap.intervals import WEEK, monday_of
from events.overlap.look_alikes import look_alikes
from events.overlap.terms import Vocabulary
from events.overlap.verdicts import judge, take_back
from publishing.admin.curator_page import CuratorMenuItem, CuratorPage
from publishing.admin.region_choice import chosen_region, keys_of, options
from publishing.permissions import Roles, roles_of
from taxonomy.days import read_day
from taxonomy.models import Region
from taxonomy.row_numbers import row_number

URL_NAME = "events_crowded"
#: A quarter of a year at a time.
WEEKS = 13
MOST_ROWS = 60
MOST_DECIDED = 100
NOTE = PairVerdict._meta.get_field("note").max_length
#: The verdicts that this page offers; the fourth is for the organiser.
VERDICTS = (
    PairVerdict.Verdict.SAME,
    PairVerdict.Verdict.JOINT,
    PairVerdict.Verdict.UNRELATED,
)


class CrowdedMenuItem(CuratorMenuItem):
    """Shown only to those who may open it."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Crowded weeks and doubles"),
            reverse(URL_NAME),
            name="crowded-weeks",
            icon_name="date",
            order=700,
        )


class CrowdedView(CuratorPage):
    template_name = "overlap/crowded.html"
    page_title = gettext_lazy("Crowded weeks and doubles")
    header_icon = "date"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "decided" in self.request.GET:
            return super().get_context_data(decided=self._decided(), **kwargs)
        regions = list(Region.objects.all())
        chosen = chosen_region(self.request.GET.get("region", ""), regions, self._roles)
        monday = first_monday(self.request.GET.get("from", ""))
        only = keys_of(chosen, regions, self._roles)
        words = Vocabulary.read()
        weeks = crowded_weeks(monday, WEEKS, words, only)
        last = monday + WEEKS * WEEK - timedelta(days=1)
        alike = look_alikes(max(monday, timezone.localdate()), last, only)
        lines = manager_lines.lines_of_weeks(weeks[:MOST_ROWS], words, regions)
        return super().get_context_data(
            region=chosen,
            region_options=options(chosen, regions),
            kept={"from": monday.isoformat()},
            least=LEAST,
            first=monday,
            last=last,
            earlier=_other_period(monday - WEEKS * WEEK, chosen),
            later=_other_period(monday + WEEKS * WEEK, chosen),
            weeks=lines,
            left_out=max(0, len(weeks) - MOST_ROWS),
            pairs=manager_lines.lines_of_pairs(alike.pairs, self.request.user),
            complete=alike.complete,
            verdicts=[(verdict.value, verdict.label) for verdict in VERDICTS],
            note_length=NOTE,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "undo" in request.POST:
            self._undo(request)
            return redirect(f"{reverse(URL_NAME)}?decided")
        self._judge(request)
        # Back to the same weeks of the same region.
        kept = [(name, request.GET[name]) for name in ("region", "from") if name in request.GET]
        return redirect(f"{reverse(URL_NAME)}{'?' if kept else ''}{urlencode(kept)}")

    @property
    def _roles(self) -> Roles:
        return roles_of(self.request.user)

    def _decided(self) -> list[dict[str, Any]]:
        rows = PairVerdict.objects.select_related("first", "second", "decided_by")
        newest = rows.order_by("-decided_at", "-pk")[:MOST_DECIDED]
        return manager_lines.lines_of_verdicts(newest, self.request.user)

    def _judge(self, request: HttpRequest) -> None:
        verdict = request.POST.get("verdict", "")
        events = Event.objects.live().in_bulk(
            [key for name in ("first", "second") if (key := row_number(request.POST.get(name, "")))]
        )
        if verdict not in VERDICTS or len(events) != 2:
            messages.error(request, _("One of these events is not in the calendar any more."))
            return
        one, other = events.values()
        note = request.POST.get("note", "").strip()[:NOTE]
        row = judge(
            one=one, other=other, verdict=PairVerdict.Verdict(verdict), user=request.user, note=note
        )
        messages.success(
            request,
            _("Noted: %(pair)s. You can take it back under “What was decided”.") % {"pair": row},
        )

    def _undo(self, request: HttpRequest) -> None:
        rows = PairVerdict.objects.select_related("first", "second")
        verdict = rows.filter(pk=row_number(request.POST["undo"]) or 0).first()
        if verdict is None:
            messages.error(request, _("Somebody took this verdict back already."))
            return
        take_back(verdict=verdict, user=request.user)
        messages.success(request, _("Taken back. This pair is asked about again."))


def first_monday(asked: str) -> date:
    """The Monday from which weeks are shown, within the horizon and not before this week."""
    this_week = monday_of(timezone.localdate())
    try:
        day = read_day(asked)
    except ValueError:
        return this_week
    return monday_of(min(max(day, this_week), horizon().last))


def _other_period(monday: date, region: str) -> str:
    """The address of other weeks; empty where there is nothing to show."""
    if first_monday(monday.isoformat()) != monday:
        return ""
    asked = {"from": monday.isoformat()} | ({"region": region} if region else {})
    return f"?{urlencode(asked)}"
