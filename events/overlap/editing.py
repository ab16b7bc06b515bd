"""Answers the form of an event: what else happens then. Keeps what the organiser says of it."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from events.models import Event, PairVerdict
from events.overlap.finding import Finding, look_around
from events.overlap.lines import line_of_double, line_of_neighbour
from events.overlap.planning_form import UnfinishedError, plan_in
from events.overlap.public_holidays import holidays_among
from events.overlap.sentences import sentences
from events.overlap.verdicts import may_judge, say_of_several, take_back_of_event
from events.when import day_in_words
from publishing.admin.guarded_views import PreviewOnCreateView, PreviewOnEditView
from taxonomy.row_numbers import row_number

#: Hidden fields of the form: what was said about which events, kept until the event is saved.
SAID = {
    "overlap-intended": PairVerdict.Verdict.INTENDED,
    "overlap-unrelated": PairVerdict.Verdict.UNRELATED,
}
#: The field that says what was just pressed; for an event that is stored it counts at once.
PRESSED = "overlap-pressed"
ASK_AGAIN = "ask-again"
MOST_KEYS = 500


class OverlapMixin:
    """A preview of nothing but the answer; the event is not saved."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST)  # type: ignore[attr-defined]
        self.validate_form(form)  # type: ignore[attr-defined]
        stored: Event | None = form.instance if form.instance.pk is not None else None
        said = said_in(request)
        if stored is not None and request.POST.get(PRESSED):
            if request.POST[PRESSED] == ASK_AGAIN:
                take_back_of_event(event=stored, user=request.user)
            keep(stored, said, request.user)
        return render(request, "overlap/panel_answer.html", _answer(form, said))


class OverlapOnCreateView(OverlapMixin, PreviewOnCreateView):
    pass


class OverlapOnEditView(OverlapMixin, PreviewOnEditView):
    pass


def keep_what_was_said(request: HttpRequest, instance: Any) -> None:
    """After an event was saved: remembers what its form says about events near by."""
    if isinstance(instance, Event) and may_judge(request.user, instance):
        keep(instance, said_in(request), request.user)


def keep(event: Event, said: dict[str, list[int]], user: Any) -> None:
    for name, keys in said.items():
        if keys:
            say_of_several(event=event, others=keys, verdict=SAID[name], user=user)


def said_in(request: HttpRequest) -> dict[str, list[int]]:
    """The keys of events in the hidden fields; what is no key is passed over."""
    return {name: list(_keys(request.POST.get(name, ""))) for name in SAID}


def _keys(text: str) -> Iterable[int]:
    for part in text[: MOST_KEYS * 20].split(",")[:MOST_KEYS]:
        if (key := row_number(part)) is not None:
            yield key


def _answer(form: Any, said: dict[str, list[int]]) -> dict[str, Any]:
    try:
        plan = plan_in(form)
    except UnfinishedError as unfinished:
        return {"unfinished": str(unfinished)}
    finding = look_around(plan, known={key for keys in said.values() for key in keys})
    lead, *more = sentences(finding)
    return {
        "finding": finding,
        "lead": lead,
        "sentences": more,
        "lines": [line_of_neighbour(neighbour) for neighbour in finding.neighbours],
        "doubles": [line_of_double(double) for double in finding.doubles],
        "known": [line_of_neighbour(neighbour) for neighbour in finding.known],
        "keys": _joined(meeting.key for meeting in finding.meetings),
        "holidays": _holidays(finding),
    }


def _joined(keys: Iterable[int]) -> str:
    return ",".join(map(str, keys))


def _holidays(finding: Finding) -> list[dict[str, str]]:
    days = [span.first_day for span in finding.proposal.spans]
    return [{"day": day_in_words(day), "name": name} for day, name in holidays_among(days)]
