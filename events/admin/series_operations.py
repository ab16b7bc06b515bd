"""The short screens on which a series is changed from a date on, or as a whole."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.messages import button

from events.actions.end_series import end_series
from events.actions.move_series import move_series
from events.actions.split_series import split_series
from events.actions.undo_series import last_change_of_series, undo_series
from events.actions.versions import Stored
from events.admin.date_forms import FromHereForm, TimesForm
from events.admin.date_operations import OneDateView, OperationView
from events.changed_dates import named
from events.recurrence.schedule import Change, as_time
from events.recurrence.wording import rule_in_words


class FromHereView(OneDateView):
    """This and following dates: at another time or place, as an event of its own."""

    page_title = gettext_lazy("Change this and following dates")
    button = gettext_lazy("Change this and following dates")
    explanation = (
        gettext_lazy(
            "The series ends before this date. From here on it goes on as a new event with an "
            "address of its own, with the same texts."
        ),
        gettext_lazy(
            "Subscribers keep the earlier dates as they were, and get the later ones from the new "
            "event. You can undo this as long as you do not change the dates again."
        ),
    )

    def ensure_possible(self) -> None:
        super().ensure_possible()
        ensure_not_first(self)

    def get_form(self, form_class: Any = None) -> FromHereForm:
        kwargs = self.get_form_kwargs()
        kwargs.pop("initial")
        times = self.version.schedule().times_of(Change(self.original))
        return FromHereForm(self.version, *times, **kwargs)

    def operate(self, form: FromHereForm) -> Stored:
        start, end = form.times()
        split = split_series(
            event=self.object, user=self.request.user, at=self.original, start=start, end=end,
            **form.different_texts(),
        )  # fmt: skip
        url = reverse(self.edit_url_name, args=[split.following.pk])
        words = _("The new event: “%(title)s”.") % {"title": split.following}
        messages.info(self.request, words, buttons=[button(url, _("Open it"))])
        return split.stored

    def told(self, stored: Stored) -> str:
        return _("The series ends before %(date)s.") % {"date": named(self.original)}


class EndSeriesView(OneDateView):
    page_title = gettext_lazy("End the series here")
    button = gettext_lazy("End the series")
    explanation = (
        gettext_lazy(
            "This date and all after it disappear from the site and from the calendars of "
            "subscribers. The dates before it stay."
        ),
        gettext_lazy("You can undo this as long as you do not change the dates again."),
    )

    def ensure_possible(self) -> None:
        super().ensure_possible()
        ensure_not_first(self)

    def operate(self, form: forms.Form) -> Stored:
        return end_series(event=self.object, user=self.request.user, at=self.original)

    def told(self, stored: Stored) -> str:
        return _("The series ends before %(date)s.") % {"date": named(self.original)}


def ensure_not_first(view: OneDateView) -> None:
    schedule = view.version.schedule()
    if as_time(view.original) <= min(as_time(start) for start in (schedule.start, *schedule.extra)):
        raise ValidationError(_("This is the first date: change the whole series."))


class MoveSeriesView(OperationView):
    """All dates of a series to another day or time of day."""

    page_title = gettext_lazy("Move all dates")
    button = gettext_lazy("Move all dates")
    explanation = (
        gettext_lazy(
            "Give the new day and time of the first date; all others move in step, past ones too. "
            "What you said of single dates moves along."
        ),
        gettext_lazy(
            "Are the past dates right as they are? Then choose “this and following” beside a date."
        ),
    )

    def subject(self) -> str:
        return capfirst(rule_in_words(self.version.schedule())) or super().subject()

    def get_form(self, form_class: Any = None) -> TimesForm:
        kwargs = self.get_form_kwargs()
        kwargs.pop("initial")
        schedule = self.version.schedule()
        return TimesForm(self.version, schedule.start, schedule.end, **kwargs)

    def operate(self, form: TimesForm) -> Stored:
        start, end = form.times()
        return move_series(event=self.object, user=self.request.user, start=start, end=end)

    def told(self, stored: Stored) -> str:
        return _("All dates have moved. The first is %(date)s.") % {
            "date": named(stored.event.local_start())
        }


class UndoSeriesView(OperationView):
    """Takes back the last change of a series as a whole."""

    page_title = gettext_lazy("Undo the last change of the series")
    button = gettext_lazy("Undo it")

    @property
    def explanation(self) -> tuple[Any, ...]:  # type: ignore[override]
        entry = last_change_of_series(self.object)
        texts = [_("The series gets back the dates that it had before.")]
        if entry is not None and entry.data.get("following"):
            texts.append(
                _("The event that went on from there is taken offline; you can still open it here.")
            )
        return tuple(texts)

    def operate(self, form: forms.Form) -> Stored:
        return undo_series(event=self.object, user=self.request.user)

    def told(self, stored: Stored) -> str:
        return _("The series has the dates back that it had.")
