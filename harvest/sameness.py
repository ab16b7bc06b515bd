"""Whether something is still the same as last time: a whole answer, or one record of it."""

import hashlib
import json
import re

from harvest.records import ReadRecord

#: To be raised when the same content is to be read anew, because reading has improved.
READING_VERSION = "1"

# Lines of iCalendar that programs renew each time they write the same event.
_RESTLESS = re.compile(
    rb"^(?:DTSTAMP|LAST-MODIFIED|CREATED)[;:][^\n]*(?:\n[ \t][^\n]*)*\n?", re.MULTILINE
)


def content_hash(body: bytes) -> str:
    """The same for the same content, also when it was only stamped anew."""
    still = _RESTLESS.sub(b"", body)
    return f"{READING_VERSION}:{hashlib.sha256(still).hexdigest()[:48]}"


def is_of_this_version(stored: str) -> bool:
    """Whether a stored hash was made by the reading of today; else nothing is known."""
    return stored.startswith(f"{READING_VERSION}:")


def fingerprint(read: ReadRecord) -> str:
    """The hash of everything of a record that decides what its item is like."""
    text = json.dumps(
        [read.fingerprint, read.title, read.address, read.place, read.categories, read.cancelled],
        ensure_ascii=False,
    )
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
