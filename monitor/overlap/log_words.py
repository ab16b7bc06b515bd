"""What the history of an item says about verdicts on overlap."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from monitor.actions import judge_overlap, take_back_overlap, tune_overlap
from monitor.models import OverlapVerdict
from monitor.overlap.describing import KINDS


class JudgedFormatter(LogFormatter):
    """Names the other item by kind and number, as the history of doubles does."""

    label = gettext_lazy("Judge overlap")

    def format_message(self, log_entry: Any) -> str:
        verdict = log_entry.data.get("verdict", "")
        known = verdict in OverlapVerdict.Verdict.values
        words = str(OverlapVerdict.Verdict(verdict).label) if known else verdict
        return _("Overlap with %(item)s: %(verdict)s") % {
            "item": _other(log_entry),
            "verdict": words,
        }


class TakenBackFormatter(LogFormatter):
    label = gettext_lazy("Take back a verdict on overlap")

    def format_message(self, log_entry: Any) -> str:
        return _("Took back the verdict on overlap with %(item)s") % {"item": _other(log_entry)}


def register_overlap_actions(actions: Any) -> None:
    """For the hook `register_log_actions`."""
    actions.register_action(judge_overlap.LOG_ACTION)(JudgedFormatter)
    actions.register_action(take_back_overlap.LOG_ACTION)(TakenBackFormatter)
    actions.register_action(
        tune_overlap.LOG_ACTION, gettext_lazy("Rules of overlap"), _changed_rules
    )


_changed_rules = gettext_lazy("Changed the rules of overlap")


def _other(log_entry: Any) -> str:
    model = KINDS.get(log_entry.data.get("kind", ""))
    name = str(model._meta.verbose_name) if model else ""
    return f"{name} {log_entry.data.get('pk', '')}".strip()
