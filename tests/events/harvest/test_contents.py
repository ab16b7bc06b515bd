"""What is taken over of a calendar's texts, and what never is."""

from typing import Any

import pytest

from events.harvest.icalendar import read
from harvest.kinds import ReadOptions
from harvest.records import Content, ReadRecord
from tests.events.harvest.test_sample_feeds import body


def records_of(content: bytes) -> list[ReadRecord]:
    return list(read(Content(content), ReadOptions(language="nl")).records)


def values_of(name: str) -> Any:
    return records_of(body(name))[0].values


def test_nothing_about_people_is_kept():
    text = str(values_of("people-are-not-read"))

    for word in ("Voorbeeld", "example.org", "06-", "Dirk", "Emma"):
        assert word not in text


@pytest.mark.parametrize(
    ("name", "text", "address"),
    [
        ("teams-meeting-block", "We bespreken de wijk.", "teams.microsoft.com/l/meetup-join"),
        ("zoom-in-location", "Over isoleren.", "us02web.zoom.us/j/81234567890"),
        ("google-meet-block", "Kom erbij!", "meet.google.com/abc-defg-hij"),
    ],
)
def test_how_to_join_is_kept_apart_from_what_readers_see(name, text, address):
    values = values_of(name)

    assert values["description"] == text
    assert address in values["online_url_found"]
    assert (values["location_name"], values["location_address"]) == ("", "")


def test_html_becomes_paragraphs_with_the_addresses_of_links():
    assert values_of("html-in-description")["description"] == (
        "Kom langs!\n\n- kraampjes\n- muziek\n\nZie de site (https://example.org/markt) of klik."
    )
    assert (
        values_of("outlook-html-beside-text")["description"] == "Eerste alinea.\n\nTweede alinea."
    )


def test_lines_that_nobody_folded_stay_in_the_text():
    assert values_of("no-unfolded-description")["description"] == (
        "Kraampjes\nen muziek\nLocatie: het plein\nhttps://example.org/markt"
    )


def test_place_is_divided_into_name_and_address():
    places = [
        (record.values["location_name"], record.values["location_address"])
        for record in records_of(body("place-and-address"))
    ]

    assert places == [
        ("De Reehorst", "Bennekomseweg 24, 6717 LM Ede"),
        ("Zaal 3 (2e verdieping)", ""),
        ("Stadhuis", "Coolsingel 40, Rotterdam"),
    ]


def test_only_web_addresses_are_pages():
    first, second = records_of(body("links-that-run"))

    assert (first.title, first.values["website"]) == ("Een omgekeerd", "")
    assert second.address == "https://example.org/twee?a=1,2"


def test_categories_and_language_are_read():
    assert values_of("nextcloud-many-categories")["categories"] == [
        "Buurt",
        "Energie",
        "Wonen, zorg",
    ]
    assert records_of(body("school-timetable-without-title"))[1].values["language"] == "nl"


SERIES = b"""BEGIN:VCALENDAR
BEGIN:VEVENT
UID:s
SUMMARY:Avond
DTSTART;TZID=Europe/Amsterdam:20260304T190000
RRULE:FREQ=WEEKLY;COUNT=9
EXDATE;TZID=Europe/Amsterdam:20260318T190000
EXDATE;TZID=Europe/Amsterdam:20260311T190000
CATEGORIES:Energie,Buurt
SEQUENCE:1
DTSTAMP:20260101T000000Z
LAST-MODIFIED:20260101T000000Z
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"SEQUENCE:1", b"SEQUENCE:7"),
        (b"DTSTAMP:20260101T000000Z", b"DTSTAMP:20261101T000000Z"),
        (b"LAST-MODIFIED:20260101T000000Z", b"CREATED:20250101T000000Z"),
        (b"Energie,Buurt", b"Buurt,Energie"),
        (b"20260318T190000\nEXDATE;TZID=Europe/Amsterdam:20260311", b"20260311T190000,20260318"),
        (b"SUMMARY:Avond\n", b"SUMMARY:Av\n ond\n"),
        (b"\n", b"\r\n"),
        (b"UID:s\nSUMMARY:Avond", b"SUMMARY:Avond\nUID:s"),
        (b"SUMMARY:Avond", b"SUMMARY: Avond \nATTENDEE:mailto:een@example.org"),
    ],
)
def test_what_means_nothing_to_readers_changes_nothing(old, new):
    changed = SERIES.replace(old, new)

    assert changed != SERIES
    assert records_of(changed)[0].fingerprint == records_of(SERIES)[0].fingerprint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Avond", b"Middag"),
        (b"T190000\nRRULE", b"T190000\nDURATION:PT1H\nRRULE"),
        (b"COUNT=9", b"COUNT=8"),
        (b"SEQUENCE:1", b"STATUS:CANCELLED"),
        (b"20260311T190000", b"20260325T190000"),
    ],
)
def test_what_means_something_is_another_content(old, new):
    assert records_of(SERIES.replace(old, new))[0].fingerprint != records_of(SERIES)[0].fingerprint


def test_keys_are_uids_and_hold_no_more_than_the_table_takes():
    long = SERIES.replace(b"UID:s", b"UID:" + b"x" * 600)

    assert records_of(SERIES)[0].key == "s"
    assert len(records_of(long)[0].key) < 500


def test_feed_without_uids_is_recognised_by_address_or_title_and_start():
    reading = read(Content(body("without-uids")), ReadOptions())
    again = read(Content(body("without-uids")), ReadOptions())

    assert not reading.has_keys
    assert reading.records[0].key == "address:https://example.org/een"
    assert [record.key for record in again.records] == [record.key for record in reading.records]


def test_private_date_of_a_public_series_is_left_out_of_it():
    private = (
        b"BEGIN:VEVENT\nUID:s\nCLASS:PRIVATE\nSUMMARY:Bij Anna thuis\n"
        b"RECURRENCE-ID;TZID=Europe/Amsterdam:20260325T190000\n"
        b"DTSTART;TZID=Europe/Amsterdam:20260325T190000\nEND:VEVENT\nEND:VCALENDAR"
    )
    reading = read(Content(SERIES.replace(b"END:VCALENDAR", private)), ReadOptions())

    [record], [refused] = reading.records, reading.refused
    assert (refused.is_private, refused.title) == (True, "")
    assert "2026-03-25T19:00:00" in record.values["excluded_dates"]
    assert "Anna" not in str(record)


@pytest.mark.parametrize(
    "text",
    [
        "Programma\\n------------\\nMicrosoft Teams uitgelegd: workshop\\n------------\\nKom je ook?",
        "Learn more at https://example.org\\nWachtwoord: bij de balie",
        "Bel 06-12345678 als je niet kunt komen",
    ],
)
def test_text_that_only_looks_like_joining_a_meeting_stays(text):
    content = SERIES.replace(b"SUMMARY", b"DESCRIPTION:" + text.encode() + b"\nSUMMARY")

    shown = records_of(content)[0].values["description"]
    assert shown.split() == text.replace("\\n", " ").replace(" ------------ ", " ").split()
