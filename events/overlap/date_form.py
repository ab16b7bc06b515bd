"""The question of somebody who has a date in mind."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from events.overlap.proposal import Proposal, dates_of, schedule_of_day
from events.recurrence.schedule import ScheduleError
from publishing.day_fields import ClockField, DayField
from taxonomy.models import ActionLine, Province, TargetGroup

MAX_VALUES = 25
MAX_VALUE_LENGTH = 120


class TermsField(forms.ModelMultipleChoiceField):
    """Words of the vocabulary by their keys in addresses; what does not exist is left out."""

    def __init__(self, queryset: QuerySet, key: str, **kwargs: Any) -> None:
        self.key, self.terms = key, queryset
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(queryset, to_field_name=key, required=False, **kwargs)

    def clean(self, value: Any) -> QuerySet:
        given = list(dict.fromkeys(value or ()))[:MAX_VALUES]
        sound = [key for key in given if len(key) <= MAX_VALUE_LENGTH and key.isprintable()]
        return self.terms.filter(**{f"{self.key}__in": sound})


def _groups() -> QuerySet:
    """Each broad group, followed by those under it."""
    return TargetGroup.objects.alias(
        broad=Coalesce("parent__sort_order", "sort_order"), broad_key=Coalesce("parent_id", "id")
    ).order_by("broad", "broad_key", F("parent_id").asc(nulls_first=True), "sort_order", "label")


class DateForm(forms.Form):
    """Read from the address; the names of its terms are those that search has."""

    date = DayField(
        label=_("Date"),
        # A browser's own field drops what it does not understand.
        widget=forms.TextInput,
        help_text=_("As you would write it: 31-12-2026 or 31 December 2026."),
        error_messages={"required": _("Give the date that you have in mind.")},
    )
    start = ClockField(label=_("From"), required=False)
    end = ClockField(label=_("Until"), required=False)
    province = TermsField(Province.objects.all(), "code", label=_("Province"))
    target_group = TermsField(_groups(), "ref", label=_("Target group"))
    action_line = TermsField(ActionLine.objects.all(), "ref", label=_("Action line"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("end") and not data.get("start") and "start" not in self.errors:
            self.add_error("start", _("Give the time at which it starts as well."))
        if data.get("date") and not self.errors:
            self._work_out_dates(data)
        return data

    def _work_out_dates(self, data: dict[str, Any]) -> None:
        try:
            schedule = schedule_of_day(data["date"], data["start"], data["end"])
            data["spans"] = dates_of(schedule)[0]
        except ScheduleError as fault:
            self.add_error(
                "end" if fault.field == "end" and data["start"] else "date", fault.message
            )

    def proposal(self) -> Proposal:
        """The plan that this amounts to; only for a form that is valid."""
        data = self.cleaned_data
        return Proposal(
            spans=data["spans"],
            provinces=_keys(data["province"]),
            target_groups=_keys(data["target_group"]),
            action_lines=_keys(data["action_line"]),
        )

    def chosen(self, name: str) -> set[str]:
        """The keys of the terms that are ticked, as the address has them."""
        return set(self.data.getlist(name)) if isinstance(self.data, QueryDict) else set()

    def terms(self) -> list[tuple[str, str]]:
        """The chosen terms as parameters of other pages, in a fixed order."""
        if not self.is_valid():
            return []
        return [
            (name, key)
            for name in ("province", "target_group", "action_line")
            for key in sorted(term.key for term in self.cleaned_data[name])
        ]


def _keys(terms: Iterable[Any]) -> frozenset[int]:
    return frozenset(term.pk for term in terms)
