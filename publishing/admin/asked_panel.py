"""Shows on the editing screen what was asked about an item, and what comes next."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from publishing.models import FreshnessStep


class AskedPanel(Panel):
    """The steps since the last confirmation; nothing when there were none."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "admin_panels/asked.html"

        @cached_property
        def steps(self) -> list[FreshnessStep]:
            item = self.instance
            if item.pk is None:
                return []
            rows = FreshnessStep.objects.filter(kind=item.kind, item_pk=item.pk)
            if item.verified_on is not None:
                rows = rows.filter(since__gte=item.verified_on)
            return list(rows.order_by("day", "pk"))

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.steps)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"steps": self.steps}
