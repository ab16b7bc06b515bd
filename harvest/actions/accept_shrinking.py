"""Accept shrinking: somebody says that events that are not in the feed any more are gone."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from harvest.deciding import NotPossibleError, locked, read_anew
from harvest.history import Happened, record
from harvest.models import Source
from publishing.permissions import may_accept_shrinking


@transaction.atomic
def accept_shrinking(source: Source, *, user: Any) -> None:
    """Let the next run, which is soon, withdraw what is gone.

    Raises PermissionDenied for everybody but the owners of the organisation and who manages the
    region, NotPossibleError when there is nothing to decide (any more).
    """
    row = locked(source)
    if not may_accept_shrinking(user, row):
        raise PermissionDenied
    if row.state != Source.State.BLOCKED:
        raise NotPossibleError(
            _("There is nothing to decide any more: the calendar is whole again.")
        )
    read_anew(row, may_shrink=True)
    record(Happened.SHRINKING_ACCEPTED, row, by=user)
