"""What the form of an event shows of other events, while somebody fills it in."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel

from events.models import Event

ON_ADD, ON_EDIT = "overlap_on_add", "overlap_on_edit"


class OverlapPanel(Panel):
    """Other events near by, asked for by the script of the form and by a button."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "overlap/panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            viewset: Any = Event.snippet_viewset
            stored = self.instance is not None and self.instance.pk is not None
            url = (
                reverse(viewset.get_url_name(ON_EDIT), args=[self.instance.pk])
                if stored
                else reverse(viewset.get_url_name(ON_ADD))
            )
            return {**super().get_context_data(parent_context), "overlap_url": url}
