"""Read a source now: somebody does not want to wait for its turn."""

import time
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from harvest.deciding import NotPossibleError, check_may_change
from harvest.history import Happened, record
from harvest.models import Run, Source
from harvest.records import Content
from harvest.running import harvest_source

#: A server of somebody else is not asked more often than this because a person is impatient.
NOT_WITHIN = timedelta(minutes=15)
#: After so long the person gets an answer; the rest follows by itself.
SECONDS = 20


def run_now(source: Source, *, user: Any, content: Content | None = None) -> Run:
    """Run a source while somebody waits; a run that has no time for all is finished by `run_due`.

    `content` is the newest file of a source without an address. Raises PermissionDenied,
    NotPossibleError when it is too soon or the source rests, BusyError when it runs already.
    """
    check_may_change(user, source)
    source.refresh_from_db()
    if source.state not in (Source.State.ACTIVE, Source.State.BLOCKED):
        raise NotPossibleError(_("This calendar rests. Go on with it first."))
    if content is None:
        _check_pause(source)
    record(Happened.RUN_BY_HAND, source, by=user)
    return harvest_source(
        source,
        trigger=Run.Trigger.HAND,
        user=user,
        content=content,
        until=time.monotonic() + SECONDS,
    )


def _check_pause(source: Source) -> None:
    if source.is_uploaded:
        raise NotPossibleError(_("This calendar has no address to read from."))
    earliest = timezone.now() - NOT_WITHIN
    if source.runs.filter(started_at__gt=earliest).exists():
        raise NotPossibleError(
            _("It was read less than %(minutes)d minutes ago. Try again a little later.")
            % {"minutes": NOT_WITHIN.total_seconds() // 60}
        )
