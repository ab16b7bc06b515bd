"""What the history of an event says of the feed that it came from."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from events.actions.follow_source import FOLLOW_SOURCE_LOG_ACTION
from events.harvest.fields import GROUPS
from events.harvest.retiring import WITHDRAW_LOG_ACTION


class FollowSourceFormatter(LogFormatter):
    label = gettext_lazy("Follow the source again")

    def format_message(self, log_entry: Any) -> str:
        return _("Let “%(field)s” follow the calendar “%(source)s” again") % {
            "field": _words_of(log_entry.data.get("field", "")),
            "source": log_entry.data.get("source", ""),
        }


class WithdrawFormatter(LogFormatter):
    label = gettext_lazy("Withdraw with the source")

    def format_message(self, log_entry: Any) -> str:
        return _("Taken offline, because it is not in the calendar “%(source)s” any more") % {
            "source": log_entry.data.get("source", "")
        }


def register_source_actions(actions: Any) -> None:
    """For the hook `register_log_actions`."""
    actions.register_action(FOLLOW_SOURCE_LOG_ACTION)(FollowSourceFormatter)
    actions.register_action(WITHDRAW_LOG_ACTION)(WithdrawFormatter)


def _words_of(group: str) -> str:
    """A group that a later version of this site does not know any more is named as it was kept."""
    try:
        return GROUPS[group].words
    except (KeyError, FieldDoesNotExist):
        return group
