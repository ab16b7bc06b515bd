"""A set of synonyms changes what is found with the next request, without a new index."""

import json

import pytest
from django.core.management import call_command

from search.models import SynonymSet
from tests.factories import OfferFactory, SynonymSetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def teachers(index):
    """What is called by three words for the same."""
    for title in ("Beurs voor docenten", "Dag voor leraren", "Leven lang ontwikkelen"):
        OfferFactory(title=title)
    call_command("search_index", "rebuild", verbosity=0)
    return index


def titles(client, words: str, path: str = "/zoeken/") -> list[str]:
    response = client.get(path, {"q": words, "format": "json"})
    assert response.status_code == 200
    return [result["title"] for result in json.loads(response.content)["results"]]


def test_new_set_is_used_at_once_and_exact_words_come_first(client, teachers):
    assert titles(client, "leraren") == ["Dag voor leraren"]
    SynonymSetFactory(term="docent", english="", synonyms=["leraar"])
    assert titles(client, "leraren") == ["Dag voor leraren", "Beurs voor docenten"]
    assert titles(client, "docent") == ["Beurs voor docenten", "Dag voor leraren"]


def test_set_that_is_switched_off_widens_nothing(client, teachers):
    row = SynonymSetFactory(term="docent", english="", synonyms=["leraar"])
    assert len(titles(client, "leraren")) == 2
    row.active = False
    row.save()
    assert titles(client, "leraren") == ["Dag voor leraren"]
    SynonymSet.objects.all().delete()
    assert titles(client, "leraren") == ["Dag voor leraren"]


def test_several_words_are_found_as_a_phrase(client, teachers):
    SynonymSetFactory(term="levenslang leren", english="", synonyms=["leven lang ontwikkelen"])
    assert titles(client, "levenslang leren") == ["Leven lang ontwikkelen"]


def test_english_word_finds_what_is_only_in_dutch(client, teachers):
    SynonymSetFactory(term="docent", english="teacher", synonyms=["leraar"])
    found = titles(client, "teachers", "/en/search/")
    assert sorted(found) == ["Beurs voor docenten", "Dag voor leraren"]
