"""Which candidates there are, up to which size each is measured, and what each needs.

Nothing here needs Django: the processes of the candidates set it up, each with its own settings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

MILLION = 1_000_000


@dataclass(frozen=True)
class Entry:
    """A candidate as the report knows it; `server` is what must run for it."""

    module: str
    label: str
    most: int = 100_000
    server: str = ""


@dataclass(frozen=True)
class Placed:
    """Where a candidate of one size keeps its data, and the settings of its process."""

    folder: Path
    environment: Mapping[str, str]
    address: str = ""
    unset: Sequence[str] = field(default=())


EMBEDDED = Entry("embedded", "embedded", most=MILLION)
WAGTAIL = Entry("wagtail_sqlite", "stock wagtail.search, SQLite")
POSTGRES = Entry("postgres_sql", "PostgreSQL, counting in SQL", server="postgres")
BITMAPS = Entry("bitmaps", "limit: bitmaps (no order, no texts)")
ENTRIES = (
    EMBEDDED,
    Entry("elasticsearch", "Elasticsearch", server="elasticsearch"),
    WAGTAIL,
    POSTGRES,
    BITMAPS,
)
#: What one would use without an engine, and what no engine can be faster than.
STOCK = (WAGTAIL.label, POSTGRES.label)
LIMIT = BITMAPS.label

#: Sets of questions, by name; `bench/engines/questions.py` makes them.
WORDS_AND_FILTERS = "words + 3 filters"
FILTERS_ONLY = "3 filters"
WORDS_ONLY = "words"
NOTHING = "no question"
