"""Registers what the history of a source tells, and the page of all sources in the admin."""

from django.urls import URLPattern, path
from wagtail import hooks

from harvest import history_words
from harvest.screens import admin_list
from publishing.start_lines import register_start_line

hooks.register("register_log_actions", history_words.register)
register_start_line("sources in trouble", admin_list.line_of_trouble)
register_start_line("sources that wait", admin_list.line_of_decisions)


@hooks.register("register_admin_urls")
def sources_address() -> list[URLPattern]:
    return [path("bronnen/", admin_list.SourcesView.as_view(), name=admin_list.URL_NAME)]


@hooks.register("register_admin_menu_item")
def sources_in_the_menu() -> admin_list.SourcesMenuItem:
    return admin_list.SourcesMenuItem()
