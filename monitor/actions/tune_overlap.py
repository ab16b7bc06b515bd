"""Tune overlap: set what weighs how much when items overlap, and from when on it is shown."""

from typing import Any

from django.db import transaction

from monitor.kept_rules import replace_rules
from monitor.models import OverlapRules
from monitor.overlap.due import ask_again
from monitor.overlap.storing import leave_out_below
from monitor.overlap.turns import take_turn
from monitor.overlap.weights import Weights

LOG_ACTION = "monitor.tune_overlap"
FIELDS = tuple(Weights.__dataclass_fields__)


@transaction.atomic
def tune_overlap(asked: OverlapRules, *, user: Any) -> list[str]:
    """Let the rules in ``asked`` hold from now on; says which of the fields changed.

    Open pairs that score less than is shown from now on go at once; everything is compared again
    by what runs when it is due. Raises PermissionDenied for whoever
    may not tune the monitor, ValidationError for rules that make no sense.
    """
    changed = replace_rules(asked, FIELDS, log_action=LOG_ACTION, user=user)
    if changed:
        take_turn()
        leave_out_below(asked.threshold)
        ask_again()
    return changed
