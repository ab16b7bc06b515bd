"""Numbers as people here write them, in a form or in a spreadsheet."""

import re
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

_AROUND = re.compile(r"€|eur(o|os)?\b|\s|\u00a0", re.IGNORECASE)
_NOTHING_AFTER = re.compile(r"[,.][-–—]+$")
_PLAIN = re.compile(r"[+-]?\d+$")
#: Points between thousands, as in Dutch; also without decimals, because nobody means 1.500 as 1.5.
_DUTCH = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$")
#: Commas between thousands, as in English, when something shows that it is not Dutch.
_ENGLISH = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$")
_UNCLEAR = re.compile(r"[+-]?\d{1,3},\d{3}$")

UNCLEAR = _("Is this with decimals or with thousands? Write it without a mark between thousands.")


class NoNumberError(ValueError):
    """A text that is no number."""


class UnclearNumberError(ValueError):
    """A text that can be two numbers: with decimals, or with a mark between thousands."""


def number_in(text: str) -> Decimal:
    """The number that a text means, such as 1250, 1.250,00 or € 12,50.

    Raises NoNumberError, or UnclearNumberError for 1,500.
    """
    bare = _NOTHING_AFTER.sub("", _AROUND.sub("", text))
    if _UNCLEAR.match(bare):
        raise UnclearNumberError(text)
    if _PLAIN.match(bare):
        return Decimal(bare)
    if _DUTCH.match(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if _ENGLISH.match(bare):
        return Decimal(bare.replace(",", ""))
    raise NoNumberError(text)


def plain(value: Decimal) -> Decimal:
    """The same number without zeros at the end of its decimals and without an exponent."""
    return Decimal(f"{value.normalize():f}")
