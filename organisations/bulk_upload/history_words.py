"""What the history of an item says of bulk uploads."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from organisations.bulk_upload.actions.apply import BULK_UPLOAD_LOG_ACTION


class BulkUploadFormatter(LogFormatter):
    """Names the file and the row."""

    label = gettext_lazy("Upload with many others")

    def format_message(self, log_entry: Any) -> str:
        return _("Uploaded with the file “%(file)s”, row %(row)s") % {
            "file": log_entry.data.get("file", ""),
            "row": log_entry.data.get("row", ""),
        }


def register(actions: Any) -> None:
    """For the hook `register_log_actions`."""
    actions.register_action(BULK_UPLOAD_LOG_ACTION)(BulkUploadFormatter)
