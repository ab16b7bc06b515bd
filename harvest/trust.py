"""How much a source is trusted, and who may say so."""

from typing import Any

from django.core.exceptions import PermissionDenied

from harvest.models import Source
from publishing.permissions import may_trust_source

#: From little to much.
_ORDER = list(Source.Trust.values)


def keep_trust(user: Any, source: Source) -> None:
    """Let a source that `user` gave another address be reviewed from now on, when `user` may not
    say that it is trusted: the trust was given to what stood at the old address."""
    if not may_trust_source(user, source.organisation, source.region_id):
        source.trust = Source.Trust.REVIEW


def check_trust(user: Any, source: Source, *, before: str = Source.Trust.REVIEW) -> None:
    """Raises PermissionDenied when `user` may not give a source the trust it has.

    `before` is what it had: leaving that as it is, or taking it away, asks nothing.
    """
    if _ORDER.index(source.trust) <= _ORDER.index(before):
        return
    if not may_trust_source(user, source.organisation, source.region_id):
        raise PermissionDenied
