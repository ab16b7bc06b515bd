"""How the history of a practice tells that a region answered its conditions."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from initiatives.fit.actions.answer import FIT_LOG_ACTION
from initiatives.models import FitAnswer


class FitFormatter(LogFormatter):
    """Says what a region answered, and what its answer was before."""

    label = gettext_lazy("Check whether a practice fits")

    def format_message(self, log_entry: Any) -> str:
        told = "; ".join(map(_in_words, log_entry.data.get("answers", ())))
        return f"{log_entry.data.get('region', '')}: {told}"


def _in_words(entry: dict[str, str]) -> str:
    labels = dict(FitAnswer.Answer.choices)
    after = str(labels.get(entry["after"], entry["after"]))
    note = entry.get("note", "")
    if not note and entry["before"] in ("", entry["after"]):
        return f"“{entry['condition']}” {after}"
    was = _("was %(answer)s") % {"answer": labels.get(entry["before"], entry["before"])}
    was = f"{was}, “{note}”" if note else was
    return f"“{entry['condition']}” {after} ({was})"


def register(actions: Any) -> None:
    """Make the line known to Wagtail."""
    actions.register_action(FIT_LOG_ACTION)(FitFormatter)
