"""The short forms with which one date, or a series from a date on, is changed."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import formfield_for_dbfield

from events.changed_dates import FIELDS, change_on
from events.models import Event, EventChange
from events.recurrence.schedule import Change, Local
from publishing.day_fields import ClockField, DayField

_DAY = timedelta(days=1)
_FIELD: dict[str, Any] = {name: EventChange._meta.get_field(name) for name in FIELDS}


class TimesForm(forms.Form):
    """From when to when; something that lasts all day has no times."""

    start_date = DayField(label=_("Day"))
    start_time = ClockField(label=_("Starts at"))
    end_date = DayField(
        label=_("Last day"),
        help_text=_("Empty: the same day."),
        required=False,
    )
    end_time = ClockField(
        label=_("Ends at"),
        help_text=_("Empty: it takes as long as usual."),
        required=False,
    )

    def __init__(self, event: Event, start: Local, end: Local, *args: Any, **kwargs: Any) -> None:
        """Shows the local times `start` to `end` (exclusive) until others are typed."""
        kwargs["initial"] = {**kwargs.get("initial", {}), **_times(start, end)}
        super().__init__(*args, **kwargs)
        self.event = event
        if event.all_day:
            del self.fields["start_time"], self.fields["end_time"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            start, end = self.times()
            if end < start:
                field = "end_date" if self.event.all_day or cleaned["end_date"] else "end_time"
                self.add_error(
                    field, ValidationError(_("The end is before the start."), code="order")
                )
        return cleaned

    def times(self) -> tuple[Local, Local]:
        """What was typed, as local start and exclusive end."""
        cleaned = self.cleaned_data
        first, last = cleaned["start_date"], cleaned.get("end_date") or cleaned["start_date"]
        if self.event.all_day:
            return first, last + _DAY
        start = datetime.combine(first, cleaned["start_time"])
        clock = cleaned.get("end_time")
        if clock is None:
            return start, start + self.event.schedule().duration
        return start, datetime.combine(last, clock)


class _PlaceForm(TimesForm):
    """Times, and where it is. What is as the series has it is shown, and not said again."""

    #: Texts that may differ, in the order of the form.
    texts: tuple[str, ...] = ()

    def __init__(self, event: Event, start: Local, end: Local, *args: Any, **kwargs: Any) -> None:
        own = kwargs.pop("initial", {})
        shown = {name: own.get(name) or getattr(event, name, "") for name in self.texts}
        super().__init__(event, start, end, *args, initial=shown, **kwargs)
        for name in self.texts:
            self.fields[name] = formfield_for_dbfield(_FIELD[name], required=False)

    def different_texts(self) -> dict[str, str]:
        """Those that are not as the series has them."""
        typed = {name: self.cleaned_data[name] for name in self.texts}
        return {name: text for name, text in typed.items() if text != getattr(self.event, name, "")}


class ChangeDateForm(_PlaceForm):
    """Another time or place for one date, or a word about it."""

    texts = (
        "location_name", "location_address", "online_url", "title", "title_en", "note", "note_en",
    )  # fmt: skip

    def __init__(self, event: Event, original: Local, *args: Any, **kwargs: Any) -> None:
        change = change_on(event, original)
        told = change.as_change(event) if change else Change(original)
        self.usual = event.schedule().times_of(Change(original))
        own = {name: getattr(change, name) for name in self.texts} if change else {}
        start, end = event.schedule().times_of(told)
        super().__init__(event, start, end, *args, initial=own, **kwargs)

    def differences(self) -> dict[str, Any]:
        """The fields of `EventChange` that say what differs."""
        start, end = self.times()
        if (start, end) == self.usual:
            return self.different_texts()
        # An end that is left out would be read as "as long as usual".
        last = end.date() if isinstance(end, datetime) else end - _DAY
        return {**self.different_texts(), **_times(start, end), "end_date": last}


class FromHereForm(_PlaceForm):
    """Another time or place for a date and all after it."""

    texts = ("location_name", "location_address", "online_url", "title", "title_en")


class CancelDateForm(forms.Form):
    """Why a date does not go ahead."""

    note = _FIELD["note"].formfield(
        label=_("What readers should know"),
        help_text=_("For example why, and whether another date is planned."),
        required=False,
    )
    note_en = _FIELD["note_en"].formfield(
        label=_("What readers should know (English)"), required=False
    )


def _times(start: Local, end: Local) -> dict[str, Any]:
    """As the fields of a form and of `EventChange` hold them."""
    if not isinstance(start, datetime):
        last = end - _DAY
        return {"start_date": start, "end_date": None if last == start else last}
    return {
        "start_date": start.date(),
        "start_time": start.time(),
        "end_date": None if end.date() == start.date() else end.date(),  # type: ignore[union-attr]
        "end_time": None if end == start else end.time(),  # type: ignore[union-attr]
    }
