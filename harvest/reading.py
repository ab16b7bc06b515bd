"""From content to a reading, whatever the kind of source; with the limits that hold for all."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from harvest.garbage import many_objects
from harvest.kinds import Kind, ReadOptions
from harvest.models import Source
from harvest.records import Content, Reading, ReadRecord, RefusedRecord
from harvest.storable import storable
from publishing.sentences import gettext

logger = logging.getLogger(__name__)

MOST_RECORDS = 5000
LONGEST_KEY = 500
#: How far ahead something may lie, in days; a calendar that goes on for ever is cut off here.
DAYS_AHEAD = 3 * 366


def read_content(
    source: Source,
    kind: Kind,
    content: Content,
    fetch: Callable[[str], Content] | None = None,
) -> Reading:
    """What `content` tells, never an exception. `fetch` gets further pages of the same site."""
    today = timezone.localdate()
    options = ReadOptions(
        zone=source.time_zone,
        first=today,
        last=today + timedelta(days=DAYS_AHEAD),
        language=source.language,
        fetch=fetch,
    )
    try:
        with many_objects():
            reading = kind.read(content, options)
    except Exception:
        # A reader promises never to raise; when one does, the other sources must still have a turn.
        logger.exception("Reading of kind %s failed", kind.slug)
        return Reading(
            is_complete=False,
            fault=gettext("We could not read this. The keepers of this site have been told."),
            fault_code="reader_failed",
        )
    return _each_key_once(_not_too_many(storable(reading)))


def _not_too_many(reading: Reading) -> Reading:
    """The first records; with a sentence about the others, which are then not missing either."""
    over = reading.records[MOST_RECORDS:]
    if not over:
        return reading
    reason = gettext("More than %(most)d records; only the first come in.") % {"most": MOST_RECORDS}
    return replace(
        reading,
        records=reading.records[:MOST_RECORDS],
        refused=(*reading.refused, *(_refused(read, reason) for read in over)),
        is_complete=False,
        notes=(*reading.notes, reason),
    )


def _each_key_once(reading: Reading) -> Reading:
    seen: set[str] = set()
    records, again = [], []
    for read in reading.records:
        if read.key in seen or not read.key or len(read.key) > LONGEST_KEY or "\x00" in read.key:
            again.append(read)
        else:
            records.append(read)
        seen.add(read.key)
    if not again:
        return reading
    reason = gettext("Its identifier (UID) cannot be used, or something else in the feed has it.")
    refused = tuple(_refused(read, reason) for read in again)
    return replace(reading, records=tuple(records), refused=(*reading.refused, *refused))


def _refused(read: ReadRecord, reason: str) -> RefusedRecord:
    return RefusedRecord(reason, read.key, read.title, read.line, read.parts)
