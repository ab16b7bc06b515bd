"""Addresses of what shows the whole field to everybody."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from monitor.coverage.views import coverage_view
from monitor.gaps.views import gap_view, mark_view
from monitor.network.views import network_view

app_name = "monitor"
urlpatterns = [
    path(_("coverage/"), coverage_view, name="coverage"),
    path(_("coverage/gap/"), gap_view, name="gap"),
    path(_("coverage/gap/mark/"), mark_view, name="gap_mark"),
    path(_("network/"), network_view, name="network"),
]
