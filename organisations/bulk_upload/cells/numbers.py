"""Cells that hold a number, written as people here write numbers."""

import re
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from organisations.bulk_upload.cells.kind import CellError, CellKind
from organisations.bulk_upload.reading import Cell

_AROUND = re.compile(r"€|eur(o|os)?\b|\s|\u00a0", re.IGNORECASE)
_NOTHING_AFTER = re.compile(r"[,.][-–—]+$")
_PLAIN = re.compile(r"[+-]?\d+$")
#: Points between thousands, as in Dutch; also without decimals, because nobody means 1.500 as 1.5.
_DUTCH = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$")
#: Commas between thousands, as in English, when something shows that it is not Dutch.
_ENGLISH = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$")
_UNCLEAR = re.compile(r"[+-]?\d{1,3},\d{3}$")
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
        return plain(number_in(str(cell)))

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


def number_in(text: str) -> Decimal:
    """The number that a text means. Raises CellError for none, or when it could be two."""
    bare = _NOTHING_AFTER.sub("", _AROUND.sub("", text))
    if _UNCLEAR.match(bare):
        raise CellError(
            _("Is this with decimals or with thousands? Write it without a mark between thousands.")
        )
    if _PLAIN.match(bare):
        return Decimal(bare)
    if _DUTCH.match(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if _ENGLISH.match(bare):
        return Decimal(bare.replace(",", ""))
    raise CellError(_("This is no number."))


def plain(value: Decimal) -> Decimal:
    """The same number without zeros at the end of its decimals and without an exponent."""
    return Decimal(f"{value.normalize():f}")
