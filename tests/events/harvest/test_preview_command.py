"""`manage.py harvest_preview`: the trial run without a source, and without a database."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import translation

from harvest.fetch_errors import FetchError, FetchFault
from tests.events.harvest.test_sample_feeds import FEEDS

YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def preview(place: object, *options: str) -> tuple[str, str]:
    out, error = StringIO(), StringIO()
    call_command("harvest_preview", str(place), *options, stdout=out, stderr=error)
    return out.getvalue(), error.getvalue()


def as_json(place: object, *options: str) -> dict[str, Any]:
    out, _error = preview(place, "--json", *options)
    return json.loads(out)


def test_series_has_its_rule_in_words_and_each_date_with_its_offset():
    found = as_json(FEEDS / "override-before-master.ics", *YEAR)

    [series] = found["series"]
    assert found["counts"] == {
        "components": 2,
        "read": 2,
        "refused": 0,
        "series": 1,
        "occurrences": 3,
        "private": 0,
    }
    assert (series["uid"], series["title"], series["line"]) == ("s", "Avond", 11)
    assert series["rule"] == "every week on Wednesday, 3 times"
    assert series["rrule"] == "FREQ=WEEKLY;COUNT=3"
    assert series["occurrences"][1] == {
        "start": "2026-03-12T20:00:00+01:00",
        "end": "2026-03-12T21:00:00+01:00",
        "status": "scheduled",
        "recurrence_id": "2026-03-11T19:00:00+01:00",
        "title": "Anders",
    }


def test_whole_days_are_dates_and_end_on_the_day_after_the_last():
    found = as_json(FEEDS / "whole-day-with-duration.ics", *YEAR)

    [occurrence] = found["series"][0]["occurrences"]
    assert (occurrence["start"], occurrence["end"]) == ("2026-05-05", "2026-05-08")


def test_only_dates_that_touch_the_days_asked_for_are_given():
    days = ("--from", "2026-05-07", "--to", "2026-05-07")
    later = ("--from", "2026-05-08", "--to", "2026-05-08")

    assert as_json(FEEDS / "whole-day-with-duration.ics", *days)["counts"]["occurrences"] == 1
    assert as_json(FEEDS / "whole-day-with-duration.ics", *later)["counts"]["occurrences"] == 0


def test_days_are_those_of_the_zone_that_is_asked_for():
    day = ("--from", "2026-07-10", "--to", "2026-07-10")

    assert as_json(FEEDS / "byte-order-mark.ics", *day)["counts"]["occurrences"] == 1
    away = as_json(FEEDS / "byte-order-mark.ics", *day, "--zone", "Pacific/Auckland")
    [occurrence] = away["series"][0]["occurrences"]
    assert occurrence["start"] == "2026-07-10T22:00:00+12:00"


def test_refused_events_have_their_line_and_reason_and_private_ones_no_title():
    refused = as_json(FEEDS / "private-events.ics", *YEAR)["refused"]

    assert [(each["line"], each["title"], each["private"]) for each in refused] == [
        (4, "", True),
        (10, "", True),
    ]
    assert refused[0]["reason"] == "It is marked as private."


def test_table_tells_people_the_same():
    out, _error = preview(FEEDS / "override-cancelled.ics", *YEAR)

    assert "every week on Wednesday, 3 times" in out
    assert "2026-03-11T19:00:00+01:00 – 2026-03-11T21:00:00+01:00  [cancelled]" in out
    assert "3 events in the file; 3 read as 1 series with 3 dates" in out


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("/no/such/file.ics", "There is no file"),
        (FEEDS, "is a directory"),
        (FEEDS / "sign-in-page.ics", "a page to sign in at"),
        (FEEDS / "empty-file.ics", "The answer is empty"),
        ("http://[", "not an address that we can use"),
        ("", "is a directory"),
        ("\udcff", "There is no file"),
        ("a\0b", "There is no file"),
    ],
)
def test_what_cannot_be_read_is_a_sentence_and_no_failure(place, words):
    out, error = preview(place, *YEAR)

    assert (out, words in error) == ("", True)
    assert words in as_json(place, *YEAR)["fault"]


def test_options_that_make_no_sense_are_said_and_the_usual_ones_used():
    found = as_json(
        FEEDS / "floating-times.ics", "--from", "soon", "--to", "never", "--zone", "Mars"
    )

    assert len(found["notes"]) == 3
    assert found["counts"]["read"] == 1


def test_address_that_gives_nothing_is_a_sentence(monkeypatch):
    def fail(*_args: object, **_options: object) -> None:
        raise FetchError(FetchFault.UNREACHABLE)

    monkeypatch.setattr("events.harvest.preview.asking.fetch", fail)

    assert "We get no answer at this address." in as_json("webcal://example.org/a.ics")["fault"]


def test_page_with_events_is_read_as_one(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        '<html><script type="application/ld+json">{"@context": "https://schema.org", '
        '"@type": "Event", "name": "Markt", "startDate": "2026-05-05T10:00+02:00"}</script></html>'
    )

    [series] = as_json(page, *YEAR)["series"]
    assert series["title"] == "Markt"
