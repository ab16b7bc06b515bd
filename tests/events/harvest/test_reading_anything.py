"""Whatever arrives, reading it ends with a result: nothing raises, and nothing goes missing."""

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.harvest.icalendar import read
from harvest.kinds import ReadOptions
from harvest.records import Content, Reading
from tests.events.harvest.test_sample_feeds import EXPECTED, body

BODIES = [body(name) for name in EXPECTED]
QUICKLY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PIECES = [
    b"BEGIN:VCALENDAR", b"END:VCALENDAR", b"BEGIN:VEVENT", b"END:VEVENT", b"BEGIN:VALARM", b"UID:a",
    b"DTSTART:20260310T100000Z", b"DTSTART;VALUE=DATE:20260310", b"DTEND:20260310T090000",
    b"DURATION:P1W", b"RRULE:FREQ=DAILY;COUNT=3", b"RRULE:FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2",
    b"EXDATE:20260311T100000Z", b"RDATE;VALUE=PERIOD:20260311T100000Z/P1D", b"SUMMARY:x", b"SUMMARY",
    b"RECURRENCE-ID:20260311T100000Z", b"RECURRENCE-ID;RANGE=THISANDFUTURE:20260312T100000Z",
    b"STATUS:CANCELLED", b"CLASS:PRIVATE", b" folded", b"\t", b"=;:,", b"DTSTART;TZID=:2026",
]  # fmt: skip


def ensure_sense(reading: Reading) -> None:
    parts = sum(each.parts for each in (*reading.records, *reading.refused))
    assert parts == reading.counted or reading.fault
    assert reading.is_complete is False or not reading.fault
    assert len({record.key for record in reading.records}) == len(reading.records)
    assert all(refused.reason for refused in reading.refused)
    assert "This event cannot be read." not in {refused.reason for refused in reading.refused}
    assert reading.fault_code != "unreadable"
    assert all(record.fingerprint for record in reading.records)


@QUICKLY
@given(content=st.binary(max_size=2_000), charset=st.sampled_from(["", "utf-16", "zip", "ä", "hz"]))
def test_any_bytes_give_a_result(content, charset):
    ensure_sense(read(Content(content, charset=charset), ReadOptions()))


@QUICKLY
@given(lines=st.lists(st.sampled_from(PIECES), max_size=30))
def test_lines_in_any_order_give_a_result(lines):
    ensure_sense(read(Content(b"BEGIN:VCALENDAR\r\n" + b"\r\n".join(lines)), ReadOptions()))


@QUICKLY
@given(chosen=st.integers(0, len(BODIES) - 1), seed=st.integers(0, 1_000_000))
def test_damaged_calendars_give_a_result(chosen, seed):
    ensure_sense(read(Content(damaged(BODIES[chosen], random.Random(seed))), ReadOptions()))


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Cut off, with lines twice, bytes exchanged, other line ends: some of that."""
    lines = content.splitlines(keepends=True) or [b""]
    for _time in range(chance.randrange(4)):
        position = chance.randrange(len(lines))
        lines.insert(chance.randrange(len(lines)), lines[position])
    if chance.random() < 0.3:
        chance.shuffle(lines)
    result = bytearray(b"".join(lines))
    for _time in range(chance.randrange(6)):
        if result:
            result[chance.randrange(len(result))] = chance.randrange(256)
    if chance.random() < 0.3:
        result = result[: chance.randrange(len(result) + 1)]
    if chance.random() < 0.2:
        result = result.replace(b"\r\n", chance.choice([b"\r", b"\n", b"\n\r", b"\r\r\n"]))
    return bytes(result)
