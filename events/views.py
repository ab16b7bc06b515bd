from typing import Any

from events.dates import stored_dates
from events.models import Event
from publishing.views import ItemView


class EventView(ItemView):
    """The page of a live event; `date` in the address names one date of a series."""

    model = Event
    object: Event

    def item_context(self) -> dict[str, Any]:
        self.object.dates = stored_dates(self.object, self.request.GET.get("date", ""))
        return self.object.page_context()
