"""Finds out by its content what a file is; its name says nothing."""

from collections.abc import Callable
from typing import BinaryIO

from django.utils.translation import gettext as _

from organisations.bulk_upload.reading.delimited import read_delimited
from organisations.bulk_upload.reading.table import Table, UnreadableError
from organisations.bulk_upload.reading.workbook import read_workbook

LARGEST = 8 * 1024 * 1024

_ZIP = b"PK\x03\x04"
#: The containers of older Office programs, and of workbooks with a password.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc",
    b"MZ",
)


def read_table(file: BinaryIO, recognised: Callable[[list[str]], int]) -> Table:
    """The table in an uploaded file.

    `recognised` tells how many of these headers are columns of the sheet; it decides between
    delimiters and between the sheets of a workbook. Raises UnreadableError when the file is too
    large, is no table, or holds what is refused.
    """
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnreadableError(
            _("The file is larger than %(most)d MB. Split it and upload its parts.")
            % {"most": LARGEST // 1024 // 1024}
        )
    if data.startswith(_ZIP):
        return read_workbook(data, recognised)
    if data.startswith(_OLE):
        raise UnreadableError(
            _("This is an old Excel file, or one with a password. Save it as .xlsx without one.")
        )
    if data.startswith(_OTHER_KINDS) or data.lstrip()[:1] == b"<":
        raise UnreadableError(_("This is not a table. Upload an .xlsx or a .csv file."))
    return read_delimited(data, recognised)
