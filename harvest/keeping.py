"""One record and its item: both are stored, or neither."""

from collections.abc import Sequence

from harvest.comparing import Write
from harvest.kinds import Keeper
from harvest.models import Record, Source
from harvest.records import ReadRecord
from harvest.report import Report
from harvest.sameness import fingerprint
from publishing.sentences import gettext

LONGEST_TITLE = 300
#: What a run may change of a record that is known.
_FIELDS = (
    "key",
    "fingerprint",
    "values",
    "taken",
    "title",
    "address",
    "next_start",
    "last_end",
    "state",
    "missing_runs",
    "item_kind",
    "item_pk",
    "note",
)


def keep_one(
    keeper: Keeper, source: Source, record: Record, write: Write, report: Report
) -> Record:
    """Let the keeper have a record, and set on it what the feed says; returns it to be stored.

    Raises ValidationError with sentences for the owner of the feed.
    """
    read = write.read
    record.note = ""
    kept = keeper.keep(source, record, read)
    record.item_kind = record.item_kind or keeper.item_kind
    if kept.item_pk is not None:
        # Else the item was deleted here; that stays known by its number.
        record.item_pk = kept.item_pk
    _set_content(record, read)
    record.state, record.missing_runs = Record.State.CURRENT, 0
    if write.why == "moved" and not record.note:
        record.note = gettext("It had another identifier in the feed before.")
    if kept.waits:
        # Offered again next time, although it will say the same then.
        record.fingerprint = ""
        report.counts["waits"] += 1
        report.is_unfinished = True
    report.counts[write.why] += 1
    report.counts["cancelled"] += read.cancelled
    report.counts["doubles"] += kept.is_shared
    return record


def store(records: Sequence[Record]) -> None:
    """Store records that were kept, in the transaction in which they were kept."""
    known = [record for record in records if not record._state.adding]
    Record.objects.bulk_create([record for record in records if record._state.adding])
    for record in known:
        # One by one is faster: a statement for all of them would have a case for each value.
        record.save(update_fields=_FIELDS)


def _set_content(record: Record, read: ReadRecord) -> None:
    record.key = read.key
    record.fingerprint = fingerprint(read)
    record.values = dict(read.values)
    record.title = read.title[:LONGEST_TITLE]
    record.address = read.address
    record.next_start, record.last_end = read.next_start, read.last_end
