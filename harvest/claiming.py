"""At most one run of a source at a time, over all processes and machines.

The claim stands in the row of the source and ends by itself: a process that was killed blocks
its source for a few minutes on other machines, and not at all on its own. Every transaction that
writes holds the claim first, so that two runs never write beside each other, not even when one of
them was thought to be dead.
"""

import contextlib
import time
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from harvest.models import Source
from harvest.processes import is_surely_dead, new_token

HOLDS = timedelta(minutes=5)
RENEWED_AFTER_SECONDS = 60


class BusyError(Exception):
    """Another process runs this source, or asks its server, just now."""


class LostClaimError(Exception):
    """This run took so long that another one took the source over, or somebody switched it off."""


class Claim:
    """`took_over`: the run before this one ended without giving the source back."""

    def __init__(self, source_pk: int, token: str, *, took_over: bool) -> None:
        self.took_over = took_over
        self._source_pk = source_pk
        self._token = token
        self._renewed = time.monotonic()

    def hold(self) -> None:
        """Make sure that the source is still ours and not switched off, until the end of the
        transaction. Raises LostClaimError.
        """
        self._extend(self._mine().exclude(state=Source.State.OFF))

    def renew(self) -> None:
        """Keep it where nothing is written, if that was not done for a while.

        Raises LostClaimError.
        """
        if time.monotonic() - self._renewed > RENEWED_AFTER_SECONDS:
            self._extend(self._mine())

    def give_back_with(self, **values: object) -> bool:
        """End the claim and set fields of the source in one statement; False when it was lost."""
        fields = {"claimed_by": "", "claimed_until": None, **values}
        return self._mine().update(**fields) > 0

    def _mine(self) -> QuerySet[Source]:
        return Source.objects.filter(pk=self._source_pk, claimed_by=self._token)

    def _extend(self, mine: QuerySet[Source]) -> None:
        if not mine.update(claimed_until=timezone.now() + HOLDS):
            raise LostClaimError
        self._renewed = time.monotonic()


@contextlib.contextmanager
def claimed(source_pk: int) -> Iterator[Claim]:
    """The claim on a source, given back at the end whatever happens. Raises BusyError."""
    token = new_token()
    now = timezone.now()
    source = Source.objects.filter(pk=source_pk)
    before = source.values_list("claimed_by", flat=True).first()
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
    if before and is_surely_dead(before):
        free |= Q(claimed_by=before)
    if not source.filter(free).update(claimed_by=token, claimed_until=now + HOLDS):
        raise BusyError
    claim = Claim(source_pk, token, took_over=bool(before))
    try:
        yield claim
    finally:
        claim.give_back_with()
