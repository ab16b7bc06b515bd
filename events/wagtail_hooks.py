"""Registers the editing screens of the calendar, and what its history is told in."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from events.admin.log_words import register_date_actions
from events.harvest import reviewing
from events.harvest.doubles import screen
from events.harvest.doubles.log_words import register_join_actions
from events.harvest.log_words import register_source_actions
from events.harvest.review_page import SourceReviewView
from events.overlap import manager_page
from events.overlap.editing import keep_what_was_said
from events.viewsets import EventViewSet

register_snippet(EventViewSet)
hooks.register("register_log_actions", register_date_actions)
hooks.register("register_log_actions", register_join_actions)
hooks.register("register_log_actions", register_source_actions)
hooks.register("after_create_snippet", keep_what_was_said)
hooks.register("after_edit_snippet", keep_what_was_said)


@hooks.register("register_admin_urls")
def address_of_crowded_weeks() -> list[URLPattern]:
    return [path("agenda/drukte/", manager_page.CrowdedView.as_view(), name=manager_page.URL_NAME)]


@hooks.register("register_admin_urls")
def address_of_what_sources_bring() -> list[URLPattern]:
    view = SourceReviewView.as_view()
    return [path("agenda/bronnen/<int:pk>/te-beoordelen/", view, name=reviewing.URL_NAME)]


@hooks.register("register_admin_urls")
def address_of_taking_apart() -> list[URLPattern]:
    return [
        path("agenda/losmaken/<int:join>/", screen.TakeApartView.as_view(), name=screen.URL_NAME)
    ]


@hooks.register("register_reports_menu_item")
def crowded_weeks_in_the_menu() -> manager_page.CrowdedMenuItem:
    return manager_page.CrowdedMenuItem()
