from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from portal.blocks import WayInBlock
from portal.models.editorial_page import EditorialPage, editing_tabs


class HomePage(EditorialPage):
    """The front door. What it shows of the catalogue is gathered in `portal.home_overview`."""

    promise = models.CharField(
        _("promise"),
        max_length=150,
        blank=True,
        help_text=_("The large line above the search field."),
    )
    promise_en = models.CharField(_("promise (English)"), max_length=150, blank=True)
    search_examples = models.CharField(
        _("example searches"),
        max_length=150,
        blank=True,
        help_text=_("Shown under the search field. Separate them with commas."),
    )
    search_examples_en = models.CharField(
        _("example searches (English)"), max_length=150, blank=True
    )
    ways_in = StreamField([("way_in", WayInBlock())], verbose_name=_("ways in"), blank=True)

    template = "pages/home.html"
    is_creatable = True
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]

    edit_handler = editing_tabs(
        "ways_in",
        dutch=("promise", "search_examples"),
        english=("promise_en", "search_examples_en"),
    )

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from portal.home_overview import home_overview

        return super().get_context(request, *args, **kwargs) | home_overview(self)
