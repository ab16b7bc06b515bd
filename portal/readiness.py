"""Whether this installation is ready for visitors, for whatever watches over it."""

from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from search.status import status

_migrated = False


@dataclass(frozen=True)
class Readiness:
    """What was found, as words that give nothing away, and whether it will do."""

    ready: bool
    lines: dict[str, str]


def readiness() -> Readiness:
    """Asks the database, the migrations and the search index; never raises."""
    lines = {"database": "away"}
    try:
        migrated = _is_migrated()
        lines |= {"database": "ok", "migrations": "ok" if migrated else "missing"}
        if not migrated:
            return Readiness(False, lines)
        now = status()
    except DatabaseError:
        return Readiness(False, lines)
    usable = now.stats is not None and not now.needs_rebuild
    lines |= {
        "search": "ok" if usable else "unusable",
        "search_queue_age_seconds": str(int(now.queue.oldest.total_seconds())),
    }
    return Readiness(usable and not now.queue.is_late, lines)


def _is_migrated() -> bool:
    """Whether the database has every table this program expects.

    Once it had, it is not asked again: this process keeps its own code.
    """
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated
