"""What reading a partner's feed gives, whatever it was written in. Nothing here knows the database."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Content:
    """What came from an address or out of a file, as it came.

    ``charset`` is what the header said, empty when it said nothing; ``address`` is where it came
    from in the end, empty for an uploaded file.
    """

    body: bytes
    content_type: str = ""
    charset: str = ""
    address: str = ""


@dataclass(frozen=True)
class ReadRecord:
    """One thing that a feed tells: for a calendar, a series with all its exceptions.

    ``key`` says which one it is, this time and the next: the UID of a calendar. ``name`` is what
    the feed itself calls it, when the key had to be made of more than that. ``values`` are in
    terms of JSON and of the kind of item it becomes; only what means something to readers, so
    that another ``fingerprint`` means another content. ``next_start`` is the first start that is
    still to come, else the last one; ``last_end`` is when all of it is over, None while it goes
    on without end; both with their offset. ``parts`` is for how many components of the feed this
    stands, ``line`` where it begins, counted from 1. ``notes`` are sentences for whoever keeps
    the feed, about what could not be taken over as it was.
    """

    key: str
    title: str
    values: Mapping[str, Any]
    next_start: datetime | None = None
    last_end: datetime | None = None
    address: str = ""
    place: str = ""
    categories: tuple[str, ...] = ()
    cancelled: bool = False
    parts: int = 1
    line: int | None = None
    notes: tuple[str, ...] = ()
    name: str = ""

    @property
    def fingerprint(self) -> str:
        """The same for the same content, in every process and on every day."""
        text = json.dumps(self.values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class RefusedRecord:
    """Something that was told and does not come in, with the reason as a sentence.

    ``is_private``: left out because it is nobody's business here; then there is no title.
    """

    reason: str
    key: str = ""
    title: str = ""
    line: int | None = None
    parts: int = 1
    is_private: bool = False


@dataclass(frozen=True)
class Reading:
    """Everything that came out of one content. Reading never raises; what is wrong stands here.

    ``fault`` is a sentence when nothing of it could be read at all: a sign-in page, an empty
    answer; ``fault_code`` is a word for the same. ``counted`` is how many components the text
    announces (BEGIN:VEVENT); ``is_complete`` unless it was cut off or not everything that was
    announced was read or refused: then nothing may be taken for missing. ``has_keys`` unless the
    feed gives no keys of its own, and ours were made of address, or title and start.
    """

    records: tuple[ReadRecord, ...] = ()
    refused: tuple[RefusedRecord, ...] = ()
    counted: int = 0
    is_complete: bool = True
    has_keys: bool = True
    name: str = ""
    fault: str = ""
    fault_code: str = ""
    notes: tuple[str, ...] = field(default=())
