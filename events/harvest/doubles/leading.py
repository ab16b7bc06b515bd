"""Which of several feeds an event follows, and who takes over when that one drops it."""

from django.db.models import Count

from events.models import Event, EventJoin
from harvest.kinds import Keeper
from harvest.models import Record, Source
from harvest.records import ReadRecord

#: The source still tells it.
TOLD = (Record.State.CURRENT, Record.State.PAST, Record.State.OUTSIDE)


def is_told(record: Record) -> bool:
    """Whether its source, which must have been read with it, is still asked and tells it."""
    return record.state in TOLD and record.source.state != Source.State.OFF


def records_of(event_pk: int) -> list[Record]:
    """The records that tell an event, the leading one first.

    First the one that made the event, then in the order in which they were joined; of those that
    are not told any more the same, at the end.
    """
    joined = set(
        EventJoin.objects.standing().filter(event=event_pk).values_list("source_id", "key")
    )
    rows = Record.objects.filter(item_kind=Event.kind, item_pk=event_pk).select_related("source")
    return sorted(
        rows,
        key=lambda row: (not is_told(row), (row.source_id, row.key) in joined, row.pk),
    )


def shared_events(source: Source) -> set[int]:
    """The events of a source that another source tells too: only for those somebody has to lead."""
    mine = Record.objects.filter(source=source, item_kind=Event.kind, item_pk__isnull=False)
    rows = Record.objects.filter(item_kind=Event.kind, item_pk__in=mine.values("item_pk"))
    counted = rows.order_by().values("item_pk").annotate(count=Count("pk")).filter(count__gt=1)
    return {key for key in counted.values_list("item_pk", flat=True) if key is not None}


def leads(record: Record) -> bool:
    """Whether the event of a record follows it; the record is told just now, whatever its row says."""
    if record.item_pk is None:
        return True
    others = [row for row in records_of(record.item_pk) if row.pk != record.pk]
    told = [row for row in others if is_told(row)]
    if not told or record.pk is None:
        return not told
    joined = EventJoin.objects.standing().filter(event=record.item_pk)
    pairs = set(joined.values_list("source_id", "key"))
    here, there = (((row.source_id, row.key) in pairs, row.pk) for row in (record, told[0]))
    return here < there


def pass_on(record: Record, keeper: Keeper) -> bool:
    """Let another feed lead that tells the same event, when this record is told no more.

    Says whether there is one: then the event stays, and says at once what that feed says, but for
    what a person changed here. To be asked before anything is done to the event.
    """
    if record.item_pk is None:
        return False
    others = [row for row in records_of(record.item_pk) if row.pk != record.pk]
    following = next((row for row in others if is_told(row)), None)
    if following is None:
        return False
    if leads(record):
        # Not among those that are told any more, or it would still lead.
        Record.objects.filter(pk=record.pk).update(state=Record.State.MISSING)
        kept = keeper.keep(following.source, following, read_again(following))
        keeper.settle()
        following.item_pk = kept.item_pk
        following.save(update_fields=["taken", "note", "item_pk"])
    return True


def remember_together(record: Record) -> None:
    """Let all records of an event know what was written into it because of any of them.

    So whoever leads next may change what the one before wrote, and nothing that a person did.
    """
    rows = Record.objects.filter(item_kind=Event.kind, item_pk=record.item_pk)
    rows.exclude(pk=record.pk).update(taken=record.taken)


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
