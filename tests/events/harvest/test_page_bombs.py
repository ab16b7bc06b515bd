"""Pages and sitemaps made to use us up, or to read what stands on our machine."""

import json
from typing import Any

import pytest

from events.harvest.web_pages import read
from events.harvest.web_pages.sitemap import read_sitemap
from harvest.kinds import ReadOptions
from harvest.records import Content, Reading
from tests.events.harvest.test_content_bombs import _ends_soon

__all__ = ["_ends_soon"]


def reading_of(body: bytes, address: str = "https://school.nl/agenda") -> Reading:
    return read(Content(body, "text/html", "", address), ReadOptions())


def page(data: Any) -> bytes:
    text = data if isinstance(data, str) else json.dumps(data)
    return f'<html><script type="application/ld+json">{text}</script></html>'.encode()


def event(**more: Any) -> dict[str, Any]:
    return {"@type": "Event", "name": "Open dag", "startDate": "2027-01-01", **more}


def test_a_sitemap_cannot_read_files_of_ours():
    body = (
        b'<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        b"<urlset><url><loc>https://school.nl/&x;</loc></url></urlset>"
    )
    assert read_sitemap(body).entries == ()


def test_a_sitemap_cannot_grow_by_entities():
    inner = b"".join(b'<!ENTITY e%d "%s">' % (n + 1, b"&e%d;" % n * 10) for n in range(9))
    body = (
        b'<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY e0 "aaaaaaaaaa">' + inner + b"]>"
        b"<urlset><url><loc>&e9;</loc></url></urlset>"
    )
    assert read_sitemap(body).entries == ()


@pytest.mark.parametrize(
    "inner",
    [
        b"<a>" * 1_500_000,
        b"<url " + b" ".join(b'a%d="x"' % n for n in range(50_000)) + b"/>",
    ],
    ids=["a million elements", "50,000 attributes"],
)
def test_a_sitemap_that_is_too_much_is_not_read(inner):
    found = read_sitemap(b"<urlset>" + inner + b"</urlset>")
    assert found.entries == ()
    assert found.fault


@pytest.mark.parametrize(
    "data",
    [
        '{"@type":"Event","name":' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"@type":"Event","subEvent":' * 20_000 + "1" + "}" * 20_000,
        '{"@type":"Event","name":' + "9" * 500_000 + "}",
    ],
    ids=["lists in each other", "events in each other", "a number without end"],
)
def test_data_that_cannot_be_held_is_refused_with_a_reason(data):
    reading = reading_of(page(data))
    assert reading.records == ()
    [refused] = reading.refused
    assert refused.reason


def test_of_thousands_of_events_the_first_are_read(monkeypatch):
    monkeypatch.setattr("events.harvest.web_pages.reading.MOST_COMPONENTS", 500)
    many = [event(**{"@id": "#1", "name": f"Les {n}"}) for n in range(600)]
    reading = reading_of(page(many))
    assert len(reading.records) == 500
    assert len({record.key for record in reading.records}) == 500
    assert [refused.parts for refused in reading.refused] == [100]
    assert not reading.is_complete


@pytest.mark.parametrize(
    "body",
    [
        b"<html>" + b"<" * 5_000_000,
        b"<html>" + b"<!--" * 1_000_000,
        b"<html><a " + b'x="' * 1_000_000,
        b"<html>" + b'<script type="application/ld+json">' * 50_000,
        b"<html>" + b"<meta " * 500_000,
        b"<html><" + b"a" * 1_000_000,
        b"<html>itemtype=" + b" " * 1_000_000,
        b'<html><script type="application/ld+json">' + b"<!--" * 200_000,
    ],
    ids=["signs", "comments", "quotes", "scripts", "heads", "name", "spaces", "comments in data"],
)
def test_markup_that_never_ends_holds_nothing(body):
    assert reading_of(body).fault_code == "no_events"


def test_things_that_name_each_other_end():
    things = [
        event(**{"@id": "#a", "location": {"@id": "#b"}}),
        {"@id": "#b", "@type": "Place", "name": "Zaal", "address": {"@id": "#b"}},
    ]
    [record] = reading_of(page(things)).records
    assert record.values["location_name"] == "Zaal"
