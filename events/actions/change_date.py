"""Change one date of a series: another time, another place, or a word to readers (RECURRENCE-ID)."""

from typing import Any

from events.actions.versions import Stored, alter_versions
from events.changed_dates import FIELDS, drop_change, ensure_is_date, set_change
from events.models import Event
from events.recurrence.schedule import Local

CHANGE_DATE_LOG_ACTION = "events.change_date"


def change_date(*, event: Event, user: Any, original: Local, **values: Any) -> Stored:
    """Says what differs on the date that the series has at `original`, a local start.

    `values` are fields of `EventChange`; what is empty or left out is as for the series, and a
    date that was cancelled goes ahead again. Raises PermissionDenied, and ValidationError for
    what is no date of the series or cannot be.
    """
    differing = {name: values.get(name) or _nothing(name) for name in FIELDS}

    def alter(version: Event) -> None:
        ensure_is_date(version, original)
        if any(differing.values()):
            set_change(version, original, cancelled=False, **differing)
        else:
            drop_change(version, original)

    return alter_versions(
        event=event,
        user=user,
        alter=alter,
        action=CHANGE_DATE_LOG_ACTION,
        data={"date": original.isoformat()},
    )


def _nothing(name: str) -> str | None:
    return None if name.endswith(("_date", "_time")) else ""
