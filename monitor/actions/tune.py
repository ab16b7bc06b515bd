"""Tune: set when a cell of the coverage map is thin or crowded."""

from typing import Any

from monitor.kept_rules import replace_rules
from monitor.models import CoverageRules

LOG_ACTION = "monitor.tune_rules"
FIELDS = ("thin_below", "crowded_from", "crowded_at_least", "expected_at_least", "weigh_by")


def tune(asked: CoverageRules, *, user: Any) -> list[str]:
    """Let the rules in `asked` hold from now on; says which of the fields changed.

    Raises PermissionDenied for whoever may not tune the monitor, ValidationError for rules that
    contradict each other.
    """
    return replace_rules(asked, FIELDS, log_action=LOG_ACTION, user=user)
