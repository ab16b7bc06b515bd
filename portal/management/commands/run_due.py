"""Does what is due; cron or a timer calls it every five minutes (``docs/operations.md``)."""

import contextlib
import fcntl
import logging
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections, connection
from django.utils import timezone

from events import upkeep
from events.harvest.confirming import keep_confirmed
from harvest import due as harvest
from harvest import notices as harvest_notices
from harvest.actions.begin_trial import forget_old as forget_old_trials
from initiatives.following import sending as followers
from monitor.demand.forgetting import forget_old as forget_old_demand
from monitor.ledger import checking as ledger
from monitor.overlap import due as overlap
from organisations.bulk_upload import upkeep as bulk_uploads
from organisations.contributing.visitors import remove_forgotten
from organisations.joining.forgetting import forget_old
from publishing.confirmation.running import run_daily
from publishing.duplicates import suspecting
from publishing.notices import sending as notices
from search import outbox
from search.engines import EngineBusyError, get_engine
from search.models import IndexState
from search.verifying import verify

logger = logging.getLogger(__name__)

ONE_DAY_SECONDS = 24 * 60 * 60


class Command(BaseCommand):
    """Every step is safe to repeat, and a step that fails does not stop the next."""

    help = "Do what is due: publish what is scheduled, keep the search index right, tidy up."

    def handle(self, *args: Any, **options: Any) -> None:
        with _only_one() as mine:
            if not mine:
                self.stdout.write("Another run is under way; nothing done.")
                return
            failed = [name for name, step in STEPS if not self._works(name, step)]
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. The log tells why.")

    def _works(self, name: str, step: Callable[[], str]) -> bool:
        # Not one that is in the middle of something: it would be closed under that.
        if not connection.in_atomic_block:
            close_old_connections()
        try:
            told = step()
        except Exception as fault:
            logger.exception("%s failed", name)
            self.stderr.write(f"{name}: failed: {fault}")
            return False
        if told:
            self.stdout.write(f"{name}: {told}")
        return True


def _publish_scheduled() -> str:
    call_command("publish_scheduled", verbosity=0)
    return "done"


def _keep_calendar() -> str:
    changed = upkeep.keep_up()
    return f"{changed} events renewed" if changed else ""


def _drain() -> str:
    try:
        return f"{outbox.drain()} changes applied"
    except EngineBusyError:
        return "somebody else is writing the index; left to them"


def _verify() -> str:
    """Once a day, and when somebody asks for it on the status page."""
    state = IndexState.now()
    last = state.verified_at
    done = last is not None and timezone.localdate(last) == timezone.localdate()
    if done and not state.verification_asked:
        return ""
    found = verify(get_engine(), repair=True)
    if not found:
        return "the same"
    outbox.drain()
    return f"{len(found)} differences, mended"


def _check_ledger() -> str:
    try:
        return ledger.keep_right(get_engine())
    except EngineBusyError:
        return "somebody else is writing the index; later"


def _clear_sessions() -> str:
    # Remembered by the cache, which all processes and machines share.
    if not cache.add("run_due.clear_sessions", value=True, timeout=ONE_DAY_SECONDS):
        return ""
    call_command("clearsessions", verbosity=0)
    return "done"


STEPS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("Scheduled publication", _publish_scheduled),
    # Before the index, which must hear of what goes offline.
    ("Confirmation", run_daily),
    ("Notices", notices.run),
    ("Followers of practices", followers.run),
    # Before the index, which holds what trusted organisations publish.
    ("Bulk uploads", bulk_uploads.keep_up),
    # Before the dates and the index, which hold what comes in.
    ("Partners' calendars", harvest.run_due),
    # After it, which says what was read.
    ("Confirmation by partners' calendars", keep_confirmed),
    # After it, which finds out what is wrong; before the mail.
    ("Troubles of partners' calendars", harvest_notices.keep_up),
    ("Old trials of calendars", forget_old_trials),
    # Before the index, which holds the dates of events.
    ("Calendar", _keep_calendar),
    ("Search index", _drain),
    ("Index against database", _verify),
    # After it, for the ledger is compared with the index.
    ("Coverage ledger", _check_ledger),
    ("Old drafts of visitors", remove_forgotten),
    ("Old invitations and requests", forget_old),
    ("Possible doubles", suspecting.run),
    ("Searches that few asked", forget_old_demand),
    # After it: what is one and the same is no overlap.
    ("Overlap of items", overlap.run),
    ("Old sessions", _clear_sessions),
)


@contextlib.contextmanager
def _only_one() -> Iterator[bool]:
    """Whether no other run is under way; the operating system ends the lock of a killed one."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR_DIR / "run_due.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
