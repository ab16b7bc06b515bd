from datetime import date

from bench.harvest.material import calendar
from events.harvest import icalendar
from harvest.kinds import ReadOptions
from harvest.records import Content, ReadRecord

FIRST = date(2026, 12, 1)


def read(body: bytes) -> dict[str, ReadRecord]:
    options = ReadOptions(first=FIRST, last=date(2029, 1, 1))
    reading = icalendar.read(Content(body, "text/calendar"), options)
    assert (reading.fault, reading.refused) == ("", ())
    assert reading.counted == len(reading.records)
    return {record.key: record for record in reading.records}


def test_every_event_can_be_read_and_a_seed_repeats_it():
    body = calendar(60, 1, first=FIRST)
    assert len(read(body)) == 60
    assert calendar(60, 1, first=FIRST) == body
    assert calendar(60, 2, first=FIRST) != body


def test_as_many_differ_as_are_said_to_have_changed():
    before, after = (read(calendar(60, 1, first=FIRST, changed=count)) for count in (0, 3))
    differing = [key for key in before if before[key].fingerprint != after[key].fingerprint]
    assert len(differing) == 3
