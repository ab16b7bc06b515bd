"""Makes a whole new index beside the one in use."""

import logging
from datetime import date

from django.db import transaction
from django.utils import timezone

from events.models import CalendarRevision
from search import healing, registry
from search.announcements import Passing
from search.applying import note_fault
from search.catalogue import all_documents
from search.engines import IndexUnusableError, SearchEngine
from search.engines.base import Progress
from search.models import IndexState, Outbox

logger = logging.getLogger(__name__)

DELETED_AT_ONCE = 500


def needs_rebuild(engine: SearchEngine, closely: bool = False) -> bool:
    """Whether there is no usable index, or one that this program would build otherwise.

    ``closely`` reads all of it to be sure. Raises EngineUnavailableError when the engine
    cannot say.
    """
    try:
        if closely:
            engine.examine()
        return not engine.stats().up_to_date
    except IndexUnusableError:
        return True


def expected_size() -> int:
    """How many documents a new index will have."""
    return sum(source.live().count() for source in registry.sources())


def rebuild(engine: SearchEngine, progress: Progress | None = None) -> int:
    """A new index of everything live; returns its size. Call it under ``exclusive``.

    Searches use the old index until the new one is complete. What changes meanwhile stays in
    the outbox and is applied by the next drain. Raises what a receiver of
    ``search/announcements.py`` raised: then the new index is in use, every row stays, and one
    of them asks for a rebuild again.
    """
    # Not "up to the newest": a transaction under way may hold a lower number, seen only later.
    seen = list(Outbox.objects.values_list("pk", flat=True))
    day = timezone.localdate()
    broken: list[tuple[str, int, Exception]] = []
    passing = Passing(all_documents(lambda *item: broken.append(item)))
    count = engine.rebuild(passing, progress)
    try:
        _settle(passing, seen, broken, day)
    except Exception:
        # Nobody else may have asked: a command did, or the index could not be used.
        if not Outbox.objects.waiting().filter(kind=Outbox.EVERYTHING).exists():
            Outbox.objects.create(kind=Outbox.EVERYTHING, item_pk=0)
        raise
    return count


def _settle(
    passing: Passing, seen: list[int], broken: list[tuple[str, int, Exception]], day: date
) -> None:
    """Note that the new index has it all. A fault of who listens undoes this."""
    with transaction.atomic():
        passing.finish()
        for start in range(0, len(seen), DELETED_AT_ONCE):
            Outbox.objects.filter(pk__in=seen[start : start + DELETED_AT_ONCE]).delete()
        for kind, key, fault in broken:
            logger.error("%s:%s is not in the new search index: %r", kind, key, fault)
            note_fault(Outbox.objects.create(kind=kind, item_pk=key), fault)
        CalendarRevision.note()
        IndexState.note(day=day, failures=0, rests_until=None, **healing.mark_of_success())
