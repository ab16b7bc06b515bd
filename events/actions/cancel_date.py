"""Cancel one date of a series: it stays in sight, with the word that it does not go ahead."""

from typing import Any

from events.actions.versions import Stored, alter_versions
from events.changed_dates import ensure_is_date, set_change
from events.models import Event
from events.recurrence.schedule import Local

CANCEL_DATE_LOG_ACTION = "events.cancel_date"


def cancel_date(
    *, event: Event, user: Any, original: Local, note: str = "", note_en: str = ""
) -> Stored:
    """Says that the date at `original`, a local start of the series, does not go ahead.

    What was said of it before, such as another time, stays for when it is restored. Raises
    PermissionDenied, and ValidationError for what is no date of the series.
    """

    def alter(version: Event) -> None:
        ensure_is_date(version, original)
        set_change(version, original, cancelled=True, note=note, note_en=note_en)

    return alter_versions(
        event=event,
        user=user,
        alter=alter,
        action=CANCEL_DATE_LOG_ACTION,
        data={"date": original.isoformat()},
    )
