"""Which of several feeds an event follows, and who takes over when that one drops it."""

from collections.abc import Collection

from django.db.models import Count, Exists, OuterRef

from events.models import Event, EventJoin
from harvest.models import Record, Source
from harvest.records import ReadRecord

#: The source still tells it.
TOLD = (Record.State.CURRENT, Record.State.PAST, Record.State.OUTSIDE)


def records_of(event_pk: int) -> list[Record]:
    """The records that tell an event, the leading one first.

    First the one that made the event, then in the order in which they were joined; of those that
    are not told any more the same, at the end.
    """
    joined = EventJoin.objects.standing().filter(source=OuterRef("source"), key=OuterRef("key"))
    rows = Record.objects.filter(item_kind=Event.kind, item_pk=event_pk)
    found = rows.select_related("source").annotate(is_joined=Exists(joined))
    return sorted(found, key=lambda row: (row.state not in TOLD, row.is_joined, row.pk))


def shared_events(source: Source) -> set[int]:
    """The events of a source that another source tells too: only for those somebody has to lead."""
    mine = Record.objects.filter(source=source, item_kind=Event.kind, item_pk__isnull=False)
    rows = Record.objects.filter(item_kind=Event.kind, item_pk__in=mine.values("item_pk"))
    counted = rows.order_by().values("item_pk").annotate(count=Count("pk")).filter(count__gt=1)
    return set(counted.values_list("item_pk", flat=True))


def leads(record: Record, shared: Collection[int] | None = None) -> bool:
    """Whether the event of a record follows it.

    ``shared`` are the events that have several records, if the caller knows them; then only for
    those the database is asked.
    """
    if record.item_pk is None or (shared is not None and record.item_pk not in shared):
        return True
    others = [row for row in records_of(record.item_pk) if row.pk != record.pk]
    if not others or record.pk is None:
        return not others
    # This one is told just now, whatever its row says of the last run.
    here = _is_joined(record)
    return not any(
        row.state in TOLD and (getattr(row, "is_joined", False), row.pk) < (here, record.pk)
        for row in others
    )


def successor(record: Record) -> Record | None:
    """The record that the event follows when this one is told no more; None without another.

    It takes over what was written into the event, so that what a person changed stays so.
    """
    if record.item_pk is None:
        return None
    others = [row for row in records_of(record.item_pk) if row.pk != record.pk]
    following = next((row for row in others if row.state in TOLD), None)
    if following is not None and record.taken and leads(record):
        following.taken = record.taken
        following.save(update_fields=["taken"])
    return following


def read_again(record: Record) -> ReadRecord:
    """What a record told last, as if it were read just now."""
    return ReadRecord(
        key=record.key,
        title=record.title,
        values=record.values,
        next_start=record.next_start,
        last_end=record.last_end,
        address=record.address,
    )


def _is_joined(record: Record) -> bool:
    standing = EventJoin.objects.standing()
    return standing.filter(source_id=record.source_id, key=record.key).exists()
