"""At most one run per server at a time, over all processes and machines.

A row in the database, and not a lock on a file: the portal may run on several machines, and the
database is the one thing they share. A claim ends by itself, so a killed process blocks a server
for a quarter of an hour at most on other machines, which is the pause between two runs anyway,
and not at all on its own.
"""

import contextlib
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from harvest import web_address
from harvest.fetch_errors import FetchError
from harvest.models.host_claim import HostClaim
from harvest.processes import is_surely_dead, new_token

LONGEST_CLAIM = timedelta(minutes=15)


def host_of(address: str) -> str:
    """The server that is asked for an address; empty when it is not an address of the web."""
    try:
        return web_address.read(address).host
    except FetchError:
        return ""


@contextlib.contextmanager
def one_at_a_time(host: str) -> Iterator[bool]:
    """Whether nobody else asks `host` just now; then it is ours until the block ends.

    Do not call it in a transaction: others would see the claim only after that.
    """
    token = new_token()
    if not _claim(host, token):
        yield False
        return
    try:
        yield True
    finally:
        HostClaim.objects.filter(host=host, token=token).delete()


def _claim(host: str, token: str) -> bool:
    """Every step is one statement, so of two at once only one gets the row."""
    now = timezone.now()
    until = now + LONGEST_CLAIM
    claims = HostClaim.objects.filter(host=host)
    free = Q(until__lte=now)
    before = claims.values_list("token", flat=True).first()
    if before and is_surely_dead(before):
        free |= Q(token=before)
    if not claims.filter(free).update(token=token, until=until):
        HostClaim.objects.bulk_create(
            [HostClaim(host=host, token=token, until=until)], ignore_conflicts=True
        )
    return claims.filter(token=token).exists()
