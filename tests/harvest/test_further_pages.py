"""A reader of web pages may follow links, but not to others and not for ever."""

import pytest
from django.core.cache import cache

from harvest.fetch_errors import FetchError, FetchFault
from harvest.further_pages import MOST_LED_AWAY, further_pages, pages_for_trial
from harvest.kinds import Kind
from harvest.records import Content


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()


@pytest.fixture
def kind() -> Kind:
    return Kind("pages", "Pages", "", read=None, keeper=None, obeys_robots=True)  # type: ignore[arg-type]


def refused(get, address: str) -> FetchFault:
    with pytest.raises(FetchError) as caught:
        get(address)
    return caught.value.code


def test_pages_of_the_same_website_are_given(partner_server, kind):
    partner_server.answer("/a", body="A")
    get = further_pages(kind, partner_server.url("/"))
    assert get(partner_server.url("/a")).body == b"A"


@pytest.mark.parametrize("address", ["https://school.nl/agenda", "file:///etc/passwd", ""])
def test_pages_of_another_website_are_not(partner_server, kind, address):
    assert refused(further_pages(kind, partner_server.url("/")), address) == "other_website"


def test_www_is_the_same_website(monkeypatch, kind):
    monkeypatch.setattr("harvest.further_pages.get_page", lambda address, kind: _content(address))
    get = further_pages(kind, "https://www.school.nl/")
    assert get("https://school.nl/a").address == "https://school.nl/a"


def test_a_page_that_leads_away_is_not_given_and_some_of_those_end_it(monkeypatch, kind):
    asked = []

    def elsewhere(address, kind):
        asked.append(address)
        return _content("https://victim.nl/")

    monkeypatch.setattr("harvest.further_pages.get_page", elsewhere)
    get = further_pages(kind, "https://school.nl/")
    codes = [refused(get, f"https://school.nl/{number}") for number in range(20)]
    assert codes[:MOST_LED_AWAY] == ["other_website"] * MOST_LED_AWAY
    assert set(codes[MOST_LED_AWAY:]) == {"enough_pages"}
    assert len(asked) == MOST_LED_AWAY


def test_not_more_than_so_many_pages(partner_server, kind):
    partner_server.answer("/a", body="A")
    get = further_pages(kind, partner_server.url("/"), most=2)
    get(partner_server.url("/a"))
    get(partner_server.url("/a"))
    assert refused(get, partner_server.url("/a")) == "enough_pages"


def test_not_longer_than_so_many_seconds(partner_server, kind):
    get = further_pages(kind, partner_server.url("/"), seconds=-1)
    assert refused(get, partner_server.url("/a")) == "enough_pages"
    assert partner_server.requests == []


def test_what_robots_txt_closes_is_not_asked_for(partner_server, kind):
    partner_server.answer("/robots.txt", body="User-agent: *\nDisallow: /a")
    assert (
        refused(further_pages(kind, partner_server.url("/")), partner_server.url("/a")) == "robots"
    )
    assert [request.path for request in partner_server.requests] == ["/robots.txt"]


def test_looking_at_a_trial_again_asks_the_server_for_nothing(partner_server, kind):
    partner_server.answer("/a", body="A")
    for _ in range(3):
        content = pages_for_trial(kind, partner_server.url("/"))(partner_server.url("/a"))
        assert content.body == b"A"
    assert [request.path for request in partner_server.requests] == ["/robots.txt", "/a"]


def _content(address: str) -> Content:
    return Content(b"", address=address)
