"""Which of several feeds an event follows, and who takes over when that one drops it.

An event that a feed made follows that feed, and after it the others in the order in which they
joined. What a person typed follows a feed only when that is of the organisation that keeps the
event: a guest adds its name and changes nothing.
"""

from dataclasses import dataclass

from django.db.models import Count

from events.harvest.doubles.standing import joins_of_records, records_telling
from events.models import Event, EventJoin
from harvest.kinds import Keeper
from harvest.models import Record, Source
from harvest.records import ReadRecord

#: The source still tells it.
TOLD = (Record.State.CURRENT, Record.State.PAST, Record.State.OUTSIDE, Record.State.KEPT)


@dataclass(frozen=True)
class Telling:
    """A record that tells an event, and whether it was joined and may change nothing."""

    record: Record
    is_joined: bool
    is_guest: bool

    @property
    def is_told(self) -> bool:
        """Whether its source is still asked and tells it, as the last run left it."""
        return self.record.state in TOLD and self.record.source.state != Source.State.OFF

    @property
    def may_lead(self) -> bool:
        return self.is_told and not self.is_guest


def tellings_of(event_pk: int) -> list[Telling]:
    """Who tells an event, those that made it first; three queries."""
    event = Event.objects.filter(pk=event_pk).values_list("provenance", "owner_id").first()
    provenance, owner = event or ("", None)
    rows = records_telling(event_pk)
    joins = joins_of_records(rows)
    found = []
    for row in rows:
        is_joined = row.pk in joins
        typed = provenance != Event.Provenance.SOURCE
        is_guest = is_joined and typed and row.source.organisation_id != owner
        found.append(Telling(row, is_joined, is_guest))
    return sorted(found, key=lambda telling: (telling.is_joined, telling.record.pk))


def shared_events(source: Source) -> set[int]:
    """The events of a source that somebody else tells too: only of those the question is who leads."""
    mine = Record.objects.filter(source=source, item_kind=Event.kind, item_pk__isnull=False)
    rows = Record.objects.filter(item_kind=Event.kind, item_pk__in=mine.values("item_pk"))
    counted = rows.order_by().values("item_pk").annotate(count=Count("pk")).filter(count__gt=1)
    several = {key for key in counted.values_list("item_pk", flat=True) if key is not None}
    joined = EventJoin.objects.standing().filter(source=source)
    return several | set(joined.values_list("event_id", flat=True))


def leads(record: Record) -> bool:
    """Whether the event of a record follows it; the record is told just now, whatever its row says."""
    if record.item_pk is None:
        return True
    for telling in tellings_of(record.item_pk):
        if telling.record.pk == record.pk:
            return not telling.is_guest
        if telling.may_lead:
            return False
    return True


def is_guest(record: Record) -> bool:
    """Whether the event of a record was typed by another party, and stays whatever this feed says."""
    tellings = tellings_of(record.item_pk) if record.item_pk is not None else []
    return any(each.is_guest for each in tellings if each.record.pk == record.pk)


def pass_on(record: Record, keeper: Keeper) -> bool:
    """Let another feed lead that tells the same event, when this record is told no more.

    Says whether the event stays without this record: because another feed tells it, and then it
    says at once what that feed says, but for what a person changed here; or because it never was
    of this feed. To be asked before anything is done to the event.
    """
    if record.item_pk is None:
        return False
    if is_guest(record):
        return True
    others = [each for each in tellings_of(record.item_pk) if each.record.pk != record.pk]
    following = next((each.record for each in others if each.may_lead), None)
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
