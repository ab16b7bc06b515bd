"""Addresses of the catalogue: for every kind its list, which is a search, and its items."""

from django.urls import include, path, register_converter
from django.utils.translation import gettext_lazy as _

from events.harvest.source_page import source_says
from events.icalendar.views import event_file
from events.models import Event
from events.overlap.date_checker import date_checker
from events.views import EventView
from initiatives.following import urls as following
from initiatives.models import Initiative, Offer, Practice
from organisations.models import Organisation
from publishing.converters import PrimaryKeyConverter
from publishing.models import Publication
from publishing.views import ItemView
from search.agenda.feed_view import feed_view
from search.agenda.views import agenda_view
from search.views import search_view

register_converter(PrimaryKeyConverter, "pk")


def _addresses_of(model: type[Publication]) -> list:
    found = path("", search_view, {"kind": model.kind}, name=f"{model.kind}_list")
    return [found, *_items_of(model)]


def _items_of(model: type[Publication], item_view: type[ItemView] = ItemView) -> list:
    view = item_view.as_view(model=model)
    return [
        path("<pk:pk>-<slug:slug>/", view, name=f"{model.kind}_detail"),
        # Without the words it is still the same item; the view sends the visitor on.
        path("<pk:pk>/", view),
    ]


_initiatives = [
    path(_("initiatives/"), include(_addresses_of(Initiative))),
    path(_("offers/"), include(_addresses_of(Offer))),
    path(_("practices/"), include([*following.addresses(), *_addresses_of(Practice)])),
]
_agenda = [
    path("", agenda_view, name="event_list"),
    path(_("calendar.ics"), feed_view, name="calendar_feed"),
    path("<pk:pk>.ics", event_file, name="event_ics"),
]
_events: list = [
    path(_("calendar/date-check/"), date_checker, name="date_check"),
    path(_("calendar/<pk:pk>/source/"), source_says, name="source_says"),
    path(_("calendar/"), include([*_agenda, *_items_of(Event, EventView)])),
]
_organisations = [path(_("organisations/"), include(_addresses_of(Organisation)))]

urlpatterns = [
    path(_("search/"), include("search.urls")),
    path("", include((_initiatives, "initiatives"))),
    path("", include((_events, "events"))),
    path("", include((_organisations, "organisations"))),
]
