"""Times of the day as people write them, in either language."""

import re
from datetime import time

#: More characters than any time needs.
LONGEST = 20
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.hu]\s?(?P<minute>\d{2}))?\s?(?P<half>[ap]m)?(?:\s?(?:uur|u|h))?",
    re.ASCII,
)


def read_time(text: str) -> time:
    """The time in a text such as 10, 10:30, 10.30 uur, 10u30 or 2:30 pm.

    24:00 is midnight. Raises ValueError when it is none of these, or a time that does not exist.
    """
    found = _TIME.fullmatch(" ".join(text.lower().split())) if len(text) <= LONGEST else None
    if found is None:
        raise ValueError("This is not a time")
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError("The half of a day has twelve hours")
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    if (hour, minute) == (24, 0):
        return time(0)
    return time(hour, minute)
