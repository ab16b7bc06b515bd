"""Compares the index with the database, remembers the outcome, and mends what differs."""

import logging

from django.utils import timezone

from search.drift import Difference, differences
from search.engines import SearchEngine
from search.engines.base import Progress
from search.models import IndexState, Outbox

logger = logging.getLogger(__name__)

EXAMPLES = 20
WAIT_SECONDS = 120.0


def verify(
    engine: SearchEngine, progress: Progress | None = None, repair: bool = False
) -> list[Difference]:
    """Every difference that no row of the outbox accounts for.

    ``repair`` puts what differs in the outbox, for the next drain. Raises IndexUnusableError
    when the files of the index are damaged.
    """
    engine.examine()
    found = list(differences(engine, progress))
    if found:
        # Edits went on meanwhile. Under the lock none of them is applied, so whatever still
        # differs and does not wait in the outbox is wrong.
        with engine.exclusive(WAIT_SECONDS):
            found = [item for item in differences(engine, progress) if not _waits(item)]
    IndexState.note(
        verified_at=timezone.now(),
        differences=len(found),
        examples=[str(item) for item in found[:EXAMPLES]],
        verification_asked=False,
    )
    if found:
        logger.error("%d differences between search index and database", len(found))
    if repair:
        for item in found:
            kind, _, key = item.document_id.partition(":")
            Outbox.note(kind, [int(key)])
    return found


def _waits(item: Difference) -> bool:
    # What was tried and failed is no change that will simply come.
    kind, _, key = item.document_id.partition(":")
    return Outbox.objects.filter(kind=kind, item_pk=int(key), attempts=0).exists()
