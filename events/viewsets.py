"""The editing screens of events."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from events.admin.date_operations import (
    CancelDateView,
    ChangeDateView,
    ExcludeDateView,
    OperationView,
    RestoreDateView,
)
from events.admin.dates_page import DatesView, EventEditView, EventIndexView
from events.admin.event_form import EventForm
from events.admin.event_panels import WHEN
from events.admin.filters import EventFilterSet, When
from events.admin.listing import event_columns
from events.admin.series_operations import (
    EndSeriesView,
    FromHereView,
    MoveSeriesView,
    UndoSeriesView,
)
from events.admin.show_dates import ShowDatesOnCreateView, ShowDatesOnEditView
from events.harvest.doubles.panel import JoinedPanel
from events.harvest.source_panel import SourcePanel
from events.models import Event
from events.overlap.editing import OverlapOnCreateView, OverlapOnEditView
from events.overlap.panel import OverlapPanel
from organisations.models import Organisation
from publishing.admin.choosers import MultipleItemChooser
from publishing.admin.filters import lacks_any
from publishing.admin.panels import publication_tabs
from publishing.admin.viewsets import PublicationViewSet

#: The name of each screen on which dates are changed, where it is, and what it does.
SCREENS_OF_DATES: dict[str, tuple[str, type[OperationView]]] = {
    "change_date": ("<str:original>/change", ChangeDateView),
    "cancel_date": ("<str:original>/cancel", CancelDateView),
    "exclude_date": ("<str:original>/take-out", ExcludeDateView),
    "restore_date": ("<str:original>/restore", RestoreDateView),
    "change_from_here": ("<str:original>/and-following", FromHereView),
    "end_series": ("<str:original>/end", EndSeriesView),
    "move_series": ("move", MoveSeriesView),
    "undo_series": ("undo", UndoSeriesView),
}


class EventViewSet(PublicationViewSet):
    """Events, soonest first."""

    model = Event
    icon = "date"
    menu_name = "events"
    menu_order = 225
    add_to_admin_menu = True
    index_view_class = EventIndexView
    edit_view_class = EventEditView
    filterset_class = EventFilterSet
    list_display = event_columns()
    list_export = [
        *PublicationViewSet.list_export, "event_type", "status", "start_date", "start_time",
        "end_date", "end_time", "time_zone", "location_name", "location_address", "initiative",
    ]  # fmt: skip
    list_relations = ("owner",)
    ordering = ["-is_coming", "next_day", "title", "pk"]
    search_fields = [*PublicationViewSet.search_fields, "location_name", "location_address"]
    edit_handler = publication_tabs(
        form=EventForm,
        own=[(_("When"), [*WHEN, OverlapPanel(heading=_("What else happens then"))])],
        english=["status_note_en", "cost_note_en"],
        classification=["event_type"],
        practical=[
            MultiFieldPanel(
                ["location_name", "location_address", "online_url", "spoken_language"],
                heading=_("Where"),
            ),
            MultiFieldPanel(
                [
                    "registration_url",
                    FieldRowPanel(["registration_deadline", "audience_size"]),
                    FieldRowPanel(["cost", "cost_amount"]),
                    "cost_note",
                ],
                heading=_("Register and pay"),
            ),
        ],
        management=[
            SourcePanel(heading=_("From a partner's calendar")),
            "owner",
            FieldPanel("organisations", widget=MultipleItemChooser(Organisation)),
            JoinedPanel(heading=_("Also in other calendars")),
            "initiative",
            "part_of",
        ],
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows: Any = super().get_queryset(request)
        return rows.with_next_day(timezone.localdate())

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names = {f"{name}_url_name": self.get_url_name(name) for name in SCREENS_OF_DATES}
        return super().get_common_view_kwargs(
            dates_url_name=self.get_url_name("dates"), date_url_names=names, **kwargs
        )

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            *self._form_answers("show-dates", ShowDatesOnCreateView, ShowDatesOnEditView),
            *self._form_answers("overlap", OverlapOnCreateView, OverlapOnEditView),
            *self._screens_of_dates(),
        ]

    def _form_answers(self, word: str, on_add: Any, on_edit: Any) -> list[Any]:
        """The addresses that answer the form about what was typed, before it is saved."""
        name = word.replace("-", "_")
        add = self.construct_view(on_add, form_class=self.get_form_class())
        edit = self.construct_view(on_edit, form_class=self.get_form_class(for_update=True))
        return [
            path(f"{word}/", add, name=f"{name}_on_add"),
            path(f"{word}/<{self.pk_path_converter}:pk>/", edit, name=f"{name}_on_edit"),
        ]

    def _screens_of_dates(self) -> list[Any]:
        start = f"dates/<{self.pk_path_converter}:pk>/"
        return [
            path(start, self.construct_view(DatesView), name="dates"),
            *(
                path(f"{start}{where}/", self.construct_view(view), name=name)
                for name, (where, view) in SCREENS_OF_DATES.items()
            ),
        ]

    def without_classification(self) -> Q:
        return lacks_any(Event, ("target_groups", "action_lines"))

    def to_keep_right(self) -> tuple[Q, dict[str, str]]:
        """Those still to come: what is over stays as it was."""
        coming = Event.objects.takes_place_from(timezone.localdate())
        return Q(pk__in=coming.values("pk")), {"when": When.COMING}
