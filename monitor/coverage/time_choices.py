"""The days a visitor can choose: the one the map is of, and the one it is compared with."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from monitor.coverage.choices import url_of
from monitor.coverage.page_question import AskedPage, PageQuestion
from monitor.coverage.words import day_in_words
from search.date_panel import DateField, Shortcut


@dataclass(frozen=True)
class DayChoice:
    """A field with the days that are chosen most."""

    field: DateField
    shortcuts: tuple[Shortcut, ...]


def time_choices(asked: AskedPage, first_day: date | None, path: str) -> dict[str, Any]:
    """The context of the choices of days; ``first_day`` is the first of which there is a map."""
    question = asked.question

    def choice(
        name: str,
        label: str,
        none: str,
        chosen: date | None,
        on: Callable[[date | None], PageQuestion],
    ) -> DayChoice:
        shortcuts = tuple(
            Shortcut(text, url_of(on(day), path), chosen == day)
            for text, day in [(none, None), *_quick(first_day)]
            if day is not None or chosen
        )
        return DayChoice(_field(name, label, chosen, asked.faults.get(name)), shortcuts)

    return {
        "is_in_use": bool(question.day or question.since or asked.faults),
        "choices": (
            choice("day", _("The map of"), _("today"), question.day, question.with_day),
            choice(
                "since",
                _("What changed since"),
                _("do not compare"),
                question.since,
                lambda day: replace(question, since=day),
            ),
        ),
        "hint": _hint(first_day),
    }


def _quick(first_day: date | None) -> list[tuple[str, date]]:
    """A month, three months and a year ago, where there is a map of that day."""
    today = timezone.localdate()
    ways = [
        (_("a month ago"), 1),
        (_("three months ago"), 3),
        (_("a year ago"), 12),
    ]
    days = [(label, _months_before(today, months)) for label, months in ways]
    return [(label, day) for label, day in days if first_day and day >= first_day]


def _months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or the last one where that month is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _hint(first_day: date | None) -> str:
    if first_day is None:
        return _("For example 31-12-2026.")
    return _("For example 31-12-2026. The first day that can be shown is %(day)s.") % {
        "day": day_in_words(first_day)
    }


def _field(name: str, label: str, chosen: date | None, typed: str | None) -> DateField:
    if typed is not None:
        return DateField(name, label, typed, _("Write a date like 31-12-2026."))
    value = f"{chosen.day}-{chosen.month}-{chosen.year:04}" if chosen else ""
    return DateField(name, label, value, "")
