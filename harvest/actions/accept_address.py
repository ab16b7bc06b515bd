"""Accept an address: use the one to which the server says that a feed has moved, or do not."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from harvest.deciding import NotPossibleError, check_may_change, locked, read_anew
from harvest.history import Happened, record
from harvest.models import Source
from harvest.trust import keep_trust


@transaction.atomic
def accept_address(source: Source, *, user: Any) -> None:
    """Read from the new address from now on. Raises PermissionDenied, NotPossibleError."""
    row = locked(source)
    check_may_change(user, row)
    if not row.proposed_address:
        raise NotPossibleError(_("There is no new address any more."))
    keep_trust(user, row)
    read_anew(row, address=row.proposed_address, proposed_address="", trust=row.trust)
    record(Happened.ADDRESS_ACCEPTED, row, by=user)
