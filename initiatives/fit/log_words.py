"""How the history of a practice tells that a region answered its conditions."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.log_actions import LogFormatter

from initiatives.fit.actions.answer import FIT_LOG_ACTION


class FitFormatter(LogFormatter):
    """Says which region answered how many conditions."""

    label = _("Check whether a practice fits")

    def format_message(self, log_entry: Any) -> str:
        count = log_entry.data.get("count", 0)
        words = ngettext(
            "%(region)s: answered %(count)d condition",
            "%(region)s: answered %(count)d conditions",
            count,
        )
        return words % {"region": log_entry.data.get("region", ""), "count": count}


def register(actions: Any) -> None:
    """Make the line known to Wagtail."""
    actions.register_action(FIT_LOG_ACTION)(FitFormatter)
