"""Upload: keep what stands in a file, so that it can be looked at."""

from typing import Any, BinaryIO

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from organisations.bulk_upload.cells.kind import as_text, folded
from organisations.bulk_upload.headers import Matched, match
from organisations.bulk_upload.limits import check_limit
from organisations.bulk_upload.reading import RawRow, UnreadableError, read_table
from organisations.bulk_upload.rights import may_upload_for
from organisations.bulk_upload.sheets import ID, Sheet
from organisations.models import BulkUpload, BulkUploadRow, Organisation

#: What stands in the number column of the example that the template holds.
EXAMPLE = frozenset({"voorbeeld", "example"})
_LONGEST_NAME = 200


def upload(
    *, file: BinaryIO, name: str, sheet: Sheet, organisation: Organisation, user: Any
) -> BulkUpload:
    """Read a file and keep its rows; nothing of the catalogue changes.

    Raises PermissionDenied, UnreadableError for a file that cannot be used, or
    TooManyUploadsError. An earlier file of the same person for the same kind and organisation that
    was not applied is forgotten.
    """
    if not may_upload_for(user, organisation):
        raise PermissionDenied
    check_limit(user)
    table = read_table(file, sheet.recognised)
    matched = match(table.header, sheet)
    rows = [row for row in table.rows if not _is_example(row, matched)]
    if not rows:
        raise UnreadableError(_("There are no rows below the header."))
    with transaction.atomic():
        BulkUploadRow.objects.filter(
            upload__user=user,
            upload__organisation=organisation,
            upload__sheet=sheet.kind,
            upload__applied_at__isnull=True,
        ).delete()
        kept = BulkUpload.objects.create(
            user=user,
            organisation=organisation,
            sheet=sheet.kind,
            file_name=" ".join(name.split())[-_LONGEST_NAME:] or "?",
            fields=list(matched.fields.values()),
            unknown=list(matched.unknown),
        )
        BulkUploadRow.objects.bulk_create(_rows(kept, rows, matched, sheet), batch_size=500)
    return kept


def _rows(
    kept: BulkUpload, rows: list[RawRow], matched: Matched, sheet: Sheet
) -> list[BulkUploadRow]:
    first: dict[tuple[str, ...], int] = {}
    made = []
    for row in rows:
        cells = matched.cells_of(row)
        number = as_text(cells.get(ID))
        same = (
            (ID, number)
            if number
            else tuple(folded(as_text(cells.get(name))) for name in sheet.same_when)
        )
        twin = first.setdefault(same, row.number) if any(same) else row.number
        made.append(
            BulkUploadRow(
                upload=kept,
                number=row.number,
                cells=cells,
                twin=None if twin == row.number else twin,
            )
        )
    return made


def _is_example(row: RawRow, matched: Matched) -> bool:
    return folded(as_text(matched.cells_of(row).get(ID))) in EXAMPLE
