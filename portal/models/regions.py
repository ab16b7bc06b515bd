from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.models.editorial_page import EditorialPage, editing_tabs
from taxonomy.models import Region


class RegionIndexPage(EditorialPage):
    """All regions, as a map and as a list."""

    template = "pages/region_index.html"
    is_creatable = True
    max_count = 1
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["portal.RegionPage"]

    class Meta:
        verbose_name = _("overview of regions")
        verbose_name_plural = _("overviews of regions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from portal.region_overview import regions_overview

        return super().get_context(request, *args, **kwargs) | regions_overview(self)


class RegionPage(EditorialPage):
    """One region: its plan in our words, its own action lines, and what there is."""

    region = models.OneToOneField(
        Region, verbose_name=_("region"), related_name="page", on_delete=models.PROTECT
    )

    template = "pages/region.html"
    is_creatable = True
    parent_page_types = ["portal.RegionIndexPage"]
    subpage_types: list[str] = []
    edit_handler = editing_tabs("region")

    class Meta:
        verbose_name = _("page of a region")
        verbose_name_plural = _("pages of regions")

    @property
    def shows_provinces(self) -> bool:
        """Whether naming its provinces says more than its own name does."""
        return len(self.region.provinces.all()) > 1

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from portal.region_overview import region_overview

        return super().get_context(request, *args, **kwargs) | region_overview(self.region)
