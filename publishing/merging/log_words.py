"""What the history of an item says of merges."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from publishing.actions.merge import ABSORBED_LOG_ACTION, MERGE_ITEMS_LOG_ACTION
from publishing.actions.undo_merge import UNDO_MERGE_LOG_ACTION

_WORDS = {
    MERGE_ITEMS_LOG_ACTION: (
        gettext_lazy("Merge items"),
        gettext_lazy("Took in “%(other)s”"),
    ),
    ABSORBED_LOG_ACTION: (
        gettext_lazy("Absorbed"),
        gettext_lazy("Taken offline: merged into “%(other)s”"),
    ),
    UNDO_MERGE_LOG_ACTION: (
        gettext_lazy("Undo a merge"),
        gettext_lazy("Took back the merge with “%(other)s”"),
    ),
}


def register_merge_actions(actions: Any) -> None:
    """For Wagtail's hook `register_log_actions`."""
    for action, (label, message) in _WORDS.items():
        actions.register_action(action)(_formatter(label, message))


def _formatter(label_: Any, message_: Any) -> type[LogFormatter]:
    class MergeFormatter(LogFormatter):
        label = label_
        message = message_

        def format_message(self, log_entry: Any) -> str:
            return str(message_) % {"other": log_entry.data.get("other") or _("another item")}

    return MergeFormatter
