"""The short screens on which one date is changed, cancelled, taken out or restored."""

from abc import ABC, abstractmethod
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import FormView
from wagtail.admin import messages

from events.actions.cancel_date import cancel_date
from events.actions.change_date import change_date
from events.actions.exclude_date import exclude_date
from events.actions.restore_date import restore_date
from events.actions.versions import Stored
from events.admin.date_forms import CancelDateForm, ChangeDateForm
from events.admin.dates_page import OfEvent
from events.changed_dates import change_on, ensure_is_date, named, read_original
from events.recurrence.schedule import Local, ScheduleError


class OperationView(OfEvent, FormView, ABC):
    """Asks once, with a form if there is something to say, and then does it."""

    template_name = "events_admin/date_operation.html"
    form_class: type[forms.Form] = forms.Form
    #: What the button says, and what there is to know before one presses it.
    button: Any = ""
    explanation: tuple[Any, ...] = ()

    @abstractmethod
    def operate(self, form: Any) -> Stored:
        """Does it; a ValidationError is shown in the form."""

    @abstractmethod
    def told(self, stored: Stored) -> str:
        """What to say afterwards."""

    def subject(self) -> str:
        """What this is about, in words."""
        return str(self.version)

    def get_last_breadcrumbs(self) -> list[dict[str, Any]]:
        dates = reverse(self.dates_url_name, args=[self.object.pk])
        return [
            {"url": dates, "label": _("Dates")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.subject()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            subject=self.subject(),
            button=self.button,
            explanation=self.explanation,
            media=self.get_form().media if "form" not in kwargs else kwargs["form"].media,
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            stored = self.operate(form)
        except ValidationError as fault:
            form.add_error(None, ValidationError(fault.messages))
            return self.form_invalid(form)
        messages.success(self.request, self.told(stored))
        if not stored.is_live:
            messages.info(self.request, _("Readers do not see this yet: it is a draft."))
        if stored.draft_differs:
            messages.warning(
                self.request,
                _("There is a draft with other dates, in which this could not be done too."),
            )
        return redirect(reverse(self.dates_url_name, args=[self.object.pk]))


class OneDateView(OperationView):
    """About the date that the address names."""

    @cached_property
    def original(self) -> Local:
        try:
            return read_original(self.kwargs["original"])
        except ValueError:
            raise Http404 from None

    def subject(self) -> str:
        return capfirst(named(self.original))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self._may(self.item_action, self.object):
            try:
                self.ensure_possible()
            except (ValidationError, ScheduleError) as fault:
                # Somebody else was faster, the address is an old one, or the rule is broken.
                told = fault.messages if isinstance(fault, ValidationError) else [fault.message]
                messages.error(request, " ".join(told))
                return redirect(reverse(self.dates_url_name, args=[self.object.pk]))
        return super().dispatch(request, *args, **kwargs)

    def ensure_possible(self) -> None:
        ensure_is_date(self.version, self.original)


class ChangeDateView(OneDateView):
    page_title = gettext_lazy("Change this date")
    form_class = ChangeDateForm
    button = gettext_lazy("Change this date")

    @property
    def explanation(self) -> tuple[Any, ...]:  # type: ignore[override]
        change = change_on(self.version, self.original)
        again = _("It was cancelled, and goes ahead again when you change it.")
        return (
            _(
                "Only this date changes. Readers see at once that it is different, and the "
                "calendars of subscribers follow when they refresh."
            ),
            _("What you leave as it is, stays as it is for the series."),
            *([again] if change is not None and change.cancelled else []),
        )

    def get_form(self, form_class: Any = None) -> ChangeDateForm:
        kwargs = self.get_form_kwargs()
        kwargs.pop("initial")
        return ChangeDateForm(self.version, self.original, **kwargs)

    def operate(self, form: ChangeDateForm) -> Stored:
        return change_date(
            event=self.object, user=self.request.user, original=self.original, **form.differences()
        )

    def told(self, stored: Stored) -> str:
        return _("Changed: %(date)s.") % {"date": named(self.original)}


class CancelDateView(OneDateView):
    page_title = gettext_lazy("Cancel this date")
    form_class = CancelDateForm
    button = gettext_lazy("Cancel this date")
    explanation = (
        gettext_lazy(
            "The date stays in sight, with the word that it does not go ahead. In the calendars of "
            "subscribers it stays too, with that word in its title."
        ),
        gettext_lazy("You can restore it later."),
    )

    def get_initial(self) -> dict[str, Any]:
        change = change_on(self.version, self.original)
        return {"note": change.note, "note_en": change.note_en} if change else {}

    def operate(self, form: CancelDateForm) -> Stored:
        return cancel_date(
            event=self.object, user=self.request.user, original=self.original, **form.cleaned_data
        )

    def told(self, stored: Stored) -> str:
        return _("Cancelled: %(date)s.") % {"date": named(self.original)}


class ExcludeDateView(OneDateView):
    page_title = gettext_lazy("Take out this date")
    button = gettext_lazy("Take out this date")
    explanation = (
        gettext_lazy(
            "The date disappears from the site and from the calendars of subscribers, and nobody "
            "is told why. Do people count on it? Then cancel it instead."
        ),
        gettext_lazy("You can put it back later."),
    )

    def operate(self, form: forms.Form) -> Stored:
        return exclude_date(event=self.object, user=self.request.user, original=self.original)

    def told(self, stored: Stored) -> str:
        return _("Taken out: %(date)s.") % {"date": named(self.original)}


class RestoreDateView(OneDateView):
    page_title = gettext_lazy("Restore this date")
    button = gettext_lazy("Restore this date")
    explanation = (
        gettext_lazy(
            "It goes ahead as the series says. The calendars of subscribers follow when they "
            "refresh."
        ),
    )

    def ensure_possible(self) -> None:
        """Also for what was taken out, which is no date of the series any more."""
        if self.original not in self.version.schedule().excluded:
            super().ensure_possible()

    def operate(self, form: forms.Form) -> Stored:
        return restore_date(event=self.object, user=self.request.user, original=self.original)

    def told(self, stored: Stored) -> str:
        return _("Restored: %(date)s.") % {"date": named(self.original)}
