"""The part of a form about the first (or only) date: days, times and the clock they are of."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.forms.zones import ZoneField
from publishing.day_fields import ClockField, DayField


class TimesMixin(forms.ModelForm):
    """For a form of `Event`; the model says what is wrong with days and times that were read."""

    #: The fields of this part, in the order in which one fills them in.
    TIME_FIELDS = ("all_day", "start_date", "start_time", "end_date", "end_time", "time_zone")

    class Meta:
        #: A form takes this over, so that days and times are read as people write them.
        field_classes = {
            "start_date": DayField,
            "start_time": ClockField,
            "end_date": DayField,
            "end_time": ClockField,
        }

    time_zone = ZoneField(
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy("The place whose clock shows these times."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start_date"].error_messages["required"] = _(
            "Give the day on which it is. A draft needs one too; you can change it later."
        )
        self.fields["time_zone"].offer(self.instance.time_zone)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        if cleaned.get("all_day"):
            # Times typed before somebody chose "all day" have no meaning any more.
            for name in ("start_time", "end_time"):
                cleaned[name] = None
                self.errors.pop(name, None)
        elif self._passes_midnight(cleaned):
            self.add_error(
                "end_time",
                ValidationError(
                    _(
                        "This is before the start. Does it end on a later day? Then give the last day."
                    )
                ),
            )
        return cleaned

    def _passes_midnight(self, cleaned: dict[str, Any]) -> bool:
        same_day = cleaned.get("end_date") in (None, cleaned.get("start_date"))
        start, end = cleaned.get("start_time"), cleaned.get("end_time")
        return bool(same_day and start and end and end < start)
