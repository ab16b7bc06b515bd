"""Registers the vocabulary, roles, what waits, and what the admin calls the confirmation."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from publishing.actions.confirm import CONFIRM_LOG_ACTION
from publishing.actions.merge_terms import MERGE_LOG_ACTION
from publishing.admin.bulk import ConfirmBulkAction, DeleteManyBulkAction
from publishing.admin.vocabulary import VocabularyGroup
from publishing.admin.waiting import WaitingPanel
from publishing.viewsets import RoleAssignmentViewSet

register_snippet(VocabularyGroup)
register_snippet(RoleAssignmentViewSet)

hooks.register("register_bulk_action", ConfirmBulkAction)
# After Wagtail's own, which it replaces.
hooks.register("register_bulk_action", DeleteManyBulkAction, order=10)


@hooks.register("register_log_actions")
def name_our_own_actions(actions: Any) -> None:
    actions.register_action(CONFIRM_LOG_ACTION, _("Confirm"), _("Confirmed as right"))
    actions.register_action(MERGE_LOG_ACTION, _("Merge"), _("Took the place of another word"))


@hooks.register("construct_help_menu")
def leave_out_news_of_the_maker(request: HttpRequest, menu_items: list[Any]) -> None:
    """Curators have no use for release notes, nor for a guide in English to another site."""
    menu_items[:] = [item for item in menu_items if item.name == "keyboard-shortcuts-trigger"]


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """Our panel instead of Wagtail's lists of pages and reviews, which ask more with every row."""
    panels[:] = [WaitingPanel(request)]
