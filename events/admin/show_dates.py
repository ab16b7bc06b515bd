"""Answers the form that asks which dates it amounts to; nothing is saved."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from events.admin.event_form import EventForm
from events.dates_summary import summary_of
from events.recurrence.schedule import ScheduleError
from publishing.admin.guarded_views import PreviewOnCreateView, PreviewOnEditView


class ShowDatesMixin:
    """A preview of nothing but the dates. What is wrong elsewhere in the form does not matter."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form: EventForm = self.get_form(request.POST)  # type: ignore[attr-defined]
        self.validate_form(form)  # type: ignore[attr-defined]
        context: dict[str, Any] = {"faults": list(_faults(form))}
        if not context["faults"]:
            try:
                context["summary"] = summary_of(form.instance)
            except ScheduleError as fault:
                context["faults"] = [(form.fields["repeat"].label, fault.message)]
        return render(request, "events_admin/dates_summary.html", context)


class ShowDatesOnCreateView(ShowDatesMixin, PreviewOnCreateView):
    pass


class ShowDatesOnEditView(ShowDatesMixin, PreviewOnEditView):
    pass


def _faults(form: EventForm) -> Iterator[tuple[str, str]]:
    """What keeps the dates from being worked out: label of the field and sentence."""
    for name in (*form.TIME_FIELDS, *form.REPEAT_FIELDS):
        for message in form.errors.get(name, ()):
            yield str(form.fields[name].label), str(message)
    for row in form.formsets["changes"].forms:
        for name, messages in row.errors.items():
            label = row.fields[name].label if name in row.fields else ""
            for message in messages:
                yield str(label), str(message)
