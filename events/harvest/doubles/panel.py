"""Shows on the editing screen which calendars share an event."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from events.harvest.doubles.screen import URL_NAME
from events.harvest.doubles.sharing import joins_of, reasons_of


class JoinedPanel(Panel):
    """Each with the reasons, and the way to the page where they are taken apart.

    Not there for an event that nobody shares.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "harvest/joined_panel.html"

        @cached_property
        def joined(self) -> list[dict[str, Any]]:
            if self.instance.pk is None:
                return []
            return [
                {
                    "join": join,
                    "reasons": reasons_of(join),
                    "url": reverse(URL_NAME, args=[join.pk]),
                }
                for join in joins_of(self.instance)
                if join.source is not None
            ]

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.joined)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"joined": self.joined}
