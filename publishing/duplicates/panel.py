"""Shows on the editing screen what looks like the item at hand."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from publishing.duplicates.describing import describe
from publishing.duplicates.finding import Match, likely_doubles
from publishing.duplicates.manager_lines import value_of
from publishing.duplicates.manager_page import URL_NAME

MOST_SHOWN = 5


class DoublesPanel(Panel):
    """The matches with their reasons, and the way to the page where they are judged.

    Not there for an item that looks like nothing else. Judging happens on a page of its own:
    a button in this form would take along, or lose, what was typed here and not saved.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "duplicates/panel.html"

        @cached_property
        def matches(self) -> list[Match]:
            if self.instance.pk is None:
                return []
            return likely_doubles(describe(self.instance), user=self.request.user, limit=MOST_SHOWN)

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.matches)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            asked = urlencode({"item": value_of((self.instance.kind, self.instance.pk))})
            return super().get_context_data(parent_context) | {
                "matches": self.matches,
                "judge_url": f"{reverse(URL_NAME)}?{asked}",
            }
