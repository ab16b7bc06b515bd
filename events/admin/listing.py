"""What the list of events shows beside what every list of the catalogue has."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from events.models import Event
from publishing.admin.listing import publication_columns


class NextDateColumn(Column):
    """The next day, or the first one of what is over, and whether it goes ahead."""

    cell_template_name = "events_admin/when_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        context["goes_ahead"] = instance.status == Event.Status.SCHEDULED
        return context


def event_columns() -> list[Any]:
    """Title and date first; the rest as in the other lists."""
    title, *others = publication_columns(owner=True)
    when = NextDateColumn("next_day", label=_("Next date"), sort_key="next_day")
    return [title, when, *others]
