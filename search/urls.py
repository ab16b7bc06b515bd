from django.urls import path
from django.utils.translation import gettext_lazy as _

from search.suggestion_view import suggestion_view
from search.views import search_view

app_name = "search"
urlpatterns = [
    path("", search_view, name="search"),
    path(_("suggestions/"), suggestion_view, name="suggestions"),
]
