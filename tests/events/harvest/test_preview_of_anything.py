"""`manage.py harvest_preview` says what is wrong, whatever it is given, and never breaks off."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.harvest.partner_server import partner_server

__all__ = ["partner_server"]

CALENDAR = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Open dag\r\n"
    "DTSTART:20261201T100000Z\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def preview(*arguments: str) -> dict:
    out = StringIO()
    call_command("harvest_preview", *arguments, "--json", stdout=out)
    text = out.getvalue()
    # What a terminal, or a program that reads it, could not take would be a fault of its own.
    text.encode("utf-8")
    return json.loads(text)


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "a.ics"
    path.write_text(CALENDAR)
    return str(path)


@pytest.mark.parametrize(
    "place",
    ["", ".", "nosuch", "a\udcff\udcfe", "x" * 5_000, "\x00", "http://", "http://[", "http://10.0.0.5/",
     "https://jan:geheim@school.nl/", "webcal:", "file:///etc/passwd", "/dev/null"],
)  # fmt: skip
def test_what_cannot_be_had_is_said(place):
    report = preview(place)
    assert report["fault"]
    assert "geheim" not in report["fault"]
    assert report["counts"]["read"] == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--from", "0001-01-01", "--to", "9999-12-31"),
        ("--from", "soon", "--to", "2026-13-01"),
        ("--from", "2027-01-01", "--to", "2026-01-01"),
        ("--from", "\udcff"),
        ("--zone", "\udcff"),
        ("--zone", "../../etc/passwd"),
        ("--zone", ""),
    ],
    ids=str,
)
def test_days_and_zones_that_are_none_break_nothing(file, options):
    report = preview(file, *options)
    assert report["fault"] == ""
    assert report["counts"]["read"] == 1


def test_all_dates_there_are(file):
    report = preview(file, "--from", "0001-01-01", "--to", "9999-12-31")
    assert report["counts"]["occurrences"] == 3


def test_an_address_is_fetched(partner_server):
    partner_server.answer(body=CALENDAR)
    report = preview(partner_server.url(), "--from", "2026-12-01", "--to", "2026-12-31")
    assert report["series"][0]["title"] == "Open dag"
