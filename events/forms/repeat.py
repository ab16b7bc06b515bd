"""The part of a form about repetition: how often, on which days, until when, and what differs.

Knows nothing of the admin, so that any page may have it. It fills in `Event.rule`, `extra_dates`
and `excluded_dates`. A rule that came from elsewhere stays letter for letter what it was as long
as nobody changes what the form shows of it.
"""

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.forms import repeat_choices
from events.forms.days import DaysField, bare_days
from events.forms.repeat_choices import AS_IT_CAME
from events.models import Event
from events.recurrence.plain_rule import PlainRule, Repeats, from_rrule, to_rrule
from events.recurrence.rule_text import LARGEST_COUNT, LARGEST_INTERVAL
from events.recurrence.schedule import Local, ScheduleError
from events.recurrence.wording import rule_in_words
from publishing.day_fields import DayField

#: Where the end of a repetition is typed; most rules that cannot be end where they should not.
_FIELD_OF_END = {"until": "repeat_until", "count": "repeat_count"}
#: The fields that matter for a way to repeat, beside how often and until when.
_FIELDS_OF = {
    Repeats.DAILY: (),
    Repeats.WEEKLY: ("repeat_weekdays",),
    Repeats.MONTHLY_ON_DAY: ("repeat_month_day",),
    Repeats.MONTHLY_ON_WEEKDAY: ("repeat_nth", "repeat_weekday"),
    Repeats.YEARLY: (),
}


def _number(value: Any) -> int:
    return int(value)


class RepeatMixin(forms.ModelForm):
    """For a form of `Event` that has the fields of `TimesMixin` as well."""

    #: The fields of this part, in the order in which one fills them in.
    REPEAT_FIELDS = (
        "repeat", "repeat_interval", "repeat_weekdays", "repeat_month_day", "repeat_nth",
        "repeat_weekday", "repeat_ends", "repeat_until", "repeat_count", "not_on", "also_on",
    )  # fmt: skip

    instance: Event

    repeat = forms.ChoiceField(
        label=gettext_lazy("Repeats"), required=False, choices=repeat_choices.REPEATS
    )
    repeat_interval = forms.IntegerField(
        label=gettext_lazy("Every how many days, weeks, months or years"),
        help_text=gettext_lazy("1 is every time, 2 is every other time."),
        required=False,
        min_value=1,
        max_value=LARGEST_INTERVAL,
        initial=1,
    )
    repeat_weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On these days of the week"),
        help_text=gettext_lazy("None: the day of the week of the first day."),
        required=False,
        coerce=_number,
        choices=repeat_choices.weekdays,
        widget=forms.CheckboxSelectMultiple,
    )
    repeat_month_day = forms.TypedChoiceField(
        label=gettext_lazy("Day of the month"),
        required=False,
        coerce=_number,
        empty_value=None,
        choices=repeat_choices.month_days,
    )
    repeat_nth = forms.TypedChoiceField(
        label=gettext_lazy("Which one of the month"),
        required=False,
        coerce=_number,
        empty_value=None,
        choices=repeat_choices.nths,
    )
    repeat_weekday = forms.TypedChoiceField(
        label=gettext_lazy("Day of the week"),
        required=False,
        coerce=_number,
        empty_value=None,
        choices=repeat_choices.weekday_or_start,
    )
    repeat_ends = forms.ChoiceField(
        label=gettext_lazy("Ends"), required=False, choices=repeat_choices.ENDS, initial="never"
    )
    repeat_until = DayField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("This day counts."),
        required=False,
    )
    repeat_count = forms.IntegerField(
        label=gettext_lazy("Number of times"),
        help_text=gettext_lazy("The first one counts."),
        required=False,
        min_value=1,
        max_value=LARGEST_COUNT,
    )
    not_on = DaysField(
        label=gettext_lazy("Not on these days"),
        help_text=gettext_lazy(
            "Days that are left out, such as holidays: one per line. Nothing is shown on them."
        ),
    )
    also_on = DaysField(
        label=gettext_lazy("Also on these days"),
        help_text=gettext_lazy(
            "Days on which it takes place as well: one per line, with a time if it differs "
            "(5-5-2026 14:00)."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = self.instance.start_time
        for name in ("not_on", "also_on"):
            self.fields[name].usual_time = usual  # type: ignore[attr-defined]
        shown = _shown(self.instance)
        if shown.get("repeat") == AS_IT_CAME:
            words = capfirst(rule_in_words(self.instance.schedule()))
            label = _("As it came: %(rule)s") % {"rule": words}
            repeat = self.fields["repeat"]
            repeat.choices = [(AS_IT_CAME, label), *repeat_choices.REPEATS]  # type: ignore[attr-defined]
            repeat.help_text = _(
                "This form cannot show this repetition in its fields. Keep it, or choose another."
            )
        self.initial = {**shown, **self.initial}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        for name in set(self.REPEAT_FIELDS) - set(self._fields_that_matter()):
            # What was typed for another repetition is out of sight, and so would its fault be.
            self.errors.pop(name, None)
        if cleaned.get("repeat") in (*Repeats,):
            field = self._field_of_rule()
            if field != "repeat" and not cleaned.get(field) and field not in self.errors:
                self.add_error(
                    field,
                    _("Give the last day, or choose another end.")
                    if field == "repeat_until"
                    else _("Give the number of times, or choose another end."),
                )
        return cleaned

    def _post_clean(self) -> None:
        self._fill_in()
        super()._post_clean()  # type: ignore[misc]

    def _fill_in(self) -> None:
        """Writes what was typed into the parts of the event that have no field of their own."""
        cleaned = self.cleaned_data
        usual = cleaned.get("start_time")
        if "not_on" in cleaned:
            self.instance.excluded_dates = bare_days(cleaned["not_on"], usual)
        if "also_on" in cleaned:
            self.instance.extra_dates = bare_days(cleaned["also_on"], usual)
        start = _start(cleaned)
        if start is None or any(name in self.errors for name in self.REPEAT_FIELDS):
            return
        try:
            self.instance.rule = self._rule(start)
        except ScheduleError as fault:
            field = "time_zone" if fault.field == "zone" else self._field_of_rule()
            self.add_error(field, fault.message)

    def _rule(self, start: Local) -> str:
        chosen = self.cleaned_data.get("repeat") or ""
        if chosen == AS_IT_CAME:
            return self.instance.rule
        if not chosen:
            return ""
        plain = self._plain(Repeats(chosen))
        zone = self.cleaned_data.get("time_zone") or self.instance.time_zone
        if self._is_as_it_was(plain, start, zone):
            return self.instance.rule
        return to_rrule(plain, start, zone)

    def _plain(self, repeats: Repeats) -> PlainRule:
        cleaned, ends = self.cleaned_data, self.cleaned_data.get("repeat_ends")
        weekdays: tuple[int, ...] = ()
        if repeats is Repeats.WEEKLY:
            weekdays = tuple(cleaned.get("repeat_weekdays") or ())
        elif repeats is Repeats.MONTHLY_ON_WEEKDAY and cleaned.get("repeat_weekday") is not None:
            weekdays = (cleaned["repeat_weekday"],)
        by_nth = repeats is Repeats.MONTHLY_ON_WEEKDAY
        by_day = repeats is Repeats.MONTHLY_ON_DAY
        return PlainRule(
            repeats,
            interval=cleaned.get("repeat_interval") or 1,
            weekdays=weekdays,
            month_day=cleaned.get("repeat_month_day") if by_day else None,
            nth=cleaned.get("repeat_nth") if by_nth else None,
            until=cleaned.get("repeat_until") if ends == "until" else None,
            count=cleaned.get("repeat_count") if ends == "count" else None,
        )

    def _is_as_it_was(self, plain: PlainRule, start: Local, zone: str) -> bool:
        """Whether nothing that decides the rule was changed, so that its text can stay."""
        before = self.instance
        if not before.rule or zone != before.time_zone or start != _start_of(before):
            return False
        return from_rrule(before.rule, start, zone) == plain

    def _update_errors(self, errors: ValidationError) -> None:
        """Says what the model finds wrong at the field in which it was typed."""
        faults = getattr(errors, "error_dict", None)
        if faults is not None:
            typed_in = {
                "rule": self._field_of_rule(),
                "extra_dates": "also_on",
                "excluded_dates": "not_on",
            }
            errors = ValidationError(
                {typed_in.get(name, name): found for name, found in faults.items()}
            )
        super()._update_errors(errors)  # type: ignore[misc]

    def _fields_that_matter(self) -> list[str]:
        """Those of this part that count for what was chosen."""
        fields = ["repeat", "not_on", "also_on"]
        chosen = self.cleaned_data.get("repeat") or ""
        if chosen in (*Repeats,):
            fields += ["repeat_interval", "repeat_ends", *_FIELDS_OF[Repeats(chosen)]]
            fields.append(self._field_of_rule())
        return fields

    def _field_of_rule(self) -> str:
        """The field at which to say that the rule as a whole cannot be."""
        if self.cleaned_data.get("repeat") in (*Repeats,):
            return _FIELD_OF_END.get(self.cleaned_data.get("repeat_ends") or "", "repeat")
        return "repeat"


def _shown(event: Event) -> dict[str, Any]:
    """What the fields show of the repetition that an event has."""
    shown: dict[str, Any] = {"not_on": event.excluded_dates, "also_on": event.extra_dates}
    start = _start_of(event)
    if not event.rule or start is None:
        return shown
    plain = from_rrule(event.rule, start, event.time_zone)
    if plain is None:
        return {**shown, "repeat": AS_IT_CAME}
    monthly = plain.repeats is Repeats.MONTHLY_ON_WEEKDAY
    return {
        **shown,
        "repeat": plain.repeats.value,
        "repeat_interval": plain.interval,
        "repeat_weekdays": list(plain.weekdays) if plain.repeats is Repeats.WEEKLY else [],
        "repeat_weekday": plain.weekdays[0] if monthly and plain.weekdays else None,
        "repeat_month_day": plain.month_day,
        "repeat_nth": plain.nth,
        "repeat_ends": "count" if plain.count else "until" if plain.until else "never",
        "repeat_until": plain.until,
        "repeat_count": plain.count,
    }


def _start_of(event: Event) -> Local | None:
    return event.local_start() if event.start_date else None


def _start(cleaned: dict[str, Any]) -> Local | None:
    """The first local start that was typed; none as long as it is not complete."""
    day, clock = cleaned.get("start_date"), cleaned.get("start_time")
    if day is None or cleaned.get("all_day"):
        return day
    return datetime.combine(day, clock or time(0))
