"""Figures and durations in words, in both languages, the way each language writes them."""

from decimal import Decimal
from typing import Any, NamedTuple

from portal.launching.record import Localised, Record


class Unit(NamedTuple):
    """How a unit reads after a number; `times` is what the number is multiplied by first."""

    nl: str
    en_one: str
    en_more: str
    times: int = 1


UNITS = {
    "%": Unit("%", "%", "%"),
    "jaar": Unit(" jaar", " year", " years"),
    "weken": Unit(" weken", " week", " weeks"),
    "uur": Unit(" uur", " hour", " hours"),
    "euro": Unit(" euro", " euro", " euros"),
    "duizend euro": Unit(" euro", " euro", " euros", 1000),
    "fte": Unit(" fte", " FTE", " FTE"),
    "": Unit("", "", ""),
}
QUALIFIERS = {
    "": Localised(),
    "ongeveer": Localised("ongeveer ", "about "),
    "maximaal": Localised("hooguit ", "at most "),
    "minimaal": Localised("minstens ", "at least "),
}
WORDS = {"ja": "yes", "nee": "no"}


def figure(record: Record, place: str, fact: dict[str, Any]) -> Localised:
    """The figure of a fact with its unit, such as "ongeveer 50" and "about 50"."""
    for name in fact:
        if name not in ("label", "value", "unit", "qualifier"):
            record.fault(f"{place}.{name}", "is not a part of a fact")
    unit = _one_of(record, f"{place}.unit", fact.get("unit", ""), UNITS)
    qualifier = _one_of(record, f"{place}.qualifier", fact.get("qualifier", ""), QUALIFIERS)
    value = fact.get("value")
    if isinstance(value, str) and value.strip():
        nl, en, one = value, WORDS.get(value, value), False
    else:
        number = record.number(f"{place}.value", value) * unit.times
        nl, en, one = in_dutch(number), in_english(number), number == 1
    after = unit.en_one if one else unit.en_more
    return Localised(f"{qualifier.nl}{nl}{unit.nl}", f"{qualifier.en}{en}{after}")


def in_dutch(number: Decimal | int) -> str:
    """A number with a full stop between thousands and a comma before decimals."""
    return in_english(number).translate(str.maketrans(",.", ".,"))


def in_english(number: Decimal | int) -> str:
    return f"{Decimal(number).normalize():,f}"


def _one_of(record: Record, place: str, value: Any, options: dict[str, Any]) -> Any:
    if isinstance(value, str) and value in options:
        return options[value]
    known = ", ".join(option for option in options if option)
    record.fault(place, f"is '{value}', but must be one of {known}")
    return options[""]
