"""What the history of an event says of changes to its dates."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from events.actions.cancel_date import CANCEL_DATE_LOG_ACTION
from events.actions.change_date import CHANGE_DATE_LOG_ACTION
from events.actions.end_series import END_SERIES_LOG_ACTION
from events.actions.exclude_date import EXCLUDE_DATE_LOG_ACTION
from events.actions.move_series import MOVE_SERIES_LOG_ACTION
from events.actions.restore_date import RESTORE_DATE_LOG_ACTION
from events.actions.split_series import FOLLOWS_LOG_ACTION, SPLIT_SERIES_LOG_ACTION
from events.actions.undo_series import UNDO_SERIES_LOG_ACTION
from events.changed_dates import named, read_original

_WORDS = {
    CHANGE_DATE_LOG_ACTION: (
        gettext_lazy("Change a date"),
        gettext_lazy("Changed the date %(date)s"),
    ),
    CANCEL_DATE_LOG_ACTION: (
        gettext_lazy("Cancel a date"),
        gettext_lazy("Cancelled the date %(date)s"),
    ),
    EXCLUDE_DATE_LOG_ACTION: (
        gettext_lazy("Take out a date"),
        gettext_lazy("Took out the date %(date)s"),
    ),
    RESTORE_DATE_LOG_ACTION: (
        gettext_lazy("Restore a date"),
        gettext_lazy("Restored the date %(date)s"),
    ),
    END_SERIES_LOG_ACTION: (
        gettext_lazy("End the series"),
        gettext_lazy("Ended the series before %(date)s"),
    ),
    SPLIT_SERIES_LOG_ACTION: (
        gettext_lazy("Change this and following dates"),
        gettext_lazy("Ended the series before %(date)s: an event of its own goes on from there"),
    ),
    FOLLOWS_LOG_ACTION: (
        gettext_lazy("Go on with a series"),
        gettext_lazy("Goes on with another event, from %(date)s"),
    ),
    MOVE_SERIES_LOG_ACTION: (
        gettext_lazy("Move the series"),
        gettext_lazy("Moved the series: it begins on %(date)s"),
    ),
    UNDO_SERIES_LOG_ACTION: (
        gettext_lazy("Undo a change of the series"),
        gettext_lazy("Gave the series back the dates that it had"),
    ),
}


class _DateFormatter(LogFormatter):
    """Names the date that an entry is about."""

    def format_message(self, log_entry: Any) -> str:
        try:
            date = named(read_original(log_entry.data["date"]))
        except (KeyError, TypeError, ValueError):
            date = _("unknown")
        return str(self.message) % {"date": date}


def register_date_actions(actions: Any) -> None:
    """Tells Wagtail's log the words for each of our actions."""
    for action, (label, message) in _WORDS.items():
        words = {"label": label, "message": message}
        actions.register_action(action)(type("DateFormatter", (_DateFormatter,), words))
