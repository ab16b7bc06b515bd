"""The way to the workbench from the start page of the admin."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from monitor.workbench.page import own_regions, workbench_address


class WorkbenchPanel(Component):
    """Links to the workbenches of a curator, above everything else."""

    name = "workbench"
    order = 10
    template_name = "monitor_admin/workbench_panel.html"

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        regions = [(str(row), workbench_address(row)) for row in own_regions(self.user)]
        return {"regions": regions}
