"""Registers the vocabulary, roles, what waits, and what the admin calls the confirmation."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from publishing.actions.confirm import CONFIRM_LOG_ACTION
from publishing.actions.merge_terms import MERGE_LOG_ACTION
from publishing.actions.step_down import ARCHIVE_LOG_ACTION, BRING_BACK_LOG_ACTION
from publishing.actions.take_down import TAKE_DOWN_LOG_ACTION
from publishing.admin.bulk import ConfirmBulkAction, DeleteManyBulkAction
from publishing.admin.review_page import AfterwardsView, ReviewView
from publishing.admin.review_panels import AfterwardsPanel, ToReviewPanel
from publishing.admin.vocabulary import VocabularyGroup
from publishing.admin.waiting import WaitingPanel
from publishing.duplicates import manager_page
from publishing.duplicates.log_words import register_duplicate_actions
from publishing.merging import list_page, screen
from publishing.merging.bulk_action import MergeBulkAction
from publishing.merging.log_words import register_merge_actions
from publishing.models import Publication
from publishing.review_addresses import AFTERWARDS_URL_NAME, REVIEW_URL_NAME
from publishing.start_lines import register_start_line
from publishing.viewsets import RoleAssignmentViewSet


@hooks.register("register_admin_urls")
def addresses_of_reviews() -> list[URLPattern]:
    return [
        path("beoordelen/<slug:kind>/<int:pk>/", ReviewView.as_view(), name=REVIEW_URL_NAME),
        path("achteraf/<slug:kind>/<int:pk>/", AfterwardsView.as_view(), name=AFTERWARDS_URL_NAME),
    ]


register_start_line("doubles", manager_page.line_on_start_page)

register_snippet(VocabularyGroup)
register_snippet(RoleAssignmentViewSet)

hooks.register("register_bulk_action", ConfirmBulkAction)
hooks.register("register_bulk_action", MergeBulkAction)
hooks.register("register_log_actions", register_merge_actions)
# After Wagtail's own, which it replaces.
hooks.register("register_bulk_action", DeleteManyBulkAction, order=10)


class ConfirmedFormatter(LogFormatter):
    """Says as whom, too: somebody with a link from a mail has no account here."""

    label = _("Confirm")
    message = _("Confirmed as right")
    message_with_name = _("Confirmed as right by %(name)s")

    def format_message(self, log_entry: Any) -> str:
        name = log_entry.data.get("by")
        return str(self.message_with_name % {"name": name} if name else self.message)


class BroughtBackFormatter(ConfirmedFormatter):
    label = _("Put back online")
    message = _("Put back online as it was")
    message_with_name = _("Put back online as it was by %(name)s")


class TakenDownFormatter(LogFormatter):
    label = _("Take offline with a reason")

    def format_message(self, log_entry: Any) -> str:
        return gettext("Taken offline: %(reason)s") % {"reason": log_entry.data.get("reason", "")}


@hooks.register("register_log_actions")
def name_our_own_actions(actions: Any) -> None:
    actions.register_action(CONFIRM_LOG_ACTION)(ConfirmedFormatter)
    actions.register_action(BRING_BACK_LOG_ACTION)(BroughtBackFormatter)
    actions.register_action(
        ARCHIVE_LOG_ACTION,
        _("Take offline unconfirmed"),
        _("Taken offline because nobody confirmed it in time"),
    )
    register_duplicate_actions(actions)
    actions.register_action(TAKE_DOWN_LOG_ACTION)(TakenDownFormatter)
    actions.register_action(MERGE_LOG_ACTION, _("Merge"), _("Took the place of another word"))


@hooks.register("register_admin_urls")
def addresses_of_merging() -> list[URLPattern]:
    return [
        path("samenvoegen/", list_page.MergesView.as_view(), name=screen.LIST_URL_NAME),
        path(
            "samenvoegen/<slug:kind>/<int:kept>/<int:absorbed>/",
            screen.MergeItemsView.as_view(),
            name=screen.MERGE_URL_NAME,
        ),
    ]


@hooks.register("register_admin_urls")
def address_of_possible_doubles() -> list[URLPattern]:
    view = manager_page.PossibleDoublesView.as_view()
    return [path("mogelijk-dubbel/", view, name=manager_page.URL_NAME)]


@hooks.register("register_reports_menu_item")
def possible_doubles_in_the_menu() -> manager_page.PossibleDoublesMenuItem:
    return manager_page.PossibleDoublesMenuItem()


@hooks.register("register_reports_menu_item")
def merges_in_the_menu() -> list_page.MergesMenuItem:
    return list_page.MergesMenuItem()


@hooks.register("before_edit_snippet")
def tell_where_an_item_went(request: HttpRequest, item: Any) -> None:
    """Above the editing screen of what was absorbed: publishing it would bring a double back."""
    if request.method == "GET" and isinstance(item, Publication):
        screen.tell_if_absorbed(request, item)


@hooks.register("insert_global_admin_css")
def style_what_the_admin_does_not_bring() -> str:
    """On every screen, as lists and start page, forms and choosers all use it."""
    return format_html('<link rel="stylesheet" href="{}">', static("curators/admin.css"))


@hooks.register("construct_help_menu")
def leave_out_news_of_the_maker(request: HttpRequest, menu_items: list[Any]) -> None:
    """Curators have no use for release notes, nor for a guide in English to another site."""
    menu_items[:] = [item for item in menu_items if item.name == "keyboard-shortcuts-trigger"]


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """Our panels instead of Wagtail's lists of pages and reviews, which ask more with every row."""
    panels[:] = [ToReviewPanel(request), AfterwardsPanel(request), WaitingPanel(request)]
