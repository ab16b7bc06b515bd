"""Tune: set when a cell of the coverage map is thin or crowded."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from monitor.models import CoverageRules
from publishing.permissions import may_tune_monitor

LOG_ACTION = "monitor.tune_rules"
FIELDS = ("thin_below", "crowded_from", "crowded_at_least", "expected_at_least", "weigh_by")


@transaction.atomic
def tune(asked: CoverageRules, *, user: Any) -> list[str]:
    """Let the rules in `asked` hold from now on; says which of the fields changed.

    Raises PermissionDenied for whoever may not tune the monitor, ValidationError for rules that
    contradict each other.
    """
    if not may_tune_monitor(user):
        raise PermissionDenied
    asked.pk = CoverageRules.KEY
    asked.full_clean(validate_unique=False)
    before = CoverageRules.objects.select_for_update().filter(pk=asked.pk).first()
    known = before or CoverageRules(pk=asked.pk)
    changed = [name for name in FIELDS if getattr(known, name) != getattr(asked, name)]
    if not changed:
        return []
    asked.save(force_insert=before is None, force_update=before is not None)
    words = {name: [str(getattr(known, name)), str(getattr(asked, name))] for name in changed}
    log(instance=asked, action=LOG_ACTION, user=user, data={"changes": words})
    return changed
