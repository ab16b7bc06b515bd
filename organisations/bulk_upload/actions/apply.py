"""Apply: make every row that can be applied into a draft or a change, or none of them."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.bulk_upload.actions.write_many import (
    Change,
    change_many,
    changed_meanwhile,
    create_many,
    log_many,
)
from organisations.bulk_upload.checking.batches import AT_ONCE, note
from organisations.bulk_upload.checking.row import ROW, Finding, look_at
from organisations.bulk_upload.checking.session import Session
from organisations.bulk_upload.rights import may_upload_for
from organisations.bulk_upload.sheets import Sheet
from organisations.models import BulkUpload, BulkUploadRow

BULK_UPLOAD_LOG_ACTION = "organisations.bulk_upload"
Outcome = BulkUploadRow.Outcome
Became = BulkUploadRow.Became
Pair = tuple[BulkUploadRow, Finding]


class ChangedSinceError(Exception):
    """The world is not what it was when the rows were looked at; nothing was applied.

    The rows that differ now say what they would do, `count` is how many there are.
    """

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


@dataclass(frozen=True)
class Wish:
    """What somebody wants to happen: also submit, also add what may exist already, and why."""

    hand_in: bool = False
    add_doubles: bool = False
    reason: str = ""


def apply(upload: BulkUpload, sheet: Sheet, *, user: Any, wish: Wish) -> bool:
    """Apply an upload that has been looked at; False when that was done already.

    What was applied still waits for `finish`. Raises PermissionDenied, or ChangedSinceError; then
    nothing is applied.
    """
    if user.pk != upload.user_id or not may_upload_for(user, upload.organisation):
        raise PermissionDenied
    session = Session(sheet, user, upload.organisation)
    # Before the transaction, so that others wait for the writing only.
    pairs = _looked_at_again(upload, session, wish)
    different: list[Pair] = []
    with transaction.atomic():
        if not _claim(upload, wish):
            return False
        changes = [_change(found) for _row, found in pairs if found.item_pk is not None]
        if meanwhile := changed_meanwhile(changes):
            different = [pair for pair in pairs if pair[1].item_pk in meanwhile]
            transaction.set_rollback(True)
        else:
            create_many([found.item for _row, found in pairs if found.item_pk is None], user=user)
            change_many(changes, user=user)
            _write_down(pairs, upload, user)
    if different:
        for _row, found in different:
            found.refuse(ROW, _("Somebody is at work on this now. Upload it again later."))
        _keep_difference(different)
        raise ChangedSinceError(len(different))
    upload.refresh_from_db()
    return True


def _claim(upload: BulkUpload, wish: Wish) -> bool:
    """Whether this call is the one that applies it; a second one waits here, and then is not."""
    claimed = BulkUpload.objects.filter(pk=upload.pk, state=BulkUpload.State.CHECKED).update(
        state=BulkUpload.State.APPLIED,
        applied_at=timezone.now(),
        hand_in=wish.hand_in,
        reason=wish.reason,
    )
    return claimed == 1


def _looked_at_again(upload: BulkUpload, session: Session, wish: Wish) -> list[Pair]:
    """The rows to apply, with what they do today. Raises ChangedSinceError when that differs."""
    outcomes = [Outcome.NEW, Outcome.CHANGED, *([Outcome.DOUBLE] if wish.add_doubles else [])]
    rows = list(upload.rows.filter(outcome__in=outcomes))
    pairs: list[Pair] = []
    for first in range(0, len(rows), AT_ONCE):
        part = rows[first : first + AT_ONCE]
        stored = session.items(part)
        pairs += [(row, look_at(row, session, stored)) for row in part]
    different = [(row, found) for row, found in pairs if _differs(row, found)]
    if different:
        for _row, found in different:
            if found.outcome == Outcome.CHANGED:
                text = _("Somebody has changed this meanwhile: look at what would change now.")
                found.messages[ROW] = [text]
        _keep_difference(different)
        raise ChangedSinceError(len(different))
    return pairs


def _differs(row: BulkUploadRow, found: Finding) -> bool:
    expected = Outcome.NEW if row.outcome == Outcome.DOUBLE else row.outcome
    return found.outcome != expected or found.based_on != row.based_on


def _keep_difference(different: list[Pair]) -> None:
    for row, found in different:
        note(row, found, row.doubles)
    fields = ["outcome", "messages", "changes", "item_pk", "based_on"]
    BulkUploadRow.objects.bulk_update(
        [row for row, _found in different], fields, batch_size=AT_ONCE
    )


def _change(found: Finding) -> Change:
    return Change(
        found.item, found.based_on, frozenset(change["field"] for change in found.changes)
    )


def _write_down(pairs: list[Pair], upload: BulkUpload, user: Any) -> None:
    """In the history of every item, and in the rows."""
    for verb, ones in (
        ("wagtail.create", [pair for pair in pairs if pair[1].item_pk is None]),
        ("wagtail.edit", [pair for pair in pairs if pair[1].item_pk is not None]),
    ):
        items = [found.item for _row, found in ones]
        log_many(items, verb, user=user, data=[{} for _item in items])
        told = [{"file": upload.file_name, "row": row.number} for row, _found in ones]
        log_many(items, BULK_UPLOAD_LOG_ACTION, user=user, data=told)
    for row, found in pairs:
        row.item_pk, row.became = found.item.pk, Became.WAITING
    BulkUploadRow.objects.bulk_update(
        [row for row, _found in pairs], ["item_pk", "became"], batch_size=500
    )
