"""Which join belongs to which record, also after a feed gave the record another identifier."""

from collections.abc import Iterable

from events.models import Event, EventJoin
from harvest.models import Record


def joins_of_records(records: Iterable[Record]) -> dict[int, EventJoin]:
    """The standing joins of records that tell one event, by the key of the record's row.

    A join knows its record by source and identifier. Feeds give things another identifier now and
    then; a join that fits no record any more is that of the newest record of its source without one.
    """
    rows = list(records)
    standing = EventJoin.objects.standing().filter(
        event__in={row.item_pk for row in rows}, source__in={row.source_id for row in rows}
    )
    joins = {
        (join.source_id, join.key): join for join in standing.select_related("event", "source")
    }
    found = {
        row.pk: joins.pop((row.source_id, row.key))
        for row in rows
        if (row.source_id, row.key) in joins
    }
    for join in joins.values():
        left = [
            row
            for row in rows
            if row.pk not in found
            and (row.source_id, row.item_pk) == (join.source_id, join.event_id)
        ]
        if left:
            found[max(left, key=lambda row: row.pk).pk] = join
    return found


def records_telling(event_pk: int) -> list[Record]:
    rows = Record.objects.filter(item_kind=Event.kind, item_pk=event_pk)
    return list(rows.select_related("source").order_by("pk"))


def record_of(join: EventJoin) -> Record | None:
    """The record of a join; None when its source is gone or does not tell it any more."""
    rows = records_telling(join.event_id)
    joins = joins_of_records(rows)
    return next((row for row in rows if row.pk in joins and joins[row.pk].pk == join.pk), None)
