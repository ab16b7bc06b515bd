"""Restore one date of a series: it is again as the series says."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.actions.versions import Stored, alter_versions
from events.changed_dates import drop_change, include, named, revive
from events.models import Event
from events.recurrence.schedule import Local

RESTORE_DATE_LOG_ACTION = "events.restore_date"


def restore_date(*, event: Event, user: Any, original: Local) -> Stored:
    """Undoes that the date at `original`, a local start, was cancelled, changed or taken out.

    A cancelled date that had another time or place goes ahead there; restoring it once more
    makes it as the series says. Raises PermissionDenied, and ValidationError when there is
    nothing to undo.
    """

    def alter(version: Event) -> None:
        if include(version, original) or revive(version, original):
            return
        if not drop_change(version, original):
            raise ValidationError(
                _("%(date)s is already as the series says.") % {"date": named(original)}
            )

    return alter_versions(
        event=event,
        user=user,
        alter=alter,
        action=RESTORE_DATE_LOG_ACTION,
        data={"date": original.isoformat()},
    )
