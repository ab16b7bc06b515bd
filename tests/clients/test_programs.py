"""The programs themselves: they show what a sound calendar says, and do not let a bad one pass."""

from datetime import UTC, date, datetime

import pytest

from tests.clients import written_by_hand as by_hand
from tests.clients.libraries import read_with_libraries
from tests.clients.programs import ComplaintError
from tests.clients.shown import Shown

FIRST, LAST = date(2026, 3, 1), date(2026, 4, 30)


def at(day: int, hour: int, *, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


WEEK = Shown("Week van de ICT", date(2026, 3, 9), date(2026, 3, 14))
SHOWN = [
    WEEK,
    Shown("Inloopspreekuur", at(9, 8), at(9, 9)),
    Shown("Inloopspreekuur (later)", at(24, 12), at(24, 13)),
    Shown("Geannuleerd: Inloopspreekuur", at(30, 7), at(30, 8), cancelled=True),
    Shown("Inloopspreekuur", at(6, 7, month=4), at(6, 8, month=4)),
]


def test_every_reader_shows_the_rule_its_exception_and_its_changes(reader):
    assert reader(by_hand.SOUND, FIRST, LAST) == SHOWN


def test_every_reader_gives_text_without_its_escapes(reader):
    [shown] = reader(by_hand.SOUND, date(2026, 4, 1), LAST)
    assert (shown.uid, shown.location) == ("inloop@example.org", "Bibliotheek, Lelystad")


BROKEN = {
    "truncated": by_hand.SOUND[:-40],
    "an empty answer": "",
    "a sign-in page": "<!doctype html><title>Inloggen</title>",
    "an event without start": by_hand.calendar(by_hand.event("x", "SUMMARY:Zonder begin")),
    "a start that is no time": by_hand.SOUND.replace("20260309T090000", "2026-03-09 9:00"),
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_every_reader_reports_a_broken_calendar(reader, text):
    with pytest.raises(ComplaintError):
        reader(text, FIRST, LAST)


@pytest.mark.parametrize("strict", ["libraries", "ical_js"])
def test_a_line_that_is_none_is_reported_by_all_but_khal(strict, request):
    reader = read_with_libraries if strict == "libraries" else request.getfixturevalue(strict)
    with pytest.raises(ComplaintError):
        reader(by_hand.SOUND.replace("LOCATION:", "LOCATION "), FIRST, LAST)


def test_ical_js_reports_a_zone_that_the_calendar_does_not_describe(ical_js):
    with pytest.raises(ComplaintError, match="no zone that the calendar describes"):
        ical_js(by_hand.calendar(by_hand.WALK_IN), FIRST, LAST)


def test_ical_js_reports_a_change_of_a_date_that_the_series_lacks(ical_js):
    changed = by_hand.SOUND.replace(
        "RECURRENCE-ID;TZID=Europe/Amsterdam:20260323",
        "RECURRENCE-ID;TZID=Europe/Amsterdam:20260322",
    )
    with pytest.raises(ComplaintError, match="changes dates that the series lacks"):
        ical_js(changed, FIRST, LAST)


def test_ical_js_reports_two_events_with_one_uid(ical_js):
    with pytest.raises(ComplaintError, match="2 events with this UID"):
        ical_js(by_hand.calendar(by_hand.WEEK_OF_ICT, by_hand.WEEK_OF_ICT), FIRST, LAST)


def test_khal_reports_an_exception_that_excludes_nothing(khal):
    with pytest.raises(ComplaintError, match="excluded instance"):
        khal(by_hand.SOUND.replace("20260316T090000", "20260317T090000"), FIRST, LAST)


def test_a_subscriber_sees_what_is_published_and_then_what_became_of_it(subscribed, published):
    calendar = published(by_hand.SOUND)
    somebody = subscribed(calendar.address)
    somebody.sync()
    assert somebody.shows(FIRST, LAST) == SHOWN

    calendar.text = by_hand.calendar(by_hand.WEEK_OF_ICT)
    assert somebody.shows(FIRST, LAST) == SHOWN
    somebody.sync()
    assert somebody.shows(FIRST, LAST) == [WEEK]


def test_a_subscriber_keeps_what_there_was_when_the_site_answers_with_an_error(
    subscribed, published
):
    calendar = published(by_hand.SOUND)
    somebody = subscribed(calendar.address)
    somebody.sync()

    calendar.status = 503
    with pytest.raises(ComplaintError, match="503"):
        somebody.sync()
    assert somebody.shows(FIRST, LAST) == SHOWN


def test_a_subscription_is_not_emptied_at_once(subscribed, published):
    """vdirsyncer takes it for an accident; one event that stays, cancelled or not, is enough."""
    calendar = published(by_hand.SOUND)
    somebody = subscribed(calendar.address)
    somebody.sync()

    calendar.text = by_hand.calendar()
    with pytest.raises(ComplaintError, match="completely emptied"):
        somebody.sync()
    assert somebody.shows(FIRST, LAST) == SHOWN


def test_a_subscription_with_a_name_of_its_own_loses_events(subscribed, published):
    """vdirsyncer takes the first UID for that of every event, which is why ours has none there."""
    named = by_hand.SOUND.replace("PRODID", "UID:calendar@example.org\r\nPRODID", 1)
    somebody = subscribed(published(named).address)
    somebody.sync()
    assert len(somebody.shows(FIRST, LAST)) < len(SHOWN)


def test_khal_shows_an_hour_of_what_has_no_end(khal, ical_js):
    text = by_hand.calendar(by_hand.event("x", "SUMMARY:Sluiting", "DTSTART:20260310T120000Z"))
    assert ical_js(text, FIRST, LAST) == [Shown("Sluiting", at(10, 12), at(10, 12))]
    assert khal(text, FIRST, LAST) == [Shown("Sluiting", at(10, 12), at(10, 13))]


def test_khal_shows_two_categories_of_one_with_a_comma(khal, ical_js):
    lines = ("SUMMARY:Inloop", "DTSTART;VALUE=DATE:20260310", "CATEGORIES:mkb\\, zzp")
    text = by_hand.calendar(by_hand.event("x", *lines))
    assert ical_js(text, FIRST, LAST)[0].categories == {"mkb, zzp"}
    assert khal(text, FIRST, LAST)[0].categories == {"mkb\\", " zzp"}
