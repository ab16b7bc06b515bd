"""Lets a record of a feed share an event that is there already."""

from collections.abc import Sequence
from typing import Any

from wagtail.log_actions import log

from events.harvest.doubles.parties import add_party
from events.models import Event, EventJoin
from harvest.models import Record

JOIN_LOG_ACTION = "events.join_feed"
UNDO_JOIN_LOG_ACTION = "events.undo_join_feed"


def join(
    record: Record, event: Event, *, signs: Sequence[Any] = (), user: Any = None, merge: Any = None
) -> EventJoin:
    """Let the record tell this event: it gets the organisation of the source as one of its own.

    The event keeps its address, its owner and all it says. Fills in ``item_kind`` and ``item_pk``
    of the record; storing it is up to the caller, in the same transaction. ``signs`` are why, as
    `Sign.as_data` gives them; ``user`` who said so, None for the strict rule.
    """
    source = record.source
    record.item_kind, record.item_pk = Event.kind, event.pk
    added = add_party(event, source.organisation_id)
    row = EventJoin.objects.create(
        event=event,
        source=source,
        organisation_id=source.organisation_id,
        key=record.key,
        title=record.title[:300],
        signs=list(signs),
        added_organisation=added,
        joined_by=user,
        merge=merge,
    )
    data = {"join": row.pk, "source": source.name, "organisation": str(source.organisation)}
    log(instance=event, action=JOIN_LOG_ACTION, user=user, data=data)
    return row
