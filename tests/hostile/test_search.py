"""Every parameter of the search page and the lists, in both languages, in every format."""

import csv
import json
import random
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

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
    "to", "view", "on", "sort", "sorted_for", "page", "per_page", "format", "cancelled",
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


def _reads_as(name: str, response: Any) -> None:
    """Whether what came back is of the format that was asked for."""
    body = response.received
    if name == "csv":
        rows = list(csv.reader(StringIO(body.decode("utf-8-sig")), delimiter=";"))
        assert len({len(row) for row in rows}) == 1
    elif name == "xlsx":
        sheet = load_workbook(BytesIO(body)).active
        assert not [cell for row in sheet for cell in row if cell.data_type == "f"]
    else:
        assert ElementTree.fromstring(body).tag == "{http://www.w3.org/2005/Atom}feed"


@tried(60)
@given(querystring=any_querystring, name=st.sampled_from(["csv", "xlsx", "atom"]))
def test_any_address_gives_spreadsheets_and_readers_an_answer(
    querystring: str, name: str, ask: Any
) -> None:
    response = ask("/zoeken/", f"{querystring}&format={name}")
    assert response.status_code == 200
    _reads_as(name, response)


@tried(300)
@given(querystring=querystrings(("q", "language", "limit"), GOOD_VALUES, most=2))
def test_any_typing_gives_suggestions_or_none(querystring: str, ask: Any) -> None:
    response = ask("/en/search/suggestions/", querystring)
    assert response.status_code == 200
    for line in json.loads(response.content)["suggestions"]:
        assert line["url"].startswith("/en/")


@tried(300)
@given(which=any_list, querystring=any_querystring, part=st.booleans())
def test_any_address_gives_visitors_a_page(
    which: int, querystring: str, part: bool, ask: Any
) -> None:
    headers = {"HTTP_HX_REQUEST": "true"} if part else {}
    response = ask(paths()[which], querystring, **headers)
    assert response.status_code in {200, 404}
    # With a format in the address it is a file, which has no context.
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


#: Every one of these has stopped some search engine somewhere.
TROUBLE = (
    "a" * 10_000,
    ("omscholing " * 1_000),
    "\x00om\x00scholing\x01\x1f",
    "\u202egnilohcsmo\u202c \u2066x\u2069",
    '"niet gesloten',
    'a "b c" d" "',
    "status:draft",
    "kind:offer AND NOT title:x",
    "*",
    "om*",
    "?mscholing",
    "[a TO z]",
    "{2020 TO *}",
    "from:[2026-01-01 TO *]",
    "omscholing~2^9",
    "/o.*g/",
    "((((((((",
    "+om -scholing !x && y || z",
    "\\",
    "\U0001f9f6\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "e" + "\u0301" * 500,
    "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u4e2d\u6587",
)
EVERY_FORMAT = ("", "json", "csv", "xlsx", "atom")


@pytest.mark.parametrize("name", EVERY_FORMAT)
@pytest.mark.parametrize("words", TROUBLE, ids=lambda words: repr(words[:20]))
def test_trouble_gives_a_proper_answer_in_every_format(words: str, name: str, ask: Any) -> None:
    response = ask("/zoeken/", urlencode({"q": words, "format": name}))
    assert response.status_code == 200
    if name in {"csv", "xlsx", "atom"}:
        _reads_as(name, response)


@pytest.mark.parametrize("words", TROUBLE, ids=lambda words: repr(words[:20]))
def test_trouble_gives_suggestions_or_none(words: str, ask: Any) -> None:
    assert ask("/zoeken/suggesties/", urlencode({"q": words})).status_code in {200, 404}


@pytest.mark.parametrize(
    "words", ["status:draft", "id:offer", "kind:offer", "source:x", "title:cursus", "_id:1"]
)
def test_no_field_of_an_engine_can_be_addressed(words: str, ask: Any) -> None:
    """The same as without the colon: a word and another word."""
    addressed = ask("/zoeken/", urlencode({"q": words, "format": "json"})).json()
    plain = ask("/zoeken/", urlencode({"q": words.replace(":", " "), "format": "json"})).json()
    assert [hit["id"] for hit in addressed["results"]] == [hit["id"] for hit in plain["results"]]


@pytest.mark.parametrize("words", ["*", "?", "/.*/", "[a TO z]", "{* TO *}"])
def test_no_sign_stands_for_everything(words: str, ask: Any) -> None:
    everything = ask("/zoeken/", "format=json").json()["total"]
    signs_only = not any(sign.isalnum() for sign in words)
    found = ask("/zoeken/", urlencode({"q": words, "format": "json"})).json()["total"]
    assert found == everything if signs_only else found < everything


def test_five_hundred_filters_give_a_page(ask: Any) -> None:
    choices = random.Random(3)
    pairs = [(choices.choice(PARAMETERS), choices.choice(GOOD_VALUES)) for _turn in range(500)]
    wanted = [(name, value) for name, value in pairs if name not in {"format", "page", "per_page"}]
    for name in EVERY_FORMAT:
        assert ask("/zoeken/", urlencode([*wanted, ("format", name)])).status_code == 200


@pytest.mark.parametrize("page", ["1000000000", "-1000000000", "1e9", "9" * 50])
def test_page_a_billion_is_no_fault_in_any_format(page: str, ask: Any) -> None:
    for name in EVERY_FORMAT:
        assert ask("/zoeken/", f"page={page}&format={name}").status_code in {200, 404}


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
