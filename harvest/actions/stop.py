"""Switch off: a source flows in no more, and somebody says what becomes of its events."""

from typing import Any

from django.db import transaction

from harvest.deciding import check_may_change, locked
from harvest.history import Happened, record
from harvest.models import Source
from harvest.withdrawing import withdraw_some


def stop(source: Source, *, user: Any, keeps_events: bool) -> None:
    """Switch a source off.

    With `keeps_events` they stay, as ordinary events of the organisation; else those that are
    still to come go offline: the first at once, the rest within minutes (`run_due`). Raises
    PermissionDenied.
    """
    with transaction.atomic():
        row = locked(source)
        check_may_change(user, row)
        if row.state == Source.State.OFF:
            return
        row.state = source.state = Source.State.OFF
        row.withdraws, row.next_run_at = not keeps_events, None
        row.save(update_fields=["state", "withdraws", "next_run_at"])
        record(Happened.SWITCHED_OFF, row, by=user, events="kept" if keeps_events else "withdrawn")
    if not keeps_events:
        withdraw_some(row)
