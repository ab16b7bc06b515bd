"""Rules of the monitor that are kept in one row, and how others take their place."""

from collections.abc import Collection
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from monitor.models import CoverageRules, OverlapRules
from publishing.permissions import may_tune_monitor

Rules = TypeVar("Rules", CoverageRules, OverlapRules)


@transaction.atomic
def replace_rules(
    asked: Rules, fields: Collection[str], *, log_action: str, user: Any
) -> list[str]:
    """Let the rules in `asked` hold from now on; says which of the `fields` changed.

    Nothing is written, and nothing logged, when none did. Raises PermissionDenied for whoever may
    not tune the monitor, ValidationError for rules that contradict each other.
    """
    if not may_tune_monitor(user):
        raise PermissionDenied
    model = type(asked)
    asked.pk = model.KEY
    asked.full_clean(validate_unique=False)
    before = model.objects.select_for_update().filter(pk=asked.pk).first()
    known = before or model(pk=asked.pk)
    changed = [name for name in fields if getattr(known, name) != getattr(asked, name)]
    if not changed:
        return []
    asked.save(force_insert=before is None, force_update=before is not None)
    words = {name: [str(getattr(known, name)), str(getattr(asked, name))] for name in changed}
    log(instance=asked, action=log_action, user=user, data={"changes": words})
    return changed
