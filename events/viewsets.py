"""The editing screens of events."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from events.admin.event_form import EventForm
from events.admin.event_panels import WHEN
from events.admin.filters import EventFilterSet
from events.admin.listing import event_columns
from events.admin.show_dates import ShowDatesOnCreateView, ShowDatesOnEditView
from events.models import Event
from events.overlap.editing import OverlapOnCreateView, OverlapOnEditView
from events.overlap.panel import OverlapPanel
from organisations.models import Organisation
from publishing.admin.choosers import MultipleItemChooser
from publishing.admin.filters import lacks_any
from publishing.admin.panels import publication_tabs
from publishing.admin.viewsets import PublicationViewSet


class EventViewSet(PublicationViewSet):
    """Events, soonest first."""

    model = Event
    icon = "date"
    menu_name = "events"
    menu_order = 225
    add_to_admin_menu = True
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
            "owner",
            FieldPanel("organisations", widget=MultipleItemChooser(Organisation)),
            "initiative",
            "part_of",
        ],
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).with_next_day(timezone.localdate())

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            *self._form_answers("show-dates", ShowDatesOnCreateView, ShowDatesOnEditView),
            *self._form_answers("overlap", OverlapOnCreateView, OverlapOnEditView),
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

    def without_classification(self) -> Q:
        return lacks_any(Event, ("target_groups", "action_lines"))
