"""What the history of an item says about verdicts on doubles."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from publishing.duplicates.kinds import kind_called
from publishing.duplicates.relations import Relation
from publishing.duplicates.verdicts import TAKE_BACK_LOG_ACTION, VERDICT_LOG_ACTION


class VerdictFormatter(LogFormatter):
    """Names the other item by kind and number: its title may be a secret of somebody else."""

    label = gettext_lazy("Judge a possible double")

    def format_message(self, log_entry: Any) -> str:
        relation = log_entry.data.get("relation", "")
        words = str(Relation(relation).label) if relation in Relation.values else relation
        return _("Judged beside %(item)s: %(verdict)s") % {
            "item": _other(log_entry),
            "verdict": words,
        }


class TakenBackFormatter(LogFormatter):
    label = gettext_lazy("Take back a verdict on a possible double")

    def format_message(self, log_entry: Any) -> str:
        return _("Took back the verdict beside %(item)s") % {"item": _other(log_entry)}


def register_duplicate_actions(actions: Any) -> None:
    """For the hook `register_log_actions`."""
    actions.register_action(VERDICT_LOG_ACTION)(VerdictFormatter)
    actions.register_action(TAKE_BACK_LOG_ACTION)(TakenBackFormatter)


def _other(log_entry: Any) -> str:
    kind = kind_called(log_entry.data.get("kind", ""))
    name = str(kind.model._meta.verbose_name) if kind else ""
    return f"{name} {log_entry.data.get('pk', '')}".strip()
