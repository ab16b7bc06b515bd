"""What the page of a question offers to subscribe to."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils.translation import override

from search.agenda.subscribe import subscription
from search.labels import vocabulary
from search.query import SearchQuery
from tests.factories import (
    EventFactory,
    OrganisationFactory,
    ProvinceFactory,
    RegionFactory,
    TargetGroupFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def words(settings):
    settings.SITE_NAME = "Vlechtwerk"
    ProvinceFactory(code="NL-FL", label="Flevoland", label_en="")
    ProvinceFactory(code="NL-UT", label="Utrecht", label_en="")
    TargetGroupFactory(ref="zij-instromers", label="Zij-instromers", label_en="Switchers")
    TargetGroupFactory(ref="mkb", label="MKB", label_en="SMEs")
    RegionFactory(ref="noord", label="Noord-Nederland", label_en="")
    return vocabulary()


def _contents(words, **question) -> str:
    with override("en"):
        return subscription(SearchQuery(language="en", **question), words).contents


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ({}, ["All events."]),
        (
            {"selected": {"province": ("NL-FL",), "target_group": ("zij-instromers",)}},
            ["All events in Flevoland for switchers.", "Also what is for the whole country."],
        ),
        (
            {"selected": {"province": ("NL-FL", "NL-UT")}, "national": False},
            ["All events in Flevoland or Utrecht.", "Not what is for the whole country."],
        ),
        ({"selected": {"target_group": ("mkb",)}}, ["All events for SMEs."]),
        (
            {"selected": {"region": ("noord",), "cost": ("free",)}},
            ["All events (region: Noord-Nederland; cost: Free).", "Also what is for the whole"],
        ),
        ({"text": "robots"}, ["All events about “robots”."]),
        (
            {"date_from": date(2026, 9, 1)},
            ["All events with a date in this period: from 1 September 2026."],
        ),
        ({}, ["What is cancelled stays in it, with that word in its title."]),
    ],
    ids=str,
)
def test_says_in_words_what_is_in_it(words, question, sentences):
    contents = _contents(words, **question)
    for sentence in sentences:
        assert sentence in contents


def test_an_organisation_is_called_by_its_name(words):
    key = OrganisationFactory(title="Hogeschool").pk
    assert "(organisation: Hogeschool)" in _contents(words, selected={"organisation": (str(key),)})


def test_each_program_gets_the_address_in_the_way_it_wants(words):
    question = SearchQuery(selected={"province": ("NL-FL",)}, sort="title", page=4, per_page=50)
    offered = subscription(question, words)
    feed = f"http://testserver{reverse('events:calendar_feed')}?province=NL-FL"
    webcal = feed.replace("http://", "webcal://")
    own, google, outlook, microsoft = offered.ways
    assert offered.url == feed
    assert offered.url_without_cancelled == f"{feed}&cancelled=0"
    assert own.url == webcal
    assert urlsplit(google.url).netloc == "calendar.google.com"
    assert parse_qs(urlsplit(google.url).query) == {"cid": [webcal]}
    for way, host in ((outlook, "outlook.live.com"), (microsoft, "outlook.office.com")):
        assert urlsplit(way.url).netloc == host
        asked = parse_qs(urlsplit(way.url).query)
        assert asked == {"url": [feed], "name": ["Vlechtwerk: Flevoland"]}


def test_what_a_page_asks_of_a_kind_is_left_out(words):
    offered = subscription(SearchQuery(selected={"kind": ("event",)}), words)
    assert offered.url.endswith(reverse("events:calendar_feed"))


def test_a_long_name_is_cut_where_a_program_would_cut_it(words):
    offered = subscription(SearchQuery(text="lang " * 40), words)
    assert len(parse_qs(urlsplit(offered.ways[2].url).query)["name"][0]) <= 80


@pytest.mark.parametrize("view", ["list", "month", "week", "map"])
def test_every_view_of_the_agenda_offers_the_calendar_of_its_filters(client, index, words, view):
    EventFactory()
    parameters = {"province": "NL-FL", "view": view, "on": "2026-05-01"}
    page = client.get(reverse("events:event_list"), parameters)
    address = f"http://testserver{reverse('events:calendar_feed')}?province=NL-FL"
    assert page.context["subscribe"].url == address
    assert f'value="{address}"'.encode() in page.content
    assert f'type="text/calendar" title="{page.context["page_title"]}"'.encode() in page.content
    assert client.get(address).status_code == 200


def test_the_page_leads_to_the_help_about_it(launch_content, client, index):
    page = client.get(reverse("events:event_list"))
    assert b'href="/hulp/abonneren-op-de-agenda/"' in page.content
    assert client.get("/hulp/abonneren-op-de-agenda/").status_code == 200
