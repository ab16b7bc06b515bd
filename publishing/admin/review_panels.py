"""On the start page of the admin: what is to be reviewed here, and what waits at the neighbours."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from publishing import permissions
from publishing.admin.open_reviews import Waiting, open_reviews, to_look_at_afterwards
from publishing.admin.waiting_together import put_together

#: More than anybody does in a morning; the rest comes up as these are done.
MOST_NAMED = 25
#: Of the neighbours some titles give an idea.
MOST_OF_NEIGHBOURS = 15


class _ReviewPanel(Component):
    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def _decides(self, waiting: Waiting) -> bool:
        """Asked of the row as it was just read, which costs no query."""
        return permissions.may_lead_region(self.user, waiting.item.region_id)


class ToReviewPanel(_ReviewPanel):
    """What waits for this curator, oldest first, each with the way to its review.

    Of other regions titles only: what they have in hand is good to know, and theirs to decide.
    """

    name = "to_review"
    order = 90
    template_name = "admin_panels/to_review.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        waiting = open_reviews()
        mine = put_together([one for one in waiting if self._decides(one)])
        others = [one for one in waiting if not self._decides(one)]
        return {
            "mine": mine[:MOST_NAMED],
            "mine_more": max(0, len(mine) - MOST_NAMED),
            "others": others[:MOST_OF_NEIGHBOURS],
            "others_count": len(others),
            "others_more": max(0, len(others) - MOST_OF_NEIGHBOURS),
        }


class AfterwardsPanel(_ReviewPanel):
    """What trusted organisations put online since a manager last looked."""

    name = "afterwards"
    order = 95
    template_name = "admin_panels/afterwards.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        waiting = put_together([one for one in to_look_at_afterwards() if self._decides(one)])
        return {"waiting": waiting[:MOST_NAMED], "more": max(0, len(waiting) - MOST_NAMED)}
