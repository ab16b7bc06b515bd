"""Tune overlap: set what weighs how much when items overlap, and from when on it is shown."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from monitor.models import OverlapRules
from monitor.overlap.due import ask_again
from monitor.overlap.weights import Weights
from publishing.permissions import may_tune_monitor

LOG_ACTION = "monitor.tune_overlap"
FIELDS = tuple(Weights.__dataclass_fields__)


@transaction.atomic
def tune_overlap(asked: OverlapRules, *, user: Any) -> list[str]:
    """Let the rules in ``asked`` hold from now on; says which of the fields changed.

    Everything is compared again by what runs when it is due. Raises PermissionDenied for whoever
    may not tune the monitor, ValidationError for rules that make no sense.
    """
    if not may_tune_monitor(user):
        raise PermissionDenied
    asked.pk = OverlapRules.KEY
    asked.full_clean(validate_unique=False)
    before = OverlapRules.objects.select_for_update().filter(pk=asked.pk).first()
    known = before or OverlapRules(pk=asked.pk)
    changed = [name for name in FIELDS if getattr(known, name) != getattr(asked, name)]
    if not changed:
        return []
    asked.save(force_insert=before is None, force_update=before is not None)
    words = {name: [str(getattr(known, name)), str(getattr(asked, name))] for name in changed}
    log(instance=asked, action=LOG_ACTION, user=user, data={"changes": words})
    ask_again()
    return changed
