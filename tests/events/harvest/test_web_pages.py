"""Web pages as a source: each page under `pages/` shows a habit of the programs that make sites."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.harvest.values import schedule_of
from events.harvest.web_pages import looks_like_web_page, read
from events.harvest.web_pages.reading import MOST_FAILURES, MOST_PAGES
from harvest.fetch_errors import FetchError, FetchFault
from harvest.kinds import ReadOptions
from harvest.records import Content, Reading, ReadRecord

PAGES = Path(__file__).parent / "pages"
HERE = "https://partner.example/agenda/"


def page(name: str, address: str = HERE) -> Content:
    body = (PAGES / name).read_bytes()
    return Content(body, "text/html" if name.endswith("html") else "text/xml", "", address)


def reading(name: str, **options: Any) -> Reading:
    return read(page(name), ReadOptions(**options))


def by_title(name: str) -> dict[str, ReadRecord]:
    return {record.title: record for record in reading(name).records}


def html(data: str) -> Content:
    text = f"<html><script type='application/ld+json'>{data}</script></html>"
    return Content(text.encode(), "text/html", "utf-8", HERE)


class Site:
    """A partner's site: gives the pages it has, and remembers what was asked for."""

    def __init__(self, **pages: Content | None) -> None:
        self.pages = {f"https://partner.example/agenda/{name}": at for name, at in pages.items()}
        self.asked: list[str] = []

    def __call__(self, address: str) -> Content:
        self.asked.append(address)
        found = self.pages.get(address.replace("www.", ""))
        if found is None:
            raise FetchError(FetchFault.STATUS, status=404)
        return replace(found, address=address)


def test_a_page_of_one_event_says_all_that_a_reader_wants_to_know() -> None:
    (record,) = reading("one_event.html").records

    assert record.key == "https://partner.example/agenda/robotica-in-de-kas/#event"
    assert record.values == {
        "title": "Robotica in de kas – werksessie",
        "description": "Kom kijken wat een robot kan.",
        "all_day": False,
        "start": "2027-03-04T13:00:00",
        "end": "2027-03-04T17:00:00",
        "time_zone": "Europe/Amsterdam",
        "rule": "",
        "extra_dates": [],
        "excluded_dates": [],
        "changes": [],
        "status": "scheduled",
        "location_name": "World Horti Center",
        "location_address": "Europa 1, 2672 ZX Naaldwijk",
        "online_url_found": "",
        "website": "https://partner.example/agenda/robotica-in-de-kas/",
        "categories": ["EducationEvent", "glastuinbouw", "robots"],
        "language": "nl",
        "registration_url": "https://partner.example/aanmelden?e=12",
        "cost": "free",
        "cost_amount": "",
    }
    assert record.next_start is not None
    assert record.next_start.isoformat() == "2027-03-04T13:00:00+01:00"
    assert (record.line, record.cancelled) == (4, False)


def test_nothing_is_kept_of_a_person() -> None:
    assert "Jansen" not in repr(reading("one_event.html"))
    assert "prive.example" not in repr(reading("one_event.html"))


def test_a_thing_elsewhere_in_the_page_is_found_by_its_identifier() -> None:
    (record,) = reading("graph_with_references.html").records

    assert record.values["location_name"] == "Techniekhal"
    assert record.values["location_address"] == "Dok 1, 8321 AA Urk"
    assert (record.values["start"], record.values["end"]) == ("2027-05-20", "2027-05-22")
    assert record.values["status"] == "postponed"


def test_lists_and_several_scripts_are_read_and_comments_are_not() -> None:
    found = reading("list_in_several_scripts.html")

    assert [record.title for record in found.records] == ["Les een", "Les twee", "Les drie"]
    assert found.records[0].key == "https://partner.example/les/1"
    assert found.records[1].values["start"] == "2027-02-08T11:00:00"
    assert found.records[2].values["end"] == "2027-02-15T11:30:00"
    assert (found.refused, found.is_complete, found.has_keys) == ((), True, True)


def test_data_that_is_no_json_is_refused_with_its_line() -> None:
    found = reading("trailing_comma.html")

    assert [record.title for record in found.records] == ["Goed"]
    (refused,) = found.refused
    assert refused.line == 8
    assert "komma te veel" in refused.reason
    assert not found.is_complete
    assert found.counted == 2


def test_a_line_end_within_a_text_costs_nothing() -> None:
    assert list(by_title("line_ends_in_texts.html")) == ["Tekst met regels en een tab"]


@pytest.mark.parametrize(
    ("name", "code", "says"),
    [
        ("microdata_only.html", "microdata", "microdata"),
        ("links_to_calendar.html", "calendar_link", "https://partner.example/agenda/?ical=1"),
        ("webcal_button.html", "calendar_link", "webcal://partner.example/feeds/alles.ics?x=1&y=2"),
        ("sign_in.html", "sign_in_page", "in te loggen"),
    ],
)
def test_a_page_without_events_says_what_to_do(name: str, code: str, says: str) -> None:
    found = reading(name)

    assert (found.records, found.is_complete, found.fault_code) == ((), False, code)
    assert says in found.fault


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b"<html><body><p>Niets</p></body></html>", "no_events"),
        (b"\xef\xbb\xbfBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "calendar"),
        (b"%PDF-1.7", "no_page"),
        (b"x" * (11 * 1024**2), "too_large"),
    ],
)
def test_what_is_no_page_of_events_is_called_by_its_name(body: bytes, code: str) -> None:
    assert read(Content(body), ReadOptions()).fault_code == code


def test_dates_of_a_course_are_events_called_after_it() -> None:
    found = reading("course_with_dates.html")

    assert [record.title for record in found.records] == ["Lasrobots programmeren"] * 2
    assert [record.values["start"][:10] for record in found.records] == ["2027-04-13", "2027-05-18"]
    assert not found.has_keys
    assert len(found.refused) == 1 and "startDate" in found.refused[0].reason


def test_a_schedule_becomes_a_rule() -> None:
    (record,) = reading("series_with_schedule.html").records

    assert record.values["rule"] == "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270629"
    assert record.values["excluded_dates"] == ["2027-02-23T10:00:00", "2027-05-04T10:00:00"]
    assert schedule_of(record.values).start.isoformat() == "2027-01-12T10:00:00"


def test_a_schedule_may_say_itself_when_it_begins() -> None:
    (record,) = reading("schedule_without_start.html").records

    assert record.values["start"] == "2027-01-04T09:00:00"
    assert record.values["end"] == "2027-01-04T11:00:00"
    assert record.values["rule"] == "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=10"


def test_how_something_repeats_that_cannot_be_read_is_said() -> None:
    data = (
        '{"@type":"Event","name":"A","url":"https://p.example/a","startDate":"2027-01-04",'
        '"eventSchedule":{"repeatFrequency":"eens in de zoveel tijd"}}'
    )
    (record,) = read(html(data), ReadOptions()).records

    assert record.values["rule"] == ""
    assert "eens in de zoveel tijd" in record.notes[0]


def test_parts_with_a_name_of_their_own_are_events_and_dates_of_the_whole_are_not() -> None:
    assert list(by_title("festival_with_parts.html")) == [
        "Innovatiefestival", "Opening", "Slotdebat",
    ]  # fmt: skip
    dates = reading("dates_as_parts.html").records
    assert [record.title for record in dates] == ["Masterclass", "Masterclass"]
    assert len({record.key for record in dates}) == 2


def test_whole_days_are_days_however_they_are_written() -> None:
    found = by_title("whole_days_as_midnights.html")

    assert {
        title: (record.values["all_day"], record.values["start"], record.values["end"])
        for title, record in found.items()
    } == {
        "TEC hele dag": (True, "2027-03-04", "2027-03-05"),
        "Twee dagen": (True, "2027-03-04", "2027-03-06"),
        "Middernacht": (True, "2027-03-04", "2027-03-05"),
    }


def test_online_hybrid_and_cancelled_are_understood() -> None:
    found = by_title("online_and_hybrid.html")

    webinar, hybrid, moved = (found[name].values for name in ("Webinar", "Hybride", "Verhuisd"))
    assert (webinar["location_name"], webinar["online_url_found"]) == (
        "",
        "https://meet.example/j/1",
    )
    assert (hybrid["location_name"], hybrid["location_address"], hybrid["online_url_found"]) == (
        "Studio",
        "1217 AA Hilversum",
        "https://meet.example/j/2",
    )
    assert moved["status"] == "moved-online"
    assert found["Verzet"].values["status"] == "scheduled"
    assert found["Lezing"].cancelled


def test_prices_are_read_when_they_are_clear() -> None:
    found = by_title("prices.html")

    assert {
        title: (record.values["cost"], record.values["cost_amount"])
        for title, record in found.items()
    } == {
        "Gratis": ("free", ""),
        "Van twaalf euro vijftig": ("paid", "12.50"),
        "Ponden": ("paid", ""),
        "Raar": ("", ""),
    }
    assert (
        found["Van twaalf euro vijftig"].values["registration_url"] == "https://tickets.example/2"
    )


def test_a_page_that_gives_no_keys_is_said_to_be_so() -> None:
    found = reading("without_keys.html")

    assert [record.title for record in found.records] == ["Een", "Twee"]
    assert not found.has_keys
    assert [(refused.title, refused.is_private) for refused in found.refused] == [
        ("Geen datum", False), ("Rare datum", False), ("", False), ("", True),
    ]  # fmt: skip
    assert found.counted == len(found.records) + len(found.refused)


def test_dates_on_one_address_are_told_apart_and_a_repetition_is_one() -> None:
    found = reading("dates_on_one_address.html")

    assert [record.key for record in found.records] == [
        "https://p.example/rondleiding#2027-03-04T10:00:00",
        "https://p.example/rondleiding#2027-03-11T10:00:00",
    ]
    assert sum(record.parts for record in found.records) == found.counted == 3


def test_the_same_page_gives_the_same_fingerprints_whatever_the_order_of_its_words() -> None:
    same = '"url":"https://p.example/a"'
    one = f'{{"@type":"Event","name":"A",{same},"startDate":"2027-01-04T10:00+01:00","keywords":"b,a"}}'
    other = f'{{"keywords":["a","b"],"startDate":"2027-01-04T09:00:00Z",{same},"name":"A ","@type":["Event"]}}'

    (first,), (second,) = (read(html(data), ReadOptions()).records for data in (one, other))

    assert (first.key, first.fingerprint) == (second.key, second.fingerprint)


def test_data_without_a_page_around_is_read_too() -> None:
    body = (
        b'[{"@type":"Event","name":"Los","url":"https://p.example/los","startDate":"2027-01-04"}]'
    )

    assert [record.title for record in read(Content(body), ReadOptions()).records] == ["Los"]


def test_times_without_an_offset_are_those_of_the_source() -> None:
    data = '{"@type":"Event","name":"A","url":"https://p.example/a","startDate":"2027-01-04T10:00"}'
    (record,) = read(html(data), ReadOptions(zone="America/Curacao")).records

    assert (record.values["start"], record.values["time_zone"]) == (
        "2027-01-04T10:00:00",
        "America/Curacao",
    )


def test_the_pages_of_a_sitemap_are_asked_for_within_the_site_only() -> None:
    site = Site(a=page("one_event.html"), b=page("graph_with_references.html"))

    found = reading("sitemap.xml", fetch=site)

    assert [address.rsplit("/", 1)[1] for address in site.asked] == ["b", "a"]
    assert {record.title for record in found.records} == {
        "Dag van de techniek",
        "Robotica in de kas – werksessie",
    }
    assert found.is_complete


def test_a_page_that_cannot_be_had_is_reported_and_nothing_may_be_missing() -> None:
    found = reading("sitemap.xml", fetch=Site(a=page("one_event.html")))

    assert len(found.records) == 1
    assert "agenda/b" in found.refused[0].reason
    assert not found.is_complete


def test_a_sitemap_of_sitemaps_is_followed_one_step() -> None:
    site = Site(a=page("one_event.html"), b=page("one_event.html"))
    site.pages["https://partner.example/tribe_events-sitemap.xml"] = page("sitemap.xml")

    found = reading("sitemap_of_sitemaps.xml", fetch=site)

    assert len(found.records) == 1
    assert site.asked[0].endswith("tribe_events-sitemap.xml")


def test_entities_are_never_looked_up() -> None:
    site = Site()

    found = reading("sitemap_with_entities.xml", fetch=site)

    assert (found.records, site.asked, found.is_complete) == ((), [], False)


def test_a_large_site_is_not_read_as_a_whole() -> None:
    entries = "".join(f"<url><loc>{HERE}{n}</loc></url>" for n in range(MOST_PAGES + 7))
    pages = {str(n): page("one_event.html") for n in range(MOST_PAGES + 7)}
    site = Site(**pages)

    found = read(
        Content(f"<urlset>{entries}</urlset>".encode(), address=HERE), ReadOptions(fetch=site)
    )

    assert len(site.asked) == MOST_PAGES
    assert not found.is_complete
    assert "7" in found.notes[0]


def test_a_site_that_gives_no_answers_is_left_alone() -> None:
    entries = "".join(f"<url><loc>{HERE}{n}</loc></url>" for n in range(50))
    site = Site()

    read(Content(f"<urlset>{entries}</urlset>".encode(), address=HERE), ReadOptions(fetch=site))

    assert len(site.asked) == MOST_FAILURES


def test_a_list_of_addresses_leads_to_the_pages_of_the_same_site() -> None:
    site = Site(a=page("one_event.html"), b=page("graph_with_references.html"))

    found = reading("list_of_addresses.html", fetch=site)

    assert len(site.asked) == len(found.records) == 2


@pytest.mark.parametrize("path", sorted(PAGES.iterdir()), ids=lambda path: path.name)
def test_every_page_is_recognised_as_one(path: Path) -> None:
    assert looks_like_web_page(page(path.name))
    assert not looks_like_web_page(Content(b"BEGIN:VCALENDAR\r\n" + path.read_bytes()))


_MUTATED = [path.read_bytes() for path in sorted(PAGES.iterdir())]


@settings(max_examples=150, deadline=None)
@given(
    body=st.sampled_from(_MUTATED),
    cuts=st.lists(
        st.tuples(st.integers(0, 2_000), st.integers(0, 40), st.binary(max_size=8)), max_size=6
    ),
)
def test_nothing_that_a_page_holds_makes_it_raise(body: bytes, cuts: list[Any]) -> None:
    for place, length, new in cuts:
        body = body[:place] + new + body[place + length :]

    found = read(Content(body, "text/html", "", HERE), ReadOptions(fetch=Site()))

    read_or_refused = [*found.records, *found.refused]
    assert found.fault or sum(each.parts for each in read_or_refused) == found.counted
    for record in found.records:
        schedule_of(record.values)
        assert record.key and record.title


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8)
    | st.sampled_from(["2027-03-04", "2027-03-04T10:00", "P1W", "Event", "https://schema.org/Monday"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["@type", "@id", "@value", "name", "url", "startDate", "address", "price"]),
        inner,
        max_size=3,
    ),
    max_leaves=6,
)  # fmt: skip
_PROPERTIES = [
    "name", "url", "startDate", "endDate", "duration", "location", "offers", "eventStatus",
    "eventAttendanceMode", "eventSchedule", "subEvent", "keywords", "inLanguage", "@id", "description",
]  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(_PROPERTIES), _json, max_size=6))
def test_nothing_that_a_property_holds_makes_it_raise(properties: dict[str, Any]) -> None:
    import json

    node = {"@type": "Event", "name": "A", "startDate": "2027-03-04", **properties}
    found = read(html(json.dumps(node)), ReadOptions())

    assert found.fault_code != "unreadable"
    assert all("niet worden gelezen" not in each.reason or each.title for each in found.refused)


_PIECES = [
    "<a ", "<!--", "<script type=application/ld+json>", "<script", "<style>", "<a href=\"'", "&amp",
    "[", '{"a":', "</", "<title>", "<template>",
]  # fmt: skip


@pytest.mark.parametrize("piece", _PIECES)
def test_a_page_full_of_one_thing_is_read_at_once(piece: str) -> None:
    """Bounded by the size of the page: what takes the square of it would never end here."""
    body = b"<html>" + (piece * (1_500_000 // len(piece))).encode()

    assert read(Content(body, "text/html"), ReadOptions()).records == ()
