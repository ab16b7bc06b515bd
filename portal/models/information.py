from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.models.editorial_page import EditorialPage


class HelpIndexPage(EditorialPage):
    """Help, by question."""

    template = "pages/help_index.html"
    is_creatable = True
    max_count = 1
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["portal.HelpPage"]

    class Meta:
        verbose_name = _("overview of help")
        verbose_name_plural = _("overviews of help")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["help_pages"] = HelpPage.objects.child_of(self).live().order_by("path")
        return context


class HelpPage(EditorialPage):
    """The answer to one question."""

    template = "pages/help.html"
    is_creatable = True
    parent_page_types = ["portal.HelpIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("help page")
        verbose_name_plural = _("help pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        siblings = HelpPage.objects.sibling_of(self, inclusive=False)
        context["other_help_pages"] = siblings.live().order_by("path")
        return context


class StandardPage(EditorialPage):
    """About, accessibility, privacy and the like."""

    template = "pages/standard.html"
    is_creatable = True
    parent_page_types = ["portal.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")
