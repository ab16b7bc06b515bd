"""What the history of an event says of the calendars that share it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from events.harvest.doubles.joining import JOIN_LOG_ACTION, UNDO_JOIN_LOG_ACTION


class JoinFormatter(LogFormatter):
    label = gettext_lazy("Recognised in another calendar")

    def format_message(self, log_entry: Any) -> str:
        return _("Recognised in the calendar “%(source)s” of %(organisation)s") % {
            "source": log_entry.data.get("source", ""),
            "organisation": log_entry.data.get("organisation", ""),
        }


class UndoJoinFormatter(LogFormatter):
    label = gettext_lazy("Taken apart from another calendar")

    def format_message(self, log_entry: Any) -> str:
        return _("Taken apart from the calendar “%(source)s”") % {
            "source": log_entry.data.get("source", "")
        }


def register_join_actions(actions: Any) -> None:
    """For the hook `register_log_actions`."""
    actions.register_action(JOIN_LOG_ACTION)(JoinFormatter)
    actions.register_action(UNDO_JOIN_LOG_ACTION)(UndoJoinFormatter)
