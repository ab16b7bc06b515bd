"""What becomes of an event whose record is not in the feed any more. Nothing is deleted."""

from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log

from events.harvest import hand_edits
from events.models import Event
from harvest.models import Record

WITHDRAW_LOG_ACTION = "events.withdrawn_by_source"


def withdraw(record: Record) -> None:
    """Take the event of a record offline after a person decided so; it returns with its record.

    What nobody had let in yet does not wait for a review any more. An event that was taken
    offline or locked here stays as it is.
    """
    if record.item_pk is None:
        return
    row = Event.objects.select_for_update(of=("self",)).filter(pk=record.item_pk).first()
    if row is None or row.locked:
        return
    state = row.current_workflow_state
    if not row.live and state is None:
        return
    if state is not None and row.first_published_at is None:
        state.cancel()
    if row.live:
        UnpublishAction(row, log_action=False).execute(skip_permission_checks=True)
    log(instance=row, action=WITHDRAW_LOG_ACTION, data={"source": record.source.name})
    record.taken = {**record.taken, hand_edits.WITHDRAWN: True}
