"""The page with the dates of an event, from which one date or the series is changed."""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button, HeaderButton

from events.actions.undo_series import last_change_of_series
from events.actions.versions import version_shown
from events.admin.date_rows import coming_dates, left_out_dates, past_dates
from events.models import Event
from events.recurrence.schedule import ScheduleError
from events.recurrence.wording import rule_in_words
from publishing.admin.guarded_views import EditView, ItemGuard
from publishing.admin.listing import IndexView
from publishing.permissions import Verb

PER_PAGE = 20


class OfEvent(ItemGuard, BaseObjectMixin, WagtailAdminTemplateMixin):
    """A screen about the dates of one event; `version` is the one that it is about."""

    object: Event
    header_icon = "date"
    index_url_name: str | None = None
    edit_url_name: str | None = None
    dates_url_name: str | None = None
    #: The addresses of the screens for one date and for the series, by name.
    date_url_names: dict[str, str] = {}

    @cached_property
    def version(self) -> Event:
        return version_shown(self.object)

    def get_page_subtitle(self) -> str:
        return str(self.version)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse(self.index_url_name),
                "label": capfirst(Event._meta.verbose_name_plural),
            },
            {"url": reverse(self.edit_url_name, args=[self.object.pk]), "label": str(self.version)},
            *self.get_last_breadcrumbs(),
        ]

    def get_last_breadcrumbs(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            event=self.object,
            version=self.version,
            edit_url=reverse(self.edit_url_name, args=[self.object.pk]),
            dates_url=reverse(self.dates_url_name, args=[self.object.pk]),
            **self.date_url_names,
            **kwargs,
        )


class DatesView(OfEvent, TemplateView):
    """Coming dates, or with `?past=1` those that are over."""

    template_name = "events_admin/dates.html"

    @property
    def past(self) -> bool:
        return self.request.GET.get("past") == "1"

    def get_page_title(self) -> str:
        return _("Dates that are over") if self.past else _("Dates")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        past = self.past
        try:
            rows = past_dates(self.version) if past else coming_dates(self.version)
            left_out = [] if past else left_out_dates(self.version)
            rule = capfirst(rule_in_words(self.version.schedule()))
            fault = ""
        except (ScheduleError, ValueError) as error:
            rows, left_out, rule, fault = [], [], "", str(error)
        return super().get_context_data(
            past=past,
            page=Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p")),
            left_out=left_out,
            rule=rule,
            fault=fault,
            undoable=None if past else last_change_of_series(self.object),
            draft_differs=self._draft_differs(),
            **kwargs,
        )

    def _draft_differs(self) -> bool:
        """Whether there is a draft with other dates than readers see."""
        if not (self.object.live and self.object.has_unpublished_changes):
            return False
        try:
            return self.object.get_latest_revision_as_object().schedule() != self.version.schedule()
        except ValueError:
            return True


class EventEditView(EditView):
    """The form of an event, with a way to its dates."""

    dates_url_name: str | None = None

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        buttons = list(super().header_buttons)
        if self.dates_url_name:
            url = reverse(self.dates_url_name, args=[self.object.pk])
            buttons.append(HeaderButton(label=_("Dates"), url=url, icon_name="date"))
        return buttons


class EventIndexView(IndexView):
    """The list of events, with a way to the dates of each."""

    dates_url_name: str | None = None

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        buttons = super().get_list_more_buttons(instance)
        if self.dates_url_name and self._allows(Verb.CHANGE, instance):
            url = reverse(self.dates_url_name, args=[instance.pk])
            buttons.append(Button(_("Dates"), url=url, icon_name="date", priority=12))
        return buttons
