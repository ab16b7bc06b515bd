"""Take one date out of a series, as if it had never been there (EXDATE)."""

from typing import Any

from events.actions.versions import Stored, alter_versions
from events.changed_dates import drop_change, ensure_is_date, exclude
from events.models import Event
from events.recurrence.schedule import Local

EXCLUDE_DATE_LOG_ACTION = "events.exclude_date"


def exclude_date(*, event: Event, user: Any, original: Local) -> Stored:
    """Leaves out the date at `original`, a local start of the series, with all said about it.

    Raises PermissionDenied, and ValidationError for what is no date of the series or its last.
    """

    def alter(version: Event) -> None:
        ensure_is_date(version, original)
        drop_change(version, original)
        exclude(version, original)

    return alter_versions(
        event=event,
        user=user,
        alter=alter,
        action=EXCLUDE_DATE_LOG_ACTION,
        data={"date": original.isoformat()},
    )
