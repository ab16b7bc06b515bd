"""Builds an unusable index anew by itself, once and not in a loop.

Whoever meets an index that is missing, damaged or of another version answers from the
database and calls ``notice``; a worker that starts calls ``look``. The first of all
processes to do so starts a rebuild in a process of its own, which outlives the worker.
"""

import logging
import subprocess
import sys
import threading
import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Q
from django.utils import timezone

from search.analysis import fingerprint
from search.engines import EngineUnavailableError, IndexUnusableError, get_engine
from search.models import IndexState

logger = logging.getLogger(__name__)

# After a rebuild was started, until another may be; shorter once it has succeeded.
AFTER_TRY = timedelta(hours=1)
AFTER_SUCCESS = timedelta(minutes=5)
# A worker that keeps meeting the fault asks the database only so often.
ASKED_EVERY_SECONDS = 30.0

_asked_at = float("-inf")


def notice(fault: BaseException) -> None:
    """Starts a rebuild when the fault is one that only a rebuild mends; never raises."""
    global _asked_at
    if not settings.SEARCH_HEALS_ITSELF or not isinstance(fault, IndexUnusableError):
        return
    if time.monotonic() < _asked_at + ASKED_EVERY_SECONDS:
        return
    _asked_at = time.monotonic()
    try:
        mine = claim()
    except DatabaseError as other:
        logger.warning("Nobody could be asked to rebuild the search index: %s", other)
        return
    if mine:
        logger.error("The search index is being built anew: %s", fault)
        start_rebuild()


def look() -> None:
    """Looks at the index when a worker starts, closely enough to find any damage."""
    try:
        engine = get_engine()
        engine.examine()
        if not engine.stats().up_to_date:
            raise IndexUnusableError("The search index was built by another version")
    except EngineUnavailableError as fault:
        notice(fault)


def claim() -> bool:
    """Whether this process is the one that may rebuild now; says yes once per hour.

    A new version of the program gets a chance of its own.
    """
    IndexState.now()
    moment = timezone.now()
    free = Q(heal_after__isnull=True) | Q(heal_after__lte=moment) | ~Q(healed_for=fingerprint())
    claimed = IndexState.objects.filter(free, pk=1).update(
        heal_after=moment + AFTER_TRY, healed_for=fingerprint()
    )
    return bool(claimed)


def mark_of_success() -> dict[str, Any]:
    """What a rebuild notes in ``IndexState``: the next may come soon, but not at once."""
    return {"healed_for": fingerprint(), "heal_after": timezone.now() + AFTER_SUCCESS}


def start_rebuild() -> None:
    """In a process of its own: a worker must go on answering, and may be replaced meanwhile."""
    command = [sys.executable, "manage.py", "search_index", "rebuild", "--if-needed"]
    process = subprocess.Popen(  # noqa: S603 - our own command
        command,
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    # Somebody has to hear of its end, or it stays in the list of processes.
    threading.Thread(target=process.wait, daemon=True).start()
