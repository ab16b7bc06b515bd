"""The dates of feeds, by our reading and by the library that most programs in Python use.

They are the same wherever the library is right; where it is not, the reason stands here.
"""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from events.harvest.preview.asking import Asked
from events.harvest.preview.report import report_of
from harvest.records import Content
from tests.events.harvest.test_sample_feeds import EXPECTED, WINDOW, body

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_DAY = timedelta(days=1)

#: Samples of which the library makes something else, and what.
OTHERWISE = {
    "a-day-that-does-not-exist": "stops at a date that it cannot read",
    "apple-zone-offset-with-seconds": "stops at an offset of more than a day",
    "duration-negative": "turns start and end around",
    "empty-rule": "stops at an empty date",
    "end-before-start": "turns start and end around, though only one of them need be wrong",
    "end-equal-to-start-of-whole-day": "gives a day that takes no time",
    "end-that-is-no-time": "stops at an end that it cannot read",
    "every-hour": "gives every hour",
    "exchange-until-of-whole-days": "loses the last day",
    "files-put-together-with-marks": "stops at the second mark",
    "free-and-busy-only": "gives private ones",
    "google-until-as-date": "loses the last day",
    "json-answer": "stops",
    "lone-carriage-returns": "reads one line",
    "lotus-override-is-the-series": "takes it for one date",
    "lower-case-and-trailing-spaces": "finds no event",
    "midnight-as-hour-24": "stops at hour 24",
    "missing-end-of-event": "finds no event",
    "misspelt-rule": "stops at the rule",
    "mixed-line-ends": "finds no event",
    "private-events": "gives private ones",
    "rule-for-exceptions": "does not know EXRULE",
    "sign-in-page": "stops",
    "spaces-and-lower-case-in-rule": "stops at the rule",
    "truncated": "finds no event",
    "two-series-with-one-uid": "takes one for a version of the other",
    "utf16-with-mark": "reads UTF-8 only",
    "utf16-without-mark": "reads UTF-8 only",
    "whole-day-that-ends-at-a-time": "makes a time of the day",
    "without-a-start": "stops at an event without a start",
    "wordpress-two-names-in-one-zone": "stops at the second name",
    "zone-quoted-and-in-other-case": "takes the times for floating ones",
}


def ours(content: bytes) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for series in report_of(Asked(Content(content)), WINDOW)["series"]:
        for each in series["occurrences"]:
            found[_moment(each["start"]), _moment(each["end"])] += 1
    return found


def _moment(text: str) -> str:
    if "T" not in text:
        return text
    return datetime.fromisoformat(text).astimezone(UTC).isoformat()


def theirs(content: bytes) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    begins = datetime.combine(WINDOW.first, time(), AMSTERDAM)
    ends = datetime.combine(WINDOW.last + _DAY, time(), AMSTERDAM)
    for each in icalendar.Calendar.from_ical(content, multiple=True):
        calendar = each
        if each.name != "VCALENDAR":
            calendar = icalendar.Calendar()
            calendar.add_component(each)
        for event in recurring_ical_events.of(calendar).between(begins, ends):
            found[_local(event["DTSTART"].dt), _local(event["DTEND"].dt)] += 1
    return found


def _local(value: date) -> str:
    """A day as it is; a time in UTC, and one that floats as one in Amsterdam."""
    if not isinstance(value, datetime):
        return value.isoformat()
    aware = value if value.tzinfo else value.replace(tzinfo=AMSTERDAM)
    return aware.astimezone(UTC).isoformat()


def _same(content: bytes) -> bool:
    try:
        return ours(content) == theirs(content)
    except (ValueError, KeyError, AttributeError, TypeError):  # The library stops at a fault.
        return False


@pytest.mark.parametrize("name", EXPECTED)
def test_dates_are_those_of_the_library_or_there_is_a_reason(name):
    assert _same(body(name)) is (name not in OTHERWISE)


ZONES = ("Europe/Amsterdam", "America/New_York", "UTC", "")
#: Fifth Mondays, last days and leap days included; no two dates of a rule on one day.
RULES = st.builds(
    lambda freq, interval, by, end: f"FREQ={freq};INTERVAL={interval}{by}{end}",
    st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")),
    st.integers(1, 3),
    st.sampled_from(("", ";BYDAY=MO,FR", ";BYMONTH=3,10", ";BYMONTH=2,5;BYMONTHDAY=-1")),
    st.sampled_from(("", ";COUNT=7", ";UNTIL=20261101T100000Z")),
)
STARTS = st.datetimes(datetime(2025, 6, 1), datetime(2026, 6, 1))


@st.composite
def series(draw: st.DrawFn) -> str:
    """A series with exceptions as a feed writes it; all of it in one zone, or of whole days."""
    zone, whole_days = draw(st.sampled_from(ZONES)), draw(st.booleans())
    start = draw(STARTS).replace(second=0, microsecond=0)
    rule = draw(RULES)
    if whole_days:
        rule = rule.replace("T100000Z", "")
    elif not zone:
        rule = rule.replace("Z", "")

    def times(name: str, *values: datetime) -> str:
        if whole_days:
            return f"{name};VALUE=DATE:" + ",".join(f"{value:%Y%m%d}" for value in values)
        mark = "Z" if zone == "UTC" else ""
        tzid = f";TZID={zone}" if zone not in ("UTC", "") else ""
        return f"{name}{tzid}:" + ",".join(f"{value:%Y%m%dT%H%M%S}{mark}" for value in values)

    length = timedelta(days=draw(st.integers(1, 3)))
    days = draw(st.lists(st.integers(0, 400), max_size=4, unique=True))
    moved = draw(st.lists(st.integers(0, 400), max_size=2, unique=True))
    master = [times("DTSTART", start), times("DTEND", start + length), f"RRULE:{rule}"]
    if days:
        master.append(times("EXDATE", *(start + day * _DAY for day in days)))
        master.append(times("RDATE", start + (days[0] + 1) * _DAY))
    overrides = [
        [
            times("RECURRENCE-ID", start + day * _DAY),
            times("DTSTART", start + day * _DAY + timedelta(days=1)),
            times("DTEND", start + day * _DAY + timedelta(days=3)),
        ]
        for day in moved
    ]
    events = [
        "\r\n".join(["BEGIN:VEVENT", "UID:s", "SUMMARY:S", *lines, "END:VEVENT"])
        for lines in [*overrides, master]
    ]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=series())
def test_made_up_series_have_the_dates_that_the_library_gives(text):
    content = text.encode()
    # A rule that never comes is refused; the library gives its start.
    assume(not report_of(Asked(Content(content)), WINDOW)["refused"])

    assert ours(content) == theirs(content)
