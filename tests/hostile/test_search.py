"""Every parameter of the search page and the lists, in both languages, as a page and as JSON."""

import json
from typing import Any

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from search.facets import FACETS
from search.labels import vocabulary
from search.querystring import parse
from tests.hostile.bad_input import any_bytes, querystrings, tried
from tests.hostile.conftest import markup_that_broke_out

pytestmark = pytest.mark.django_db

#: All of design section 5, those of events too: they must not hurt before there are events.
PARAMETERS = (
    "q", "kind", "province", "national", "region", "target_group", "action_line", "action", "path",
    "factor", "form", "level", "mode", "cost", "phase", "organisation", "org_type", "lang", "from",
    "to", "view", "on", "sort", "page", "per_page", "format", "cancelled",
)  # fmt: skip
GOOD_VALUES = (
    "offer", "initiative", "practice", "organisation", "NL-FL", "NL-OV", "flevoland", "leerlingen",
    "leerlingen-vmbo", "nl-a", "fl-01", "omscholing", "ster-a", "weten", "nl", "en", "tribe",
    "2026-01-01", "title", "updated", "relevance", "date", "1", "2", "100", "json", "0",
)  # fmt: skip
NAMES = (
    "search:search",
    "initiatives:initiative_list",
    "initiatives:offer_list",
    "initiatives:practice_list",
    "organisations:organisation_list",
)


def paths() -> list[str]:
    found = []
    for language in ("nl", "en"):
        with override(language):
            found += [reverse(name) for name in NAMES]
    return found


any_list = st.sampled_from(range(len(NAMES) * 2))
any_querystring = querystrings(PARAMETERS, GOOD_VALUES)


@tried(2000)
@given(querystring=any_querystring)
def test_any_address_is_read_and_written_back_the_same(querystring: str) -> None:
    words = vocabulary()
    query = parse(QueryDict(querystring), words, language="nl").query
    again = parse(QueryDict(query.canonical_querystring()), words, language="nl")
    assert again.query == query
    assert not again.notices


@tried(800)
@given(which=any_list, querystring=any_querystring)
def test_any_address_gives_machines_an_answer(which: int, querystring: str, ask: Any) -> None:
    response = ask(paths()[which], f"{querystring}&format=json")
    assert response.status_code in {200, 404}
    if response.status_code == 200:
        answer = json.loads(response.content)
        assert len(answer["results"]) <= min(answer["per_page"], answer["total"], 100)


@tried(300)
@given(which=any_list, querystring=any_querystring, part=st.booleans())
def test_any_address_gives_visitors_a_page(
    which: int, querystring: str, part: bool, ask: Any
) -> None:
    headers = {"HTTP_HX_REQUEST": "true"} if part else {}
    response = ask(paths()[which], querystring, **headers)
    assert response.status_code in {200, 404}
    if response.status_code == 200 and response.context:
        assert not response.context["degraded"]


BAD_VALUES = {
    **{facet.name: "no-such-value" for facet in FACETS},
    "from": "2026-02-30",
    "to": "32-12-2026",
    "sort": "random",
    "page": "first",
    "per_page": "-5",
    "q": "x" * 300,
}


@pytest.mark.parametrize("name", BAD_VALUES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_value_that_is_left_out_is_said_on_the_page(name: str, language: str, ask: Any) -> None:
    with override(language):
        path = reverse("search:search")
    response = ask(path, f"{name}={BAD_VALUES[name]}")
    assert response.status_code == 200
    assert len(response.context["notices"]) == 1
    assert 'class="notice notice--warning' in response.content.decode()


@pytest.mark.parametrize("page", ["2", "999999999", "99"])
def test_page_after_the_last_does_not_exist(page: str, ask: Any) -> None:
    assert ask("/aanbod/", f"page={page}").status_code == 404


def test_thousand_values_of_one_parameter_give_a_page(ask: Any) -> None:
    for name in PARAMETERS:
        querystring = "&".join(f"{name}=value-{number}" for number in range(400))
        assert ask("/zoeken/", querystring).status_code == 200


@pytest.mark.parametrize("name", PARAMETERS)
def test_markup_stays_text(name: str, ask: Any) -> None:
    for path in ("/zoeken/", "/en/offers/"):
        script = ask(path, f"{name}=%3Cscript%3Ealert(1)%3C/script%3E").content.decode()
        assert "<script>alert(1)" not in script
        ask(path, f"{name}=%22%27%3E%3Cvw-mark%20vw-attribute=1%20")


def test_markup_that_breaks_out_would_be_noticed() -> None:
    assert markup_that_broke_out('<p title=""><vw-mark a="">')
    assert markup_that_broke_out("<input value='' vw-attribute=1 >")
    assert not markup_that_broke_out("<p title='&quot;&gt;&lt;vw-mark'>&lt;vw-mark&gt;</p>")


@tried(150)
@given(value=any_bytes, name=st.sampled_from(["HX-Request", "HX-Current-URL", "HX-Target",
       "HX-Trigger", "HX-Boosted", "HX-History-Restore-Request", "Accept-Language", "Cookie",
       "Accept", "Referer", "If-None-Match", "If-Modified-Since", "Range", "X-Forwarded-For"]))  # fmt: skip
def test_any_header_gives_a_page(name: str, value: bytes, ask: Any) -> None:
    key = "HTTP_" + name.upper().replace("-", "_")
    text = value.decode("latin-1").replace("\r", "").replace("\n", "").replace("\0", "")
    assert ask("/zoeken/", "q=cursus", **{"HTTP_HX_REQUEST": "true", key: text}).status_code == 200
