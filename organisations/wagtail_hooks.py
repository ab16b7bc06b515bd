"""Registers the screens of organisations, what their history tells, and the requests to join."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from organisations.accounts.actions.end_sessions import END_SESSIONS_LOG_ACTION
from organisations.accounts.sessions_page import (
    SESSIONS_URL_NAME,
    sessions_button,
    sessions_page,
)
from organisations.bulk_upload import history_words as bulk_upload_words
from organisations.contributing import sharing
from organisations.joining import history_words
from organisations.joining.admin_page import RequestsMenuItem, RequestsView, line_on_start_page
from organisations.joining.notices import REQUESTS_IN_ADMIN
from organisations.viewsets import MembershipViewSet, OrganisationViewSet
from publishing.start_lines import register_start_line

register_snippet(OrganisationViewSet)
register_snippet(MembershipViewSet)

hooks.register("register_log_actions", history_words.register)
hooks.register("register_log_actions", bulk_upload_words.register)
register_start_line("requests", line_on_start_page)
hooks.register("register_user_listing_buttons", sessions_button)

hooks.register("register_log_actions", sharing.name_log_actions)


@hooks.register("register_admin_urls")
def requests_address() -> list[URLPattern]:
    return [path("aanvragen/", RequestsView.as_view(), name=REQUESTS_IN_ADMIN)]


@hooks.register("register_admin_menu_item")
def requests_in_the_menu() -> RequestsMenuItem:
    return RequestsMenuItem()


@hooks.register("register_log_actions")
def name_the_end_of_sessions(actions: Any) -> None:
    actions.register_action(
        END_SESSIONS_LOG_ACTION, _("End sessions"), _("Was logged out everywhere")
    )


@hooks.register("register_admin_urls")
def sessions_address() -> list[URLPattern]:
    return [path("users/<int:user>/sessies/", sessions_page, name=SESSIONS_URL_NAME)]
