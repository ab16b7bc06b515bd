"""The addresses of the links in mails; the same for everybody, logged in or not."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from publishing.confirmation.views import bring_back_view, confirm_view

app_name = "freshness"
urlpatterns = [
    path("<str:token>/", confirm_view, name="confirm"),
    path(_("bring-back/<str:token>/"), bring_back_view, name="bring_back"),
]
