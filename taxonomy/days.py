"""Days as people write them, in either language."""

import re
from datetime import date

#: More characters than any day needs.
LONGEST = 40
# Only the plain form: fromisoformat reads weeks and other forms as well.
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_NUMBERS = re.compile(
    r"(?P<day>\d{1,2})(?P<sign>[-/. ])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4})", re.ASCII
)
_WORDS = re.compile(
    r"(?P<day>\d{1,2})(?:e|st|nd|rd|th)?\s+(?P<name>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})", re.ASCII
)
# Written in either language on either page; three letters tell months apart, but for these.
_MONTHS = {
    1: ("januari", "january"),
    2: ("februari", "february"),
    3: ("maart", "march", "mrt"),
    4: ("april",),
    5: ("mei", "may"),
    6: ("juni", "june"),
    7: ("juli", "july"),
    8: ("augustus", "august"),
    9: ("september", "sept"),
    10: ("oktober", "october"),
    11: ("november",),
    12: ("december",),
}
#: The number of a month by its name, or the first letters of it, in small letters.
MONTH_OF = {
    spelling: number
    for number, names in _MONTHS.items()
    for name in names
    for spelling in (name, name[:3])
}


def read_day(text: str) -> date:
    """The day in a text such as 2026-12-31, 31-12-2026, 31/12/2026 or 31 december 2026.

    Raises ValueError when it is none of these, or a day that does not exist.
    """
    if len(text) > LONGEST:
        raise ValueError("No day is written in so many characters")
    written = " ".join(text.lower().split())
    found = _ISO.fullmatch(written) or _NUMBERS.fullmatch(written) or _WORDS.fullmatch(written)
    if found is None:
        raise ValueError(f"{written!r} is not a day")
    parts = found.groupdict()
    month = int(parts["month"]) if "month" in parts else MONTH_OF.get(parts["name"], 0)
    return date(int(parts["year"]), month, int(parts["day"]))
