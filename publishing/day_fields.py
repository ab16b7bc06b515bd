"""Days and times in forms, as people write them in either language.

Django reads 5/4/2026 on an English page as the fourth of May, and knows no "9.30 uur".
"""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from taxonomy.days import read_day

_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:\s?[:.uh]\s?(?P<minute>\d{2})?(?::(?P<second>\d{2})(?:\.\d+)?)?)?"
    r"(?:\s?(?:uur|u|h))?",
    re.ASCII | re.IGNORECASE,
)


def read_time(text: str) -> time:
    """The time in a text such as 09:30, 9.30, 9u30, 9 uur or 9:30:15; raises ValueError."""
    found = _CLOCK.fullmatch(text.strip()[:20])
    if found is None:
        raise ValueError(f"{text[:20]!r} is not a time of the day")
    parts = {name: int(value or 0) for name, value in found.groupdict().items()}
    return time(parts["hour"], parts["minute"], parts["second"])


class DayInput(forms.DateInput):
    """The browser's own field for a day: shown as its owner is used to, with its own calendar.

    Wagtail's calendar replaces what it cannot read by today, without a word.
    """

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """The browser's own field for a time of the day."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DayField(forms.DateField):
    """A day such as 31-12-2026, 2026-12-31 or 31 december 2026."""

    widget = DayInput
    default_error_messages = {"invalid": _("Write a day such as 31-12-2026.")}

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value or None
        try:
            return read_day(str(value).strip())
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class ClockField(forms.TimeField):
    """A time of the day such as 09:30, 9.30 or 9 uur."""

    widget = ClockInput
    default_error_messages = {"invalid": _("Write a time such as 09:30.")}

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            return value or None
        try:
            return read_time(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
