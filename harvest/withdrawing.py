"""Takes what is still to come of a source offline, some at a time."""

import logging

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from harvest.claiming import BusyError, Claim, claimed
from harvest.comparing import FOLLOWED
from harvest.deciding import withdraw_item
from harvest.models import Record, Source
from publishing.sentences import gettext

logger = logging.getLogger(__name__)

#: So many at once, while somebody waits for the answer.
SOME = 50


def withdraw_some(source: Source, most: int = SOME) -> int:
    """Withdraw up to `most` of them and return how many; when none is left the source says so.

    Does nothing while a run of the source is just ending.
    """
    try:
        with claimed(source.pk) as claim:
            return _withdraw(source, most, claim)
    except BusyError:
        return 0


def _withdraw(source: Source, most: int, claim: Claim) -> int:
    to_come = Q(last_end__isnull=True) | Q(last_end__gte=timezone.now())
    rows = source.records.filter(to_come, state__in=FOLLOWED)
    found = list(rows.select_related("source").order_by("pk")[: most + 1])
    withdrawn = 0
    for record in found[:most]:
        withdrawn += _withdrew(record)
        claim.renew()
    if len(found) <= most:
        Source.objects.filter(pk=source.pk, withdraws=True).update(withdraws=False)
    return withdrawn


def _withdrew(record: Record) -> bool:
    """Whether it could be withdrawn; one that could not keeps its state and says so, and must
    not keep the others online."""
    try:
        with transaction.atomic():
            record.state = Record.State.WITHDRAWN
            record.note = gettext("Its calendar was switched off.")
            withdraw_item(record)
            record.save(update_fields=["state", "note", "taken"])
    except Exception:
        logger.exception("Record %s could not be withdrawn", record.pk)
        note = gettext("It could not be taken offline. Do that by hand.")
        Record.objects.filter(pk=record.pk).update(note=note)
        return False
    return True
