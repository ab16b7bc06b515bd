"""The date checker: what is already planned around a date that somebody has in mind."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import npgettext
from django.views.decorators.http import require_safe

from events.models import Event, Occurrence
from events.overlap.date_form import DateForm
from events.overlap.finding import DAYS_AROUND, Finding, look_around
from events.overlap.lines import line_of_neighbour
from events.overlap.phrases import number_in_words
from events.overlap.public_holidays import public_holiday
from events.overlap.quiet_days import QuietDay, quieter_days
from events.overlap.sentences import sentences
from events.recurrence.schedule import Span
from events.when import day_in_words, when_in_words
from taxonomy.models import ActionLine, TargetGroup


@dataclass(frozen=True)
class Option:
    """One term to tick: the context of ``overlap/_terms.html``."""

    value: str
    label: str
    lang: str
    selected: bool
    is_narrower: bool = False
    line: str = ""


@dataclass(frozen=True)
class Terms:
    """All terms of one vocabulary: those in sight, and those that unfold."""

    name: str
    label: str
    shown: tuple[Option, ...]
    folded: tuple[Option, ...] = ()


@require_safe
def date_checker(request: HttpRequest) -> HttpResponse:
    """The question, and its answer once there is a date; all of it stands in the address."""
    form = DateForm(request.GET) if request.GET else DateForm()
    answer = _answer(form, request.path) if form.is_bound and form.is_valid() else {}
    asked = urlencode([("date", answer["day"].isoformat()), *form.terms()]) if answer else ""
    context = {
        "form": form,
        "vocabularies": [
            _vocabulary(form, "province", folded=False),
            _vocabulary(form, "target_group", folded=True),
            _vocabulary(form, "action_line", folded=False),
        ],
        "breadcrumbs": [
            {"label": _("Calendar"), "url": reverse("events:event_list")},
            {"label": _("Date checker"), "url": ""},
        ],
        "alternate_urls": [
            (language, f"{translate_url(request.path, language)}{'?' if asked else ''}{asked}")
            for language, _name in settings.LANGUAGES
        ],
        # There is an address for every date and every choice.
        "noindex": form.is_bound,
        **answer,
    }
    return render(request, "overlap/date_check.html", context)


def _answer(form: DateForm, path: str) -> dict[str, Any]:
    finding = look_around(form.proposal())
    span = finding.proposal.spans[0]
    lead, *more = sentences(finding, others=False)
    return {
        "finding": finding,
        "day": span.first_day,
        "title": _title(span),
        "is_over": span.last_day < timezone.localdate(),
        "holiday": public_holiday(span.first_day),
        "lead": lead,
        "sentences": more,
        "lines": [line_of_neighbour(neighbour) for neighbour in finding.neighbours],
        "quieter": [_quiet_day(form, quiet, path) for quiet in quieter_days(finding)],
        "calendar_url": _calendar(form, finding),
    }


def _title(span: Span) -> str:
    """The date in words, with the times that were asked about."""
    if span.all_day:
        return day_in_words(span.first_day)
    return when_in_words(
        Occurrence(
            event=Event(),
            starts_at=span.starts_at,
            ends_at=span.ends_at,
            first_day=span.first_day,
            last_day=span.last_day,
        )
    )


def _quiet_day(form: DateForm, quiet: QuietDay, path: str) -> dict[str, str]:
    events = npgettext(
        "that people come to", "%(number)s event", "%(number)s events", quiet.events
    ) % {"number": number_in_words(quiet.events)}
    return {
        "label": day_in_words(quiet.day),
        "events": events,
        "url": _other_day(form, quiet.day, path),
    }


def _other_day(form: DateForm, day: date, path: str) -> str:
    """The same question about another day."""
    times = [(name, form.data[name]) for name in ("start", "end") if form.data.get(name)]
    return f"{path}?{urlencode([('date', day.isoformat()), *times, *form.terms()])}"


def _calendar(form: DateForm, finding: Finding) -> str:
    """The calendar of these weeks with the same filters."""
    span, margin = finding.proposal.spans[0], timedelta(days=DAYS_AROUND)
    days = [
        ("from", (span.first_day - margin).isoformat()),
        ("to", (span.last_day + margin).isoformat()),
    ]
    return f"{reverse('events:event_list')}?{urlencode([*form.terms(), *days])}"


def _vocabulary(form: DateForm, name: str, *, folded: bool) -> Terms:
    chosen = form.chosen(name)
    field: Any = form.fields[name]
    options = tuple(
        _option(term, chosen)
        for term in field.queryset
        # The lines of regional plans are many; one that an address names is shown.
        if not isinstance(term, ActionLine) or term.is_national or term.key in chosen
    )
    if not folded:
        return Terms(name, str(field.label), options)
    return Terms(
        name,
        str(field.label),
        shown=tuple(option for option in options if option.selected),
        folded=tuple(option for option in options if not option.selected),
    )


def _option(term: Any, chosen: set[str]) -> Option:
    return Option(
        value=term.key,
        label=term.label_here,
        lang=term.label_lang,
        selected=term.key in chosen,
        is_narrower=isinstance(term, TargetGroup) and term.parent_id is not None,
        line=term.letter if isinstance(term, ActionLine) else "",
    )
