"""Registers the editing screens of what organisations do together."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from initiatives.adoption import list_page, log_words, screen
from initiatives.fit import log_words as fit_words
from initiatives.fit import screen as fit_screen
from initiatives.viewsets import InitiativeViewSet, OfferViewSet, PracticeViewSet

register_snippet(InitiativeViewSet)
register_snippet(OfferViewSet)
register_snippet(PracticeViewSet)
hooks.register("register_log_actions", log_words.register)
hooks.register("register_log_actions", fit_words.register)


@hooks.register("register_admin_urls")
def addresses_of_adoptions() -> list[URLPattern]:
    return [
        path("toepassingen/", list_page.AdoptionsView.as_view(), name=list_page.URL_NAME),
        path("toepassingen/<int:pk>/", screen.AdoptView.as_view(), name=screen.URL_NAME),
    ]


@hooks.register("register_admin_urls")
def address_of_the_fit_check() -> list[URLPattern]:
    view = fit_screen.FitView.as_view()
    return [path("toepassingen/<int:pk>/voorwaarden/", view, name=fit_screen.URL_NAME)]


@hooks.register("register_admin_menu_item")
def adoptions_in_the_menu() -> list_page.AdoptionsMenuItem:
    return list_page.AdoptionsMenuItem()
