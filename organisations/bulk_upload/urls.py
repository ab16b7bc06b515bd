"""Addresses of the pages for uploading many items at once."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from organisations.bulk_upload import downloads, views

app_name = "bulk_upload"

urlpatterns = [
    path("", views.choose, name="choose"),
    path(_("file/<pk:upload>/"), views.show, name="show"),
    path(_("file/<pk:upload>/refused.xlsx"), downloads.refused_rows, name="refused"),
    path(_("file/<pk:upload>/apply/"), views.apply_upload, name="apply"),
    path(_("file/<pk:upload>/go-on/"), views.work_on, name="go_on"),
    path("<pk:organisation>/", views.start, name="start"),
    path(
        "<pk:organisation>/<slug:kind>/<slug:what>.<slug:ending>",
        downloads.sheet_file,
        name="sheet_file",
    ),
]
