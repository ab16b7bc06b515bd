"""A list of days in a form, one per line, as people write them."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from taxonomy.days import read_day

#: A series of a year with a date for every working day.
MOST = 260
_TIME = re.compile(
    r"(?P<day>.+?)[,\s]\s*(?:om |at )?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?: ?(?:uur|u|h))?",
    re.ASCII,
)
_ISO_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?", re.ASCII)
#: Before a day people often write which day of the week it is; Monday is 0.
_DAY_OF_WEEK = re.compile(r"(?P<name>[a-z]{2,9})[.,]?\s+(?P<day>\d.*)", re.ASCII)
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "maandag ma monday mon",
            "dinsdag di tuesday tue tues",
            "woensdag wo wednesday wed",
            "donderdag do thursday thu thur thurs",
            "vrijdag vr friday fri",
            "zaterdag za saturday sat",
            "zondag zo sunday sun",
        )
    )
    for name in names.split()
}


class DaysField(forms.CharField):
    """Local starts in ISO 8601, as `Event.extra_dates` keeps them, written one per line.

    A bare day stands for the usual time on that day; a line may add a time of its own. Whoever
    sets `usual_time` need not read that time on every line.
    """

    widget = forms.Textarea(attrs={"rows": 3})
    default_error_messages = {
        "unreadable": _(
            "“%(line)s” cannot be read as a day. Write one day per line, such as 5-5-2026 or "
            "5 May 2026."
        ),
        "weekday": _("“%(line)s” is not right: %(day)s is a %(weekday)s."),
        "many": _("Write at most %(most)d days."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.usual_time: time | None = None

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return "\n".join(in_words(text, self.usual_time) for text in value)
        return value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = value if isinstance(value, list) else (value or "").splitlines()
        written = [line for line in map(str.strip, lines) if line]
        if len(written) > MOST:
            raise ValidationError(self.error_messages["many"], code="many", params={"most": MOST})
        return sorted({self._start(line) for line in written})

    def _start(self, line: str) -> str:
        try:
            day, clock = read_start(line)
        except WrongWeekdayError as fault:
            weekday, day_name = date_format(fault.day, "l"), date_format(fault.day, "j F Y")
            params = {"line": line, "day": day_name, "weekday": weekday}
            raise ValidationError(
                self.error_messages["weekday"], code="weekday", params=params
            ) from None
        except ValueError:
            raise ValidationError(
                self.error_messages["unreadable"], code="unreadable", params={"line": line[:80]}
            ) from None
        return day.isoformat() if clock is None else datetime.combine(day, clock).isoformat()

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Every line was looked at already."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(self.prepare_value(initial)) != self.to_python(data)
        except ValidationError:
            return True


class WrongWeekdayError(ValueError):
    """A line names a day of the week that its day is not."""

    def __init__(self, day: date) -> None:
        super().__init__(f"{day} is another day of the week")
        self.day = day


def read_start(line: str) -> tuple[date, time | None]:
    """Day and time (None when the line has none) of a line such as "Tue 5 May 2026 14:00".

    Raises ValueError when it cannot be read, `WrongWeekdayError` when day and weekday disagree.
    """
    if _ISO_TIME.fullmatch(line):
        moment = datetime.fromisoformat(line)
        return moment.date(), moment.time()
    text = " ".join(line.lower().split())
    weekday = None
    if (found := _DAY_OF_WEEK.fullmatch(text)) and found["name"] in _WEEKDAYS:
        weekday, text = _WEEKDAYS[found["name"]], found["day"]
    clock = None
    if found := _TIME.fullmatch(text):
        clock, text = time(int(found["hour"]), int(found["minute"])), found["day"]
    day = read_day(text)
    if weekday is not None and day.weekday() != weekday:
        raise WrongWeekdayError(day)
    return day, clock


def in_words(start: str, usual_time: time | None = None) -> str:
    """A stored local start as `read_start` reads it back; as it is when it cannot be read."""
    try:
        moment = datetime.fromisoformat(start)
    except ValueError:
        return start
    day = date_format(moment, "j F Y")
    if "T" not in start or moment.time() == usual_time:
        return day
    if moment.second:
        return start
    return f"{day} {moment:%H:%M}"


def bare_days(starts: Iterable[str], usual_time: time | None) -> list[str]:
    """The same starts, without the time where it is the usual one."""
    return [
        start[:10] if start[10:] and datetime.fromisoformat(start).time() == usual_time else start
        for start in starts
    ]
