"""A website says which pages programs may read, and we keep to it (RFC 9309)."""

import pytest
from django.core.cache import cache

from harvest.http import FetchError, FetchFault
from harvest.robots import allows, may_fetch, rules_for_us


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()


@pytest.mark.parametrize(
    ("rules", "path", "expected"),
    [
        ("User-agent: *\nDisallow: /", "/agenda", False),
        ("User-agent: *\nDisallow:", "/agenda", True),
        ("User-agent: *\nDisallow: /private", "/agenda", True),
        # The longest rule that fits, wherever it stands; of two as long, the one that allows.
        ("User-agent: *\nDisallow: /\nAllow: /agenda", "/agenda/1", True),
        ("User-agent: *\nAllow: /\nDisallow: /agenda", "/agenda/1", False),
        ("User-agent: *\nDisallow: /agenda\nAllow: /agenda", "/agenda", True),
        # A group with our name counts instead of the one for everybody.
        ("User-agent: *\nDisallow: /\n\nUser-agent: Vlechtwerk/1.0\nAllow: /", "/a", True),
        ("User-agent: vlechtwerk\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: other\nUser-agent: VLECHTWERK\nDisallow: /", "/a", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        # Stars and the dollar sign.
        ("User-agent: *\nDisallow: /*.php$", "/a/index.php", False),
        ("User-agent: *\nDisallow: /*.php$", "/a/index.php?x=1", True),
        ("User-agent: *\nDisallow: /*/print", "/a/b/print/1", False),
        ("User-agent: *\nDisallow: /agenda$", "/agenda/1", True),
        ("User-agent: *\nDisallow: /a*b*b$", "/ab", True),
        # One path written in two ways; comments, another case of letters, a mark at the start.
        ("User-agent: *\nDisallow: /caf%C3%A9", "/caf%c3%a9", False),
        ("User-agent: *\nDisallow: /café", "/caf%C3%A9", False),
        ("\ufeffUSER-AGENT: * # all\r\nDISALLOW : /a # not this\r\n", "/a", False),
        ("<html>no such page</html>", "/a", True),
        ("User-agent: *\nCrawl-delay: 10\nDisallow: /a", "/a", False),
    ],
)
def test_what_the_rules_say(rules, path, expected):
    assert allows(rules_for_us(rules), path) is expected


def test_a_rule_made_of_stars_costs_nothing():
    rules = rules_for_us("User-agent: *\n" + f"Disallow: /{'*a' * 20}$\n" * 5000)
    assert allows(rules, "/" + "a" * 3000 + "b")


def test_a_website_is_asked_once_a_day(partner_server):
    partner_server.answer("/robots.txt", body="User-agent: *\nDisallow: /private")
    assert may_fetch(partner_server.url("/agenda"))
    assert not may_fetch(partner_server.url("/private/1"))
    assert may_fetch(partner_server.url("/robots.txt"))
    assert [request.path for request in partner_server.requests] == ["/robots.txt"]


@pytest.mark.parametrize(
    ("status", "expected"), [(404, True), (403, True), (500, False), (429, False)]
)
def test_no_such_file_opens_all_and_trouble_closes_all(partner_server, status, expected):
    partner_server.answer("/robots.txt", status=status)
    assert may_fetch(partner_server.url("/agenda")) is expected


def test_an_address_that_cannot_be_asked_is_closed():
    assert not may_fetch("http://10.0.0.5/")
    assert not may_fetch("no address")


def test_the_words_say_that_the_website_does_not_want_it():
    assert "robots.txt" in str(FetchError(FetchFault.ROBOTS))
