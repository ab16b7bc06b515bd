"""Addresses of the pages about the sources of an organisation."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from harvest.screens import adding, changing, doing, list_page, source_page, trial_page

app_name = "harvest"

urlpatterns = [
    path(_("<pk:organisation>/sources/"), list_page.sources, name="sources"),
    path(_("<pk:organisation>/sources/add/"), adding.add_source, name="add"),
    path(_("<pk:organisation>/sources/trial/<pk:draft>/"), trial_page.trial, name="trial"),
    path(_("<pk:organisation>/sources/<pk:pk>/"), source_page.source_page, name="source"),
    path(_("<pk:organisation>/sources/<pk:pk>/do/"), doing.do, name="do"),
    path(_("<pk:organisation>/sources/<pk:pk>/change/"), changing.change_source, name="change"),
]
