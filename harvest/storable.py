"""Takes out of a reading what no database can keep: NUL, and halves of letters.

JSON can write both down, and so can a broken calendar. PostgreSQL refuses the first and every
database the second, so one such sign would cost a whole run.
"""

import re
from dataclasses import replace
from typing import Any

from harvest.records import Reading, ReadRecord, RefusedRecord

_NOT_STORED = re.compile("[\x00\ud800-\udfff]")


def storable(reading: Reading) -> Reading:
    """The same reading; what stood in the place of such a sign is nothing."""
    return replace(
        reading,
        records=tuple(map(_record, reading.records)),
        refused=tuple(map(_refused, reading.refused)),
        name=_plain(reading.name),
        fault=_plain(reading.fault),
        notes=_plain(reading.notes),
    )


def _record(read: ReadRecord) -> ReadRecord:
    given = {name: getattr(read, name) for name in _FIELDS}
    plain = {name: _plain(value) for name, value in given.items()}
    # Nearly always there is nothing to take out.
    return read if plain == given else replace(read, **plain)


_FIELDS = ("key", "title", "values", "address", "place", "categories", "notes")


def _refused(refused: RefusedRecord) -> RefusedRecord:
    return replace(
        refused,
        reason=_plain(refused.reason),
        key=_plain(refused.key),
        title=_plain(refused.title),
    )


def _plain(value: Any) -> Any:
    """The same value in terms of JSON."""
    if isinstance(value, str):
        # What is whole stays the very same: it may be a sentence.
        return _NOT_STORED.sub("", value) if _NOT_STORED.search(value) else value
    if isinstance(value, dict):
        return {_plain(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, tuple):
        return tuple(_plain(each) for each in value)
    return value
