"""Shows on the editing screen that an event follows a feed, and what a person changed in it."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from events.harvest.differing import differences_of
from events.harvest.source_page import address_of, leading_record
from harvest.models import Record


class SourcePanel(Panel):
    """Nothing for an event that came from no feed."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events_admin/source_panel.html"

        @cached_property
        def record(self) -> Record | None:
            return leading_record(self.instance) if self.instance is not None else None

        def is_shown(self) -> bool:
            return super().is_shown() and self.record is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            record = self.record
            return super().get_context_data(parent_context) | {
                "source": record.source if record else None,
                "note": record.note if record else "",
                "differences": differences_of(record) if record else [],
                "source_says_url": address_of(self.instance),
            }
