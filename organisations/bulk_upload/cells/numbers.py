"""Cells that hold a number, written as people here write numbers."""

from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from organisations.bulk_upload.cells.kind import CellError, CellKind
from organisations.bulk_upload.reading import Cell
from organisations.typed_numbers import (
    UNCLEAR,
    NoNumberError,
    UnclearNumberError,
    number_in,
    plain,
)

#: A binary fraction such as 0.1 has more digits than anybody typed.
_DIGITS = 12


class Number(CellKind):
    """A number with decimals: 1.234,50 or 1234.5, with or without a euro sign."""

    empty = None
    width = 14

    def understand(self, cell: Cell) -> Decimal:
        if isinstance(cell, bool):
            raise CellError(_("This is no number."))
        if isinstance(cell, float):
            return plain(Decimal(f"{cell:.{_DIGITS}g}"))
        try:
            return plain(number_in(str(cell)))
        except NoNumberError:
            raise CellError(_("This is no number.")) from None
        except UnclearNumberError:
            raise CellError(str(UNCLEAR)) from None

    def write(self, value: Decimal | None) -> Decimal | None:
        return value

    def show(self, value: Decimal | None) -> str:
        return "" if value is None else formats.number_format(plain(value))

    def get(self, item: Any, field: str) -> Decimal | None:
        value = getattr(item, field)
        return None if value is None else plain(Decimal(value))


class WholeNumber(Number):
    """A number without decimals."""

    def understand(self, cell: Cell) -> Any:
        value = super().understand(cell)
        if value != value.to_integral_value():
            raise CellError(_("This must be a whole number."))
        if abs(value) > 2_147_483_647:
            raise CellError(_("This number is too large."))
        return int(value)

    def write(self, value: Any) -> Any:
        return value

    def show(self, value: Any) -> str:
        return "" if value is None else str(value)

    def get(self, item: Any, field: str) -> Any:
        return getattr(item, field)
