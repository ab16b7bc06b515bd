"""What words find."""

import pytest

from search.query import SearchQuery
from tests.search.conformance.conftest import found
from tests.search.conftest import make_document


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("omscholing", "Omscholingstraject voor ICT"),
        ("traject", "Omscholingstraject voor ICT"),
        ("omscholingstraject", "Traject voor omscholing"),
        ("initiatief", "Alle initiatieven"),
        ("cooperatie", "Coöperatie Zeeland"),
        ("zijinstroom", "Zij-instromers gezocht"),
        ("zij-instromer", "Zijinstroom in de zorg"),
        ("docent", "ICT-docenten"),
        ("omsch", "Omscholing tot tester"),
        ("subsidie voor bedrijf", "Subsidies voor bedrijven"),
        ("mkb", "Mkb'ers digitaal"),
        ("c++", "Leer C++ in een jaar"),
    ],
)
def test_words_find_what_they_mean(filled, text, title):
    engine = filled(make_document(1, title), make_document(2, "Iets heel anders"))
    assert found(engine, text) == [1]


def test_every_word_is_needed(filled):
    engine = filled(make_document(1, "Voucher voor scholing"), make_document(2, "Voucher"))
    assert found(engine, "voucher scholing") == [1]


def test_words_may_stand_in_different_places(filled):
    engine = filled(
        make_document(1, "Voucher", summaries={"nl": "Voor het mkb"}, names={"nl": "Hogeschool"})
    )
    assert found(engine, "voucher mkb hogeschool") == [1]


def test_english_text_is_found_in_english_and_shown_so(filled):
    engine = filled(make_document(1, titles={"nl": "Omscholing", "en": "Retraining courses"}))
    results = engine.search(SearchQuery(text="course", language="en"))
    assert results.hits[0].title == "Retraining <mark>courses</mark>"
    assert results.hits[0].title_language == "en"
    assert results.hits[0].url == "/en/offers/1-x/"


def test_an_item_without_english_is_found_in_english_with_its_dutch_text(filled):
    engine = filled(make_document(1, "Omscholing"))
    results = engine.search(SearchQuery(text="omscholing", language="en"))
    assert results.hits[0].title == "<mark>Omscholing</mark>"
    assert results.hits[0].title_language == "nl"


def test_what_visitors_type_is_never_a_query_language(filled):
    engine = filled(make_document(1, "Voucher"), make_document(2, "Cursus"))
    for text in ["title_words_nl:voucher", "*", "vou*", '"', "voucher OR cursus", "((((a+)+)+"]:
        engine.search(SearchQuery(text=text))
    assert found(engine, "voucher OR cursus") == []
    assert found(engine, "*") == [1, 2]


def test_the_fragment_shows_where_the_words_stand(filled):
    engine = filled(
        make_document(1, "A", summaries={"nl": "Samenvatting"}, bodies={"nl": "Met een voucher."})
    )
    hit = engine.search(SearchQuery(text="voucher")).hits[0]
    assert hit.fragment == "Met een <mark>voucher</mark>."
