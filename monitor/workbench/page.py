"""The workbench of a region in the admin, its place in the menu, and the way to it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitor.workbench.parts import URL_NAME, Desk
from monitor.workbench.reading import read_parts
from publishing.admin.curator_page import CuratorMenuItem, CuratorPage
from publishing.permissions import may_see_workbench
from taxonomy.models import Region
from taxonomy.row_numbers import row_number

STATE_URL_NAME = "monitor_region_state"
CHOICE_URL_NAME = "monitor_workbenches"


class WorkbenchMenuItem(CuratorMenuItem):
    """First in the menu: this is where a manager begins."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Workbench"),
            reverse(CHOICE_URL_NAME),
            name="workbench",
            icon_name="tasks",
            order=10,
        )


def workbench_address(region: Region) -> str:
    return reverse(URL_NAME, args=[region.ref])


def region_called(value: str) -> Region:
    """The region with this identifier or number.

    :raises Http404: when there is none.
    """
    number = row_number(value)
    asked = Q(ref=value) if number is None else Q(ref=value) | Q(pk=number)
    region = Region.objects.filter(asked).first()
    if region is None:
        raise Http404
    return region


def own_regions(user: Any) -> list[Region]:
    """The regions whose workbench somebody may open."""
    return [row for row in Region.objects.all() if may_see_workbench(user, row.pk)]


class RegionPage(CuratorPage):
    """A page about one region, for who may see its workbench."""

    http_method_names = ["get", "head", "options"]
    region: Region

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.region = region_called(kwargs["region"])
        if not may_see_workbench(request.user, self.region.pk):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class WorkbenchesView(CuratorPage):
    """Sends a manager of one region there; who has more of them chooses."""

    template_name = "monitor_admin/workbenches.html"
    page_title = gettext_lazy("Workbench")
    header_icon = "tasks"
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        regions = own_regions(request.user)
        if len(regions) == 1:
            return redirect(workbench_address(regions[0]))
        links = [(str(region), workbench_address(region)) for region in regions]
        return self.render_to_response(self.get_context_data(regions=links))


class WorkbenchView(RegionPage):
    """What waits in a region, part by part."""

    template_name = "monitor_admin/workbench.html"
    header_icon = "tasks"

    def get_page_title(self) -> str:
        return _("Workbench of %(region)s") % {"region": self.region}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        placed = read_parts(Desk(self.region, self.request.user))
        told = [one for one in placed if one.part is None or one.part.count]
        # Parts, and not what waits in them: the same item can wait in several.
        waiting = sum(bool(one.part and one.part.waits and one.part.count) for one in placed)
        return super().get_context_data(
            **kwargs,
            state_url=reverse(STATE_URL_NAME, args=[self.region.ref]),
            placed=told,
            empty=[one.part for one in placed if one.part and not one.part.count],
            waiting=waiting,
            nothing_to_do=not waiting and all(one.part for one in placed),
        )
