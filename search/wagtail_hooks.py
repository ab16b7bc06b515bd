from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from search.status_page import URL_NAME, StatusMenuItem, StatusView
from search.viewsets import SynonymSetViewSet

register_snippet(SynonymSetViewSet)


@hooks.register("register_admin_urls")
def status_address() -> list[URLPattern]:
    return [path("zoekindex/", StatusView.as_view(), name=URL_NAME)]


@hooks.register("register_settings_menu_item")
def status_in_the_menu() -> StatusMenuItem:
    return StatusMenuItem()
