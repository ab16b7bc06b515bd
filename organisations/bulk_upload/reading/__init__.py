"""From the bytes of an uploaded file to a table, whatever program made it."""

from organisations.bulk_upload.reading.files import read_table
from organisations.bulk_upload.reading.table import Cell, RawRow, Table, UnreadableError

__all__ = ["Cell", "RawRow", "Table", "UnreadableError", "read_table"]
