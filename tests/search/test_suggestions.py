"""What is offered to somebody who is typing."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override

from search.suggestions import MOST
from tests.factories import (
    OfferFactory,
    OrganisationFactory,
    ProvinceFactory,
    TargetGroupFactory,
)
from tests.search.conftest import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client):
    def suggestions(typed: str, language: str = "nl") -> list[dict[str, str]]:
        with override(language):
            address = reverse("search:suggestions")
        response = client.get(address, {"q": typed})
        assert response.status_code == 200
        return json.loads(response.content)["suggestions"]

    return suggestions


@pytest.fixture
def words(index):
    ProvinceFactory(code="NL-FL", label="Flevoland", label_en="")
    ProvinceFactory(code="NL-FR", label="Friesland", label_en="")
    TargetGroupFactory(
        ref="zij-instromers", label="Zij-instromers", label_en="Career switchers",
        synonyms=["overstappers"],
    )  # fmt: skip
    return index


def test_place_leads_to_its_province(ask, words):
    (almere,) = ask("alme")
    assert almere["label"] == "Almere (Flevoland)"
    assert almere["url"] == f"{reverse('search:search')}?province=NL-FL"


def test_province_is_offered_once(ask, words):
    assert [line["label"] for line in ask("flevol")] == ["Flevoland"]


def test_place_in_a_province_that_the_site_does_not_know_is_left_out(ask, words):
    assert ask("middelburg") == []


def test_term_is_offered_under_each_of_its_names(ask, words):
    search = reverse("search:search")
    for typed in ("zij", "ZIJ INSTR", "zij-instr", "instromers"):
        (line,) = ask(typed)
        assert line["label"] == "Zij-instromers"
        assert line["url"] == f"{search}?target_group=zij-instromers"
    # The name that was typed stands beside its own.
    assert ask("overst")[0]["label"] == "Zij-instromers (overstappers)"
    assert ask("career", "en")[0]["label"] == "Career switchers"
    assert ask("career", "en")[0]["url"].startswith("/en/search/")


def test_dutch_word_on_an_english_page_says_that_it_is_dutch(ask, words):
    assert ask("friesl", "en")[0]["lang"] == "nl"
    assert "lang" not in ask("friesl")[0]


def test_titles_and_organisations_lead_to_their_pages(ask, index):
    offer = OfferFactory(title="Omscholing tot tester")
    party = OrganisationFactory(title="Omscholers Flevoland")
    call_command("search_index", "rebuild", verbosity=0)
    found = {line["label"]: line for line in ask("omschol")}
    assert found["Omscholing tot tester"]["url"] == offer.get_absolute_url()
    assert found["Omscholers Flevoland"]["url"] == party.get_absolute_url()
    kinds = [line["kind"] for line in found.values()]
    assert len(set(kinds)) == 2


def test_what_begins_with_the_words_comes_first_and_kinds_stay_together(ask, index):
    index.rebuild(
        [
            make_document(1, "Een cursus testen"),
            make_document(2, "Testen voor beginners"),
            make_document(3, "Netwerk testen", kind="practice"),
            make_document(4, "Testlab", kind="practice"),
        ]
    )
    found = ask("test")
    firsts = {line["kind"]: line["label"] for line in reversed(found)}
    assert set(firsts.values()) == {"Testen voor beginners", "Testlab"}
    kinds = [line["kind"] for line in found]
    assert kinds == sorted(kinds, key=kinds.index)


def test_never_more_than_a_glance(ask, index):
    index.rebuild([make_document(number, f"Cursus {number}") for number in range(30)])
    for number in range(30):
        TargetGroupFactory(label=f"Cursisten {number}")
    assert len(ask("curs")) == MOST


@pytest.mark.parametrize("typed", ["", " ", "a", "\x00", "\u202e", "?!", '"', "*", "x" * 10_000])
def test_nothing_to_suggest_is_an_answer_too(ask, words, typed):
    assert ask(typed) == []


def test_message_says_how_many(client, words):
    answer = json.loads(client.get(reverse("search:suggestions"), {"q": "zij"}).content)
    assert answer["message"].startswith("1 ")


def test_browser_may_keep_an_answer_for_a_minute(client, words):
    response = client.get(reverse("search:suggestions"), {"q": "zij"})
    assert set(response["Cache-Control"].split(", ")) == {"private", "max-age=60"}
    assert response["X-Robots-Tag"] == "noindex"
    assert client.post(reverse("search:suggestions")).status_code == 405


def test_terms_and_places_need_no_engine(ask, words, settings, tmp_path):
    settings.SEARCH_URL = f"embedded://{tmp_path / 'away'}"
    assert [line["label"] for line in ask("zij")] == ["Zij-instromers"]


@pytest.mark.parametrize("typed", ["alm", "zij", "cursus"])
def test_one_query_however_much_there_is(ask, words, typed, django_assert_max_num_queries):
    for number in range(20):
        TargetGroupFactory(label=f"Cursisten {number}")
    words.rebuild([make_document(number, f"Cursus {number}") for number in range(100)])
    ask(typed)  # reads the vocabulary, once per process
    with django_assert_max_num_queries(1):
        ask(typed)


def test_renamed_term_is_offered_under_its_new_name(ask, words):
    group = TargetGroupFactory(ref="docenten", label="Docenten")
    assert ask("docen")
    group.label = "Leraren"
    group.save()
    assert not ask("docen")
    assert ask("lera")[0]["label"] == "Leraren"


def test_field_names_the_address_of_its_suggestions(client, words):
    page = client.get("/en/search/").content.decode()
    assert 'data-suggestions="/en/search/suggestions/"' in page
