"""Reading a partner's calendar: what each habit of a program comes to."""

from datetime import date

from events.harvest.icalendar import read
from events.harvest.values import schedule_of
from events.recurrence.expansion import expand
from harvest.kinds import ReadOptions
from harvest.records import Content, Reading

OPTIONS = ReadOptions(first=date(2026, 1, 1), last=date(2027, 12, 31))


def reading_of(text: str) -> Reading:
    return read(Content(text.replace("\n", "\r\n").encode()), OPTIONS)


def calendar(*events: str, head: str = "") -> str:
    inner = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{inner}END:VCALENDAR\n"


def test_plain_event_comes_with_its_title_times_and_line():
    reading = reading_of(
        calendar(
            "UID:one@example.org\nSUMMARY:Lezing\\, met vragen\n"
            "DTSTART;TZID=Europe/Amsterdam:20260309T193000\nDTEND;TZID=Europe/Amsterdam:20260309T213000"
        )
    )

    [record] = reading.records
    assert (record.key, record.title, record.line) == ("one@example.org", "Lezing, met vragen", 3)
    assert record.values["start"] == "2026-03-09T19:30:00"
    assert record.values["end"] == "2026-03-09T21:30:00"
    assert record.values["time_zone"] == "Europe/Amsterdam"
    assert reading.is_complete
    assert reading.counted == 1


def test_changed_date_before_its_master_belongs_to_the_series():
    reading = reading_of(
        calendar(
            "UID:s\nRECURRENCE-ID:20260311T190000\nDTSTART:20260312T190000\nDTEND:20260312T200000\nSUMMARY:A",
            "UID:s\nDTSTART:20260304T190000\nDTEND:20260304T200000\nRRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:A",
        )
    )

    [record] = reading.records
    spans = expand(schedule_of(record.values), date(2026, 1, 1), date(2026, 12, 31))
    assert record.parts == 2
    assert [span.first_day.day for span in spans] == [4, 12, 18]


def test_event_without_a_start_is_refused_and_costs_no_other():
    reading = reading_of(calendar("UID:a\nSUMMARY:A", "UID:b\nSUMMARY:B\nDTSTART:20260309T193000Z"))

    assert [record.key for record in reading.records] == ["b"]
    [refused] = reading.refused
    assert (refused.key, refused.line) == ("a", 3)
    assert "DTSTART" in refused.reason
