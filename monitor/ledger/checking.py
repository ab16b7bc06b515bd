"""Compares the ledger with what is live, names every difference, and mends it."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import DatabaseError
from django.utils import timezone

from monitor.ledger.counted import Counted, counted
from monitor.ledger.recording import AT_ONCE, Key, by_kind, close_all_but, record
from monitor.models import Entry, LedgerState
from search import outbox, registry
from search.catalogue import all_documents, live_items
from search.document import SearchDocument
from search.engines import SearchEngine
from search.labels import vocabulary
from search.models import Outbox

logger = logging.getLogger(__name__)

WAIT_SECONDS = 120.0

Documents = Iterable[SearchDocument]


@dataclass(frozen=True)
class Difference:
    """An item whose row of the ledger is not as it should be."""

    kind: str
    key: int
    problem: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}: {self.problem}"


def differences(documents: Documents) -> Iterator[Difference]:
    """What the ledger has too much, too little or otherwise than these documents of all items."""
    present: dict[str, set[int]] = {}
    for states in _in_portions(documents, present):
        yield from _compared(states)
    standing = Entry.objects.standing().values_list("kind", "item_pk")
    for kind, key in standing.iterator():
        if key not in present.get(kind, ()):
            yield Difference(kind, key, "is in the ledger but not live")


def verify(engine: SearchEngine, documents: Documents, *, repair: bool = False) -> list[Difference]:
    """Every difference that no waiting change of the search index accounts for.

    `repair` puts what differs in the outbox of search, for the next drain: the ledger then hears
    of it as of any change. Raises EngineBusyError when somebody else is writing for too long.
    """
    found = list(differences(documents))
    if found:
        # Edits went on meanwhile. Under the lock none of them is applied.
        with engine.exclusive(WAIT_SECONDS):
            found = _still_there(found)
    if repair:
        for difference in found:
            Outbox.note(difference.kind, [difference.key])
    if repair or not found:
        # Else what is due today still has to mend it.
        _note_verified()
    return found


def rebuild(engine: SearchEngine, documents: Documents | None = None) -> int:
    """Bring every row in line with what is live; returns how many rows were wrong.

    What the ledger says of days that are over stays.
    """
    with engine.exclusive(WAIT_SECONDS):
        present: dict[str, set[int]] = {}
        given = all_documents(leave_out) if documents is None else documents
        written = sum(record(states) for states in _in_portions(given, present))
        return written + close_all_but(present)


def keep_right(engine: SearchEngine) -> str:
    """For `run_due`: fills an empty ledger, and once a day compares it with the index.

    The index is compared with the database in another step. Gives what it did, in words.
    """
    state = LedgerState.now()
    if not state.version and not state.verified_at:
        written = rebuild(engine, engine.documents())
        _note_verified()
        return f"filled with {written} rows" if written else ""
    if state.verified_at and timezone.localdate(state.verified_at) == timezone.localdate():
        return ""
    found = verify(engine, engine.documents(), repair=True)
    if not found:
        return "the same"
    outbox.drain()
    return f"{len(found)} differences, mended"


def _note_verified() -> None:
    LedgerState.now()
    LedgerState.objects.filter(pk=1).update(verified_at=timezone.now())


def _in_portions(
    documents: Documents, present: dict[str, set[int]]
) -> Iterator[dict[Key, Counted | None]]:
    """What each document counts for, some at a time; notes in `present` which there are."""
    waiting = iter(documents)
    while portion := list(islice(waiting, AT_ONCE)):
        states = {(document.kind, document.pk): counted(document) for document in portion}
        for kind, keys in by_kind(states).items():
            present.setdefault(kind, set()).update(keys)
        yield states


def _compared(states: dict[Key, Counted | None]) -> Iterator[Difference]:
    known = _standing(states)
    for (kind, key), state in states.items():
        row = known.get((kind, key))
        if row is None and state is None:
            continue
        if row is None:
            yield Difference(kind, key, "is not in the ledger")
        elif state is None:
            yield Difference(kind, key, "is in the ledger but not current")
        elif differing := _differing(row, state):
            yield Difference(kind, key, f"differs in {', '.join(differing)}")


def _differing(row: Entry, state: Counted) -> list[str]:
    names = sorted({*row.facets, *state.facets})
    found = [name for name in names if row.facets.get(name) != state.facets.get(name)]
    return [*found, *(["national"] if row.national != state.national else [])]


def _standing(keys: Iterable[Key]) -> dict[Key, Entry]:
    return {
        (kind, row.item_pk): row
        for kind, its_keys in by_kind(keys).items()
        for row in Entry.objects.standing().filter(kind=kind, item_pk__in=its_keys)
    }


def _still_there(found: list[Difference]) -> list[Difference]:
    """Those that differ from the database now, and of which no change waits to be applied."""
    pending = set(Outbox.objects.filter(attempts=0).values_list("kind", "item_pk"))
    states: dict[Key, Counted | None] = {}
    for difference in found:
        key = difference.kind, difference.key
        if key in pending:
            continue
        try:
            states[key] = _state_now(difference)
        except DatabaseError:
            raise
        # One broken item must not keep all others from being compared.
        except Exception:
            logger.exception("%s:%s is not counted", *key)
    return list(_compared(states))


def _state_now(difference: Difference) -> Counted | None:
    source = registry.source(difference.kind)
    if source is None:
        return None
    item = next(live_items(source, [difference.key]), None)
    return counted(source.build(item, vocabulary())) if item is not None else None


def leave_out(kind: str, key: int, fault: Exception) -> None:
    """An item that cannot be made into a document is for the check of the index to name."""
    logger.error("%s:%s is not counted", kind, key, exc_info=fault)
