"""What the cells of a column hold: how they are read, compared, shown and written again."""

from organisations.bulk_upload.cells.body import Body
from organisations.bulk_upload.cells.choices import Choice, YesNo
from organisations.bulk_upload.cells.days import Day, TimeOfDay
from organisations.bulk_upload.cells.kind import CellError, CellKind, Scope
from organisations.bulk_upload.cells.numbers import Number, WholeNumber
from organisations.bulk_upload.cells.terms import OneTerm, Terms
from organisations.bulk_upload.cells.text import Address, Line, Lines, Names

__all__ = [
    "Address",
    "Body",
    "CellError",
    "CellKind",
    "Choice",
    "Day",
    "Line",
    "Lines",
    "Names",
    "Number",
    "OneTerm",
    "Scope",
    "Terms",
    "TimeOfDay",
    "WholeNumber",
    "YesNo",
]
