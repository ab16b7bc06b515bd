"""Calendars as they should be, written out so that nothing of ours takes part."""

TIME_ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:STANDARD
TZNAME:CET
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
TZNAME:CEST
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
"""
ZONED = ";TZID=Europe/Amsterdam"


def calendar(*parts: str) -> str:
    """Put components into a calendar with the usual lines, ended as RFC 5545 asks."""
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example//by hand//NL\n"
    return (head + "".join(parts) + "END:VCALENDAR\n").replace("\n", "\r\n")


def event(uid: str, *lines: str) -> str:
    """Write a VEVENT with these lines of its own."""
    head = ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z"]
    return "\n".join([*head, *lines, "END:VEVENT", ""])


WALK_IN = event(
    "inloop@example.org",
    "SUMMARY:Inloopspreekuur",
    f"DTSTART{ZONED}:20260309T090000",
    f"DTEND{ZONED}:20260309T100000",
    "RRULE:FREQ=WEEKLY;COUNT=5",
    f"EXDATE{ZONED}:20260316T090000",
    "LOCATION:Bibliotheek\\, Lelystad",
)
WALK_IN_LATER = event(
    "inloop@example.org",
    "SUMMARY:Inloopspreekuur (later)",
    f"RECURRENCE-ID{ZONED}:20260323T090000",
    f"DTSTART{ZONED}:20260324T130000",
    f"DTEND{ZONED}:20260324T140000",
)
WALK_IN_CANCELLED = event(
    "inloop@example.org",
    "SUMMARY:Geannuleerd: Inloopspreekuur",
    "STATUS:CANCELLED",
    f"RECURRENCE-ID{ZONED}:20260330T090000",
    f"DTSTART{ZONED}:20260330T090000",
    f"DTEND{ZONED}:20260330T100000",
)
WEEK_OF_ICT = event(
    "week@example.org",
    "SUMMARY:Week van de ICT",
    "DTSTART;VALUE=DATE:20260309",
    "DTEND;VALUE=DATE:20260314",
)
SOUND = calendar(TIME_ZONE, WALK_IN, WALK_IN_LATER, WALK_IN_CANCELLED, WEEK_OF_ICT)
