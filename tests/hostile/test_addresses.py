"""Paths of items and pages, their parameters, and the files for machines."""

from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.urls import get_resolver
from hypothesis import given
from hypothesis import strategies as st

from initiatives.models import Offer
from organisations.models import Organisation
from tests.hostile.bad_input import KNOWN_TROUBLE, any_bytes, querystrings, tried

pytestmark = pytest.mark.django_db

ITEM_PATHS = (
    "initiatieven/", "aanbod/", "praktijken/", "organisaties/",
    "en/initiatives/", "en/offers/", "en/practices/", "en/organisations/",
)  # fmt: skip
PAGE_PATHS = ("", "en/", "regios/", "en/regions/", "nieuws/", "en/news/", "hulp/", "en/help/")
OTHER_PATHS = (
    "sitemap-", "sitemap.xml", "documenten/", "media/", "static/", "_util/", "account/",
    "account/confirm-email/", "account/password/reset/key/", "stijlgids/", ".well-known/", "beheer/",
)  # fmt: skip
NUMBERS = (
    "0",
    "1",
    "2",
    "007",
    "-1",
    "9" * 15,
    "9" * 16,
    "9" * 30,
    "\u0663",
    "\uff11",
    "1.0",
    "1e3",
    "",
)


def _is_proper(response: Any) -> bool:
    """A page, nothing there, or on to an address of this site."""
    if response.status_code in {200, 404}:
        return True
    if response.status_code not in {301, 302}:
        return False
    target = urlsplit(response["Location"].replace("\\", "/"))
    return target.netloc in {"", "testserver"} and target.scheme in {"", "http"}


@tried(400)
@given(
    start=st.sampled_from(ITEM_PATHS + PAGE_PATHS + OTHER_PATHS),
    pieces=st.lists(any_bytes, min_size=1, max_size=3),
    slash=st.sampled_from(["/", "", "//"]),
)
def test_any_path_gives_a_page_or_none(
    start: str, pieces: list[bytes], slash: str, ask: Any
) -> None:
    path = "/".join(quote(piece[:500], safe="") for piece in pieces)
    assert _is_proper(ask(f"/{start}{path}{slash}"))


@tried(200)
@given(start=st.sampled_from(ITEM_PATHS), number=st.sampled_from(NUMBERS), words=any_bytes)
def test_any_number_and_words_of_an_item(start: str, number: str, words: bytes, ask: Any) -> None:
    assert _is_proper(ask(f"/{start}{quote(number)}-{quote(words[:300], safe='')}/"))


def test_wrong_words_behind_a_number_lead_to_the_item(ask: Any) -> None:
    for item in (Offer.objects.live().first(), Organisation.objects.live().first()):
        assert item is not None
        right = item.get_absolute_url()
        start = right.rsplit("/", 2)[0]
        for words in ("x", "-", "a" * 3000, "-".join(["b"] * 500)):
            assert ask(f"{start}/{item.pk}-{words}/")["Location"] == right
        assert ask(f"{start}/{item.pk}/")["Location"] == right


@tried(150)
@given(
    path=st.sampled_from(
        ["/", "/en/", "/nieuws/", "/en/news/", "/hulp/zoeken/", "/regios/flevoland/", "/en/help/"]
    ),
    querystring=querystrings(("page", "p", "q", "next", "lang"), ("1", "2", "last")),
)
def test_any_parameter_of_an_editorial_page(path: str, querystring: str, ask: Any) -> None:
    assert ask(path, querystring).status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "two", "%00", "9" * 30, "%FF", "1.5"])
def test_news_without_such_a_page_shows_one_that_exists(page: str, ask: Any) -> None:
    response = ask("/nieuws/", f"page={page}")
    assert response.status_code == 200
    assert response.context["articles"]


@tried(60)
@given(section=any_bytes, page=any_bytes)
def test_any_section_of_the_sitemap(section: bytes, page: bytes, ask: Any) -> None:
    querystring = f"p={quote(page)}"
    assert ask(f"/sitemap-{quote(section[:300], safe='')}.xml", querystring).status_code == 404
    assert ask("/sitemap-offer-nl.xml", querystring).status_code in {200, 404}
    assert ask("/sitemap.xml", querystring).status_code == 200


@pytest.mark.parametrize("value", KNOWN_TROUBLE, ids=lambda value: repr(value[:20]))
def test_path_that_begins_with_two_slashes_stays_here(value: bytes, ask: Any) -> None:
    for path in (f"//example.org/{quote(value[:300], safe='')}", "//example.org/..%2f"):
        assert _is_proper(ask(path))


def test_every_address_without_arguments_survives_a_bad_querystring(ask: Any) -> None:
    bad = "&".join(
        f"{name}={value}"
        for name in ("page", "p", "q", "next", "id", "format", "lang")
        for value in ("%00", "%FF", "9" * 30)
    )
    for pattern in get_resolver().reverse_dict:
        if isinstance(pattern, str):
            forms, *_rest = get_resolver().reverse_dict.getlist(pattern)[0]
            path, arguments = forms[0]
            if not arguments:
                # 401: the page about a log-in elsewhere that failed.
                assert ask(f"/{path}", bad).status_code in {200, 301, 302, 401, 404}
