"""Who did what to a source, in the history of that source."""

from enum import StrEnum
from typing import Any

from wagtail.log_actions import log

from harvest.models import Source


class Happened(StrEnum):
    """The names under which the log keeps it."""

    ADDED = "harvest.added"
    CHANGED = "harvest.changed"
    PAUSED = "harvest.paused"
    RESUMED = "harvest.resumed"
    SWITCHED_OFF = "harvest.switched_off"
    RUN_BY_HAND = "harvest.run_by_hand"
    SHRINKING_ACCEPTED = "harvest.shrinking_accepted"
    ADDRESS_FOLLOWED = "harvest.address_followed"
    ADDRESS_ACCEPTED = "harvest.address_accepted"
    LEFT_OUT = "harvest.left_out"
    LET_IN = "harvest.let_in"
    GONE = "harvest.gone"
    KEPT = "harvest.kept"


def record(happened: Happened, source: Source, *, by: Any, **more: str) -> None:
    """Write one line of history.

    `by` did it, None when it went by itself; `more` is what else the line says (`title` of a
    record, `events` for what became of them).
    """
    log(instance=source, action=happened.value, user=by, data=dict(more))
