"""Calendars made to use us up: each ends soon, with a sentence for whatever did not come in."""

import signal
from collections.abc import Iterator
from datetime import date

import pytest

from events.harvest.icalendar import read
from events.harvest.icalendar.limits import MOST_DATES_OF_FEED
from events.horizon import horizon
from harvest.kinds import ReadOptions
from harvest.records import Content, Reading

OPTIONS = ReadOptions(first=date(2026, 11, 1), last=date(2028, 11, 1))
#: Of the processor, not of the clock, and ten times what the slowest of them takes.
MOST_SECONDS = 20


@pytest.fixture(autouse=True)
def _ends_soon() -> Iterator[None]:
    def too_long(*_: object) -> None:
        pytest.fail("it goes on and on")

    before = signal.signal(signal.SIGVTALRM, too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def reading_of(*parts: str, head: str = "") -> Reading:
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{''.join(parts)}END:VCALENDAR\r\n"
    return read(Content(text.encode("utf-8", "surrogatepass")), OPTIONS)


def event(uid: object, *lines: str, start: str = "DTSTART:20261201T100000Z") -> str:
    inner = "".join(f"{line}\r\n" for line in (f"UID:{uid}", start, "SUMMARY:Titel", *lines))
    return f"BEGIN:VEVENT\r\n{inner}END:VEVENT\r\n"


def zone(name: str, rule: str, times: int = 1) -> str:
    part = (
        "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
        f"{rule}\r\nEND:STANDARD\r\n"
    )
    return f"BEGIN:VTIMEZONE\r\nTZID:{name}\r\n{part * times}END:VTIMEZONE\r\n"


OWN_ZONE = "DTSTART;TZID=Own:20261201T100000"
EVERY_SECOND = [f"20261201T{n // 3600:02}{n // 60 % 60:02}{n % 60:02}Z" for n in range(80_000)]

TAKEN = {
    "a line of 5 MB": [event(1, "DESCRIPTION:" + "a" * 5_000_000)],
    "a fold after each character": [event(1, "DESCRIPTION:" + "\r\n a" * 200_000)],
    "20,000 alarms in each other": [
        event(1, "BEGIN:VALARM\r\n" * 20_000 + "END:VALARM\r\n" * 20_000)
    ],
    "100,000 guests": [event(1, *(f"ATTENDEE:mailto:{n}@x.nl" for n in range(100_000)))],
    "100,000 categories": [event(1, "CATEGORIES:" + ",".join(map(str, range(100_000))))],
    "10,000 times the same rule": [event(1, *["RRULE:FREQ=WEEKLY"] * 10_000)],
    "a rule that never ends": [event(1, "DESCRIPTION:Kom https://x.nl/ \\n" + "_" * 19_000 + "x")],
    "digits after a link to join": [
        event(1, "DESCRIPTION:https://teams.microsoft.com/l/meetup-join/1\\n" + "1" * 19_000 + "a")
    ],
    "a place of digits": [event(1, "LOCATION:" + "1 " * 500_000 + "a")],
    "a place of comments": [event(1, "LOCATION:<b>" + "<!--" * 500_000)],
    "a title of signs": [event(1, "SUMMARY:(geannuleerd" + "!" * 19_000 + "x")],
    "a zone that nobody knows": [event(1, start="DTSTART;TZID=../../etc/passwd:20261201T100000")],
    "a zone of 5,000 rules": [
        zone("Own", "RRULE:FREQ=YEARLY;BYMONTH=3", 5_000),
        event(1, start=OWN_ZONE),
    ],
    "a zone that changes each second": [
        zone("Own", "RRULE:FREQ=SECONDLY"),
        event(1, start=OWN_ZONE),
    ],
    "markup without end": [event(1, "DESCRIPTION:" + "<div>" * 100_000)],
    "comments without end": [event(1, "DESCRIPTION:" + "<!--" * 100_000)],
    "spaces without end": [event(1, "SUMMARY:" + " " * 500_000 + "x")],
    "parameters without end": [event(1, "DESCRIPTION" + ';X="a"' * 50_000 + ":x")],
    "a quote that does not close": [event(1, 'DESCRIPTION;X="' + "a;" * 200_000 + ":x")],
    "a dot above a dot above a dot": [event(1, "SUMMARY:a" + "\u0301" * 200_000)],
    "NUL and marks that turn the writing": [event(1, "DESCRIPTION:a\x00b\u202ec")],
    "a rule of every day, changed 1,000 times": [
        event(1, "RRULE:FREQ=DAILY"),
        *(
            event(1, f"RECURRENCE-ID:202612{n % 28 + 1:02}T{n // 28 % 24:02}{n % 60:02}00Z")
            for n in range(1_000)
        ),
    ],
}

REFUSED = {
    "every second": [event(1, "RRULE:FREQ=SECONDLY")],
    "every minute": [event(1, "RRULE:FREQ=MINUTELY")],
    "every hour": [event(1, "RRULE:FREQ=HOURLY")],
    "30 February": [event(1, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")],
    "the end before the start": [event(1, "RRULE:FREQ=DAILY;UNTIL=20200101T000000Z")],
    "80,000 dates of its own": [event(1, "RDATE:" + ",".join(EVERY_SECOND))],
    "80,000 dates left out": [event(1, "RRULE:FREQ=DAILY", "EXDATE:" + ",".join(EVERY_SECOND))],
    "5,000 events in each other": ["BEGIN:VEVENT\r\nUID:1\r\n" * 5_000, "END:VEVENT\r\n" * 5_000],
    "a rule of one word": [event(1, "RRULE:" + "A" * 1_000_000)],
    "the year 9999": [event(1, start="DTSTART:99991231T235959Z")],
    "a number without end": [event(1, start="DTSTART:" + "2" * 500_000)],
    "an interval without end": [event(1, "RRULE:FREQ=DAILY;INTERVAL=" + "9" * 50)],
}

NOTHING_READ = {
    "20,000 events": (["".join(event(n) for n in range(20_000))], "too_many"),
    "3 million lines": ([":\r\n" * 3_000_000], "too_large"),
    "calendars in each other": (["BEGIN:VCALENDAR\r\n" * 400_000], "too_large"),
}


@pytest.mark.parametrize("parts", TAKEN.values(), ids=TAKEN)
def test_what_is_only_large_comes_in_cut_down(parts):
    reading = reading_of(*parts)
    [record] = reading.records
    assert record.parts == reading.counted
    assert len(record.values["description"]) <= 20_000
    assert len(record.values["categories"]) <= 100
    assert not {"\x00", "\u202e"} & set(record.values["description"])


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_held_is_refused_with_a_reason(parts):
    reading = reading_of(*parts)
    [refused] = reading.refused
    assert reading.records == ()
    assert refused.parts == reading.counted
    assert 10 < len(refused.reason) < 300


@pytest.mark.parametrize(("parts", "code"), NOTHING_READ.values(), ids=NOTHING_READ)
def test_of_what_is_too_much_nothing_is_read(parts, code):
    reading = reading_of(*parts)
    assert (reading.fault_code, reading.records, reading.is_complete) == (code, (), False)


def test_thousands_of_endless_series_do_not_fill_the_database():
    """Each of them is fine; together they would be millions of dates."""
    reading = reading_of(*(event(n, "RRULE:FREQ=DAILY") for n in range(500)))
    days = (horizon().last - date(2026, 12, 1)).days
    assert len(reading.records) + len(reading.refused) == 500
    assert 0 < len(reading.records) * days <= MOST_DATES_OF_FEED * 1.01
    assert reading.is_complete


def test_hundreds_of_weekly_series_come_in():
    reading = reading_of(
        *(
            event(n, "RRULE:FREQ=WEEKLY;BYDAY=TU", start="DTSTART:20200107T100000Z")
            for n in range(200)
        )
    )
    assert len(reading.records) == 200


def test_links_that_run_something_are_not_taken_over():
    reading = reading_of(
        event(
            1,
            "URL:javascript:alert(1)",
            'DESCRIPTION:<script>alert(1)</script><a href="javascript:alert(2)">Kom</a>',
        )
    )
    [record] = reading.records
    assert record.values["website"] == ""
    assert record.values["description"] == "Kom"


def test_thousands_of_events_with_one_uid_end_soon():
    """Each has a title and a start of its own; and changed dates that could be of any of them."""
    reading = reading_of(
        *(
            event(1, f"DESCRIPTION:{n}", start=f"DTSTART:202612{n % 28 + 1:02}T{n % 24:02}0000Z")
            for n in range(2_000)
        ),
        *(event(1, f"RECURRENCE-ID:202612{n % 28 + 1:02}T100000Z") for n in range(2_000)),
    )
    assert sum(each.parts for each in (*reading.records, *reading.refused)) == 4_000


def test_thousands_of_events_without_uid_and_with_one_title_end_soon():
    without_uid = event(1).replace("UID:1\r\n", "")
    reading = reading_of(
        *(without_uid.replace("END", f"DESCRIPTION:{n}\r\nEND", 1) for n in range(3_000))
    )
    assert len({record.key for record in reading.records}) == 3_000
