"""What reading one file may cost: dates of all its series together, and time.

A small file can hold thousands of series of every day without end. Each of them is fine; together
they are millions of rows that nobody asked for.
"""

import re
import time
from datetime import date

from events.harvest.icalendar.components import Component
from events.harvest.icalendar.limits import MOST_DATES_OF_FEED, MOST_SECONDS
from events.harvest.icalendar.remarks import RefusedError
from events.horizon import horizon
from publishing.sentences import gettext as _

_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")
_DAYS_BETWEEN = {"DAILY": 1.0, "WEEKLY": 7.0, "MONTHLY": 30.4, "YEARLY": 365.2}


class Budget:
    """Of one file. Dates are estimated from the rule, so that what is too much costs nothing."""

    def __init__(self) -> None:
        self._dates = MOST_DATES_OF_FEED
        self._end = time.monotonic() + MOST_SECONDS
        self._window = horizon()

    def spend(self, master: Component) -> None:
        """Raises RefusedError when the dates of this series are more than is left, or the time is
        over."""
        if time.monotonic() > self._end:
            raise RefusedError(_("This calendar takes too long to read; this one was left out."))
        dates = sum(
            self._estimated(rule, master)
            for rule in dict.fromkeys(rule.value for rule in master.all("RRULE"))
        )
        dates += sum(found.value.count(",") + 1 for found in master.all("RDATE"))
        if dates > self._dates:
            raise RefusedError(
                _(
                    "All series of this calendar together have too many dates; this one was left out."
                )
            )
        self._dates -= dates

    def _estimated(self, rule: str, master: Component) -> int:
        """About how many dates of a rule are in the days that the site keeps; rather too many."""
        pieces = (piece.partition("=") for piece in rule.upper().split(";"))
        parts = {name.strip(): value.strip() for name, _equals, value in pieces}
        between = _DAYS_BETWEEN.get(parts.get("FREQ", ""))
        if between is None:
            return 0
        found = master.first("DTSTART")
        first = max(_day(found.value if found else "") or date.min, self._window.first)
        last = min(_day(parts.get("UNTIL", "")) or date.max, self._window.last)
        days = max((last - first).days + 1, 0)
        per_turn = max(
            (len(parts[name].split(",")) for name in ("BYDAY", "BYMONTHDAY") if name in parts),
            default=1,
        )
        interval = _number(parts.get("INTERVAL", ""), 1)
        dates = days / (between * interval) * (1 if between == 1 else per_turn)
        return round(min(dates, days, _number(parts.get("COUNT", ""), days)))


def _number(text: str, otherwise: int) -> int:
    """A number above 0 of at most nine digits; longer ones mean nothing here."""
    return int(text) or otherwise if re.fullmatch(r"[0-9]{1,9}", text) else otherwise


def _day(text: str) -> date | None:
    found = _DAY.match(text.strip().replace("-", ""))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
