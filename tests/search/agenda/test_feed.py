"""Subscribing to any question about events: `agenda.ics`."""

import gzip
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from icalendar import Calendar

from events.horizon import horizon
from events.models import CalendarText, Event, EventChange
from search.agenda import feed_content
from search.engines import EngineUnavailableError
from search.engines.embedded import EmbeddedEngine
from tests.factories import (
    EventFactory,
    OfferFactory,
    OrganisationFactory,
    ProvinceFactory,
    ScaleFactory,
    TargetGroupFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def flevoland():
    return ProvinceFactory(code="NL-FL", label="Flevoland", label_en="")


@pytest.fixture
def agenda(index, flevoland):
    """A meeting for switchers in Flevoland, one in Utrecht that is cancelled, a national one."""
    switchers = TargetGroupFactory(ref="zij-instromers", label="Zij-instromers", label_en="")
    EventFactory(
        title="Open avond",
        title_en="Open evening",
        summary="Over programmeren.",
        provinces=[flevoland],
        target_groups=[switchers],
        organisations=[OrganisationFactory(title="Hogeschool")],
    )
    EventFactory(
        title="Netwerkborrel",
        provinces=[ProvinceFactory(code="NL-UT", label="Utrecht", label_en="")],
        status=Event.Status.CANCELLED,
    )
    EventFactory(title="Congres", scale=ScaleFactory())
    OfferFactory(title="Geen evenement", provinces=[flevoland])
    call_command("search_index", "rebuild", verbosity=0)
    return index


def _address(language: str = "nl") -> str:
    with override(language):
        return reverse("events:calendar_feed")


def _get(client, parameters=None, language="nl", **headers):
    return client.get(_address(language), parameters or {}, headers=headers)


def _calendar(response) -> Calendar:
    assert response.status_code == 200
    return Calendar.from_ical(response.getvalue())


def _titles(response) -> set[str]:
    """Without the words in front that say what happened to it."""
    titles = (str(event["SUMMARY"]) for event in _calendar(response).events)
    return {title.rpartition(": ")[2] for title in titles}


def _unescaped(text: str) -> str:
    """The library does not know that these are texts."""
    return str(text).replace("\\,", ",")


def test_without_filters_it_holds_every_event_and_nothing_else(client, agenda):
    response = _get(client)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Content-Disposition"].startswith("inline; filename=")
    assert _titles(response) == {"Open avond", "Netwerkborrel", "Congres"}


@pytest.mark.parametrize(
    ("parameters", "titles"),
    [
        ({"province": "NL-FL"}, ["Congres", "Open avond"]),
        ({"province": "NL-FL", "national": "0"}, ["Open avond"]),
        ({"province": ["NL-FL", "NL-UT"]}, ["Congres", "Netwerkborrel", "Open avond"]),
        ({"target_group": "zij-instromers"}, ["Open avond"]),
        ({"q": "programmeren"}, ["Open avond"]),
        ({"province": "NL-UT", "cancelled": "0"}, ["Congres"]),
        ({"cancelled": "0"}, ["Congres", "Open avond"]),
        ({"kind": "offer"}, ["Congres", "Netwerkborrel", "Open avond"]),
    ],
    ids=str,
)
def test_takes_the_same_filters_as_every_page(client, agenda, parameters, titles):
    assert sorted(_titles(_get(client, parameters))) == titles


def test_an_organisation_is_a_filter_too(client, agenda):
    organisation = Event.objects.get(title="Open avond").organisations.get()
    assert _titles(_get(client, {"organisation": organisation.pk})) == {"Open avond"}


def test_nothing_found_is_an_empty_calendar(client, agenda):
    calendar = _calendar(_get(client, {"q": "zeppelin"}))
    assert (calendar.events, calendar.timezones) == ([], [])


@pytest.mark.parametrize(
    "parameters",
    [
        {"unknown": "x", "format": "pdf"},
        {"province": "NL-XX", "page": "-1", "per_page": "10000000", "sort": "x"},
        {"from": "gisteren", "to": "\x00"},
        {"q": "\x00\ud83d".encode("utf-8", "replace").decode(), "cancelled": "\x00"},
        {"q": "a" * 5000},
        {"view": "month", "on": "2026-02-31"},
    ],
)
def test_what_cannot_be_understood_is_left_out(client, agenda, parameters):
    assert _get(client, parameters).status_code == 200


def test_each_language_has_its_address_its_words_and_its_pages(client, agenda):
    english = _calendar(_get(client, language="en"))
    (event,) = (event for event in english.events if event["SUMMARY"] == "Open evening")
    assert event["URL"].startswith("http://testserver/en/")
    assert english["URL"] == "http://testserver/en/calendar/"
    assert english["SOURCE"] == "http://testserver/en/calendar/calendar.ics"
    assert _address() != _address("en")


def test_says_what_it_holds_and_where_it_comes_from(client, agenda, settings):
    settings.SITE_NAME = "Vlechtwerk"
    parameters = {"province": "NL-FL", "target_group": "zij-instromers", "page": "3"}
    calendar = _calendar(_get(client, parameters, "en"))
    for name in ("NAME", "X-WR-CALNAME"):
        assert _unescaped(calendar[name]) == "Vlechtwerk: Flevoland, Zij-instromers"
    assert _unescaped(calendar["X-WR-CALDESC"]) == (
        "All events in Flevoland for zij-instromers. Also what is for the whole country. "
        "What is cancelled stays in it, with that word in its title."
    )
    query = "province=NL-FL&target_group=zij-instromers"
    assert calendar["SOURCE"] == f"http://testserver{_address('en')}?{query}"
    assert calendar["URL"] == f"http://testserver/en/calendar/?{query}"


def test_the_agenda_and_a_search_for_events_have_it_as_a_format(client, agenda):
    feed = _get(client, {"province": "NL-FL"})
    text = feed.getvalue()
    for address in (f"{reverse('events:event_list')}?", f"{reverse('search:search')}?kind=event&"):
        same = client.get(f"{address}province=NL-FL&format=ics")
        assert same.getvalue() == text
        assert same["ETag"] == feed["ETag"]


def test_other_searches_have_no_calendar_and_say_so(client, agenda):
    for address in (reverse("search:search"), reverse("initiatives:offer_list")):
        response = client.get(address, {"format": "ics"})
        assert response["Content-Type"].startswith("text/html")
        assert response.context["notices"]


# Days


@pytest.fixture
def years(index):
    """An event of each of several years, and a series that began long ago and goes on."""
    today = timezone.localdate()
    for distance in (-3, -1, 1):
        day = today + timedelta(days=365 * distance)
        EventFactory(title=f"{distance} jaar", start_date=day)
    EventFactory(title="Elke week", start_date=date(2015, 1, 5), rule="FREQ=WEEKLY")
    EventFactory(title="Was elke week", start_date=date(2015, 1, 5), rule="FREQ=WEEKLY;COUNT=9")
    return today


def test_it_goes_back_two_years(client, years):
    assert _titles(_get(client)) == {"-1 jaar", "1 jaar", "Elke week"}


def test_days_in_the_address_decide_instead(client, years):
    since = (years - timedelta(days=365 * 4)).isoformat()
    tomorrow = (years + timedelta(days=1)).isoformat()
    assert _titles(_get(client, {"from": since})) == {"-3 jaar", "-1 jaar", "1 jaar", "Elke week"}
    assert _titles(_get(client, {"from": tomorrow})) == {"1 jaar", "Elke week"}
    assert _titles(_get(client, {"to": "2015-12-31"})) == {"Was elke week"}
    assert _titles(_get(client, {"from": since, "to": tomorrow})) == {
        "-3 jaar",
        "-1 jaar",
        "Elke week",
    }


def test_days_and_other_filters_count_together(client, years, flevoland):
    EventFactory(title="Hier", provinces=[flevoland])
    call_command("search_index", "rebuild", verbosity=0)
    tomorrow = (years + timedelta(days=1)).isoformat()
    asked = {"province": "NL-FL", "national": "0", "from": tomorrow}
    assert _titles(_get(client, asked)) == {"Hier"}
    asked["from"] = (years + timedelta(days=2)).isoformat()
    assert _titles(_get(client, asked)) == set()


def test_without_cancelled_dates_a_series_has_the_others(client, index):
    event = EventFactory.build(title="Reeks", rule="FREQ=WEEKLY;COUNT=3")
    second = event.start_date + timedelta(days=7)
    event.changes = [EventChange(original_date=second, cancelled=True)]
    event.save()
    EventFactory(title="Los")
    assert len(_calendar(_get(client)).events) == 3
    series, _other = _calendar(_get(client, {"cancelled": "0"})).events
    assert [value.dt.date() for value in series["EXDATE"].dts] == [second]
    only_that_day = {"from": second.isoformat(), "to": second.isoformat()}
    assert _titles(_get(client, only_that_day)) == {"Reeks"}
    assert _titles(_get(client, {**only_that_day, "cancelled": "0"})) == set()


def test_rules_of_every_zone_that_is_used_are_in_it_once(client, index):
    for zone in ("Europe/Amsterdam", "Europe/London", "Europe/London", "UTC"):
        EventFactory(time_zone=zone)
    EventFactory(all_day=True, start_time=None, end_time=None, time_zone="Asia/Tokyo")
    zones = [zone["TZID"] for zone in _calendar(_get(client)).timezones]
    assert zones == ["Europe/Amsterdam", "Europe/London"]


# Asking again


def _drain() -> None:
    """Lets the index hear of what changed."""
    call_command("search_index", "drain", verbosity=0)


def test_it_is_the_same_bytes_from_request_to_request(client, agenda):
    first, second = _get(client), _get(client)
    assert first.getvalue() == second.getvalue()
    for header in ("ETag", "Last-Modified"):
        assert first[header] == second[header]
    assert not first["ETag"].startswith("W/")


def test_the_order_of_parameters_makes_no_difference(client, agenda):
    one = _get(client, {"province": ["NL-FL", "NL-UT"], "q": "avond"})
    other = _get(client, {"q": "avond", "province": ["NL-UT", "NL-FL"], "sort": "title"})
    assert one["ETag"] == other["ETag"]
    assert one.getvalue() == other.getvalue()


def test_who_has_it_already_is_told_so(client, agenda):
    first = _get(client)
    again = _get(client, **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    since = _get(client, **{"if-modified-since": first["Last-Modified"]})
    assert since.status_code == 304
    # A validator counts before a date.
    other = {"if-none-match": '"x"', "if-modified-since": first["Last-Modified"]}
    assert _get(client, **other).status_code == 200


def test_asking_again_takes_two_small_queries(client, agenda, django_assert_num_queries):
    parameters = {"province": "NL-FL"}
    etag = _get(client, parameters)["ETag"]
    # The stamp of the vocabulary and that of the calendar.
    with django_assert_num_queries(2):
        assert _get(client, parameters, **{"if-none-match": etag}).status_code == 304


def test_asking_again_needs_no_engine(client, agenda, monkeypatch):
    parameters = {"province": "NL-FL"}
    etag = _get(client, parameters)["ETag"]
    _break(monkeypatch)
    assert _get(client, parameters, **{"if-none-match": etag}).status_code == 304


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Anders"},
        {"start_date": date(2030, 1, 1)},
        {"status": Event.Status.POSTPONED},
        {"live": False},
    ],
    ids=str,
)
def test_every_change_of_an_event_makes_another_file(client, agenda, change):
    parameters = {"province": "NL-FL"}
    old = {"if-none-match": _get(client, parameters)["ETag"]}
    event = Event.objects.get(title="Open avond")
    for name, value in change.items():
        setattr(event, name, value)
    event.save()
    assert _get(client, parameters, **old).status_code == 200


def test_an_event_that_comes_under_a_filter_or_leaves_it_makes_another_file(
    client, agenda, flevoland
):
    asked = {"province": "NL-FL", "national": "0"}
    old = {"if-none-match": _get(client, asked)["ETag"]}
    event = Event.objects.get(title="Netwerkborrel")
    event.provinces = [flevoland]
    event.save()
    # The text is another one now, and yet it is the index that knows whether it matches.
    assert _get(client, asked, **old).status_code == 304
    _drain()
    response = _get(client, asked, **old)
    assert _titles(response) == {"Open avond", "Netwerkborrel"}
    event.delete()
    assert _titles(_get(client, asked)) == {"Open avond"}


def test_a_new_index_makes_the_feed_be_looked_at_anew(client, agenda):
    before = _get(client, {"province": "NL-FL"})
    agenda.rebuild([])
    assert _get(client, {"province": "NL-FL"})["ETag"] == before["ETag"]
    call_command("search_index", "rebuild", verbosity=0)
    assert _titles(_get(client, {"province": "NL-FL"})) == {"Open avond", "Congres"}


def test_a_change_that_nobody_sees_leaves_the_validator_alone(client, agenda):
    etag = _get(client)["ETag"]
    event = Event.objects.get(title="Open avond")
    event.editor_note = "Bellen"
    event.save()
    _drain()
    assert _get(client)["ETag"] == etag


def test_what_becomes_too_old_overnight_leaves_the_feed(client, years, monkeypatch):
    EventFactory(title="Bijna te oud", start_date=horizon().first)
    etag = _get(client)["ETag"]
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    response = _get(client, **{"if-none-match": etag})
    assert "Bijna te oud" not in _titles(response)


# Packed


def test_it_is_packed_for_who_can_unpack_it(client, agenda):
    plain, packed = _get(client), _get(client, **{"accept-encoding": "br, gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert "Accept-Encoding" in plain["Vary"]
    assert "Content-Encoding" not in plain
    data = packed.getvalue()
    assert gzip.decompress(data) == plain.getvalue()
    assert data == _get(client, **{"accept-encoding": "gzip"}).getvalue()


def test_the_packed_form_has_a_validator_of_its_own(client, agenda):
    packed = _get(client, **{"accept-encoding": "gzip"})["ETag"]
    assert packed != _get(client)["ETag"]
    assert not packed.startswith("W/")
    known = {"accept-encoding": "gzip", "if-none-match": packed}
    assert _get(client, **known).status_code == 304


# Other ways of asking


def test_head_has_the_same_headers_and_no_body(client, agenda):
    head, full = client.head(_address()), _get(client)
    assert head.getvalue() == b""
    for header in ("ETag", "Last-Modified", "Content-Type", "Content-Disposition", "Vary"):
        assert head[header] == full[header]
    assert "Content-Length" not in head


def test_nobody_can_post_to_it(client, agenda):
    assert client.post(_address()).status_code == 405


def test_it_sets_no_cookie_and_asks_nobody_who_they_are(agenda):
    response = _get(Client())
    assert not response.cookies
    assert "Cookie" not in response["Vary"]


# Without the engine


def _break(monkeypatch) -> None:
    def away(*_args, **_options):
        raise EngineUnavailableError("away")

    monkeypatch.setattr(EmbeddedEngine, "keys", away)


def test_without_the_engine_a_filter_gives_an_error_and_not_an_empty_calendar(
    client, agenda, monkeypatch
):
    _break(monkeypatch)
    response = _get(client, {"province": "NL-FL"})
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert b"VCALENDAR" not in response.content


def test_the_engine_may_go_away_between_two_requests(client, agenda, monkeypatch):
    asked = {"province": "NL-FL"}
    assert _get(client, asked).status_code == 200
    _break(monkeypatch)
    assert _get(client, asked).status_code == 503


def test_without_the_engine_the_whole_calendar_is_there(client, agenda, monkeypatch):
    _break(monkeypatch)
    assert len(_titles(_get(client))) == 3
    assert len(_titles(_get(client, {"from": "2020-01-01"}))) == 3


# Many events


def test_the_number_of_queries_does_not_grow_with_the_events(
    client, agenda, django_assert_max_num_queries
):
    for parameters in ({}, {"province": "NL-FL"}):
        with django_assert_max_num_queries(7):
            _get(client, parameters).getvalue()


def test_it_is_sent_while_it_is_read(client, index, monkeypatch):
    monkeypatch.setattr(feed_content, "TEXTS_AT_ONCE", 2)
    events = [EventFactory() for _ in range(5)]
    pieces = _get(client).streaming_content
    first = [next(pieces) for _ in range(2)]
    assert b"BEGIN:VCALENDAR" in first[0]
    assert first[1].count(b"BEGIN:VEVENT") == 2
    # The next part is read only when it is asked for.
    CalendarText.objects.filter(event=events[-1]).delete()
    rest = b"".join(pieces)
    assert rest.count(b"BEGIN:VEVENT") == 2
    assert rest.endswith(b"END:VCALENDAR\r\n")


def test_a_filter_that_matches_more_than_one_part(client, agenda, flevoland, monkeypatch):
    monkeypatch.setattr(feed_content, "TEXTS_AT_ONCE", 2)
    monkeypatch.setattr(feed_content, "DIGESTS_AT_ONCE", 2)
    for number in range(5):
        EventFactory(title=f"Avond {number}", provinces=[flevoland])
    call_command("search_index", "rebuild", verbosity=0)
    assert len(_titles(_get(client, {"province": "NL-FL"}))) == 7


def test_a_process_remembers_only_so_many_feeds(client, agenda, monkeypatch):
    monkeypatch.setattr(feed_content, "MOST_KNOWN", 3)
    for number in range(6):
        _get(client, {"q": f"avond {number}"})
    assert len(feed_content._known) == 3
