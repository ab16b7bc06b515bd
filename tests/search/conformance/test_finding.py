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


def test_every_word_is_needed_when_enough_has_them_all(filled):
    both = [make_document(pk, "Voucher voor scholing") for pk in range(1, 9)]
    engine = filled(*both, make_document(9, "Voucher"))
    assert sorted(found(engine, "voucher scholing")) == [1, 2, 3, 4, 5, 6, 7, 8]


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
    assert sorted(found(engine, "voucher NOT cursus")) == [1, 2]
    assert found(engine, "*") == [1, 2]


def test_the_fragment_shows_where_the_words_stand(filled):
    engine = filled(
        make_document(1, "A", summaries={"nl": "Samenvatting"}, bodies={"nl": "Met een voucher."})
    )
    hit = engine.search(SearchQuery(text="voucher")).hits[0]
    assert hit.fragment == "Met een <mark>voucher</mark>."


def test_when_too_few_have_all_words_those_with_most_follow(filled):
    engine = filled(
        make_document(1, "Voucher"),
        make_document(2, "Cursus", bodies={"nl": "Een voucher"}),
        make_document(3, "Iets anders"),
    )
    results = engine.search(SearchQuery(text="voucher cursus"))
    assert [hit.document.pk for hit in results.hits] == [2, 1]
    assert results.partly


def test_filters_do_not_change_what_words_mean(filled):
    documents = [make_document(pk, "Voucher cursus", provinces=["NL-ZE"]) for pk in range(10, 18)]
    engine = filled(*documents, make_document(1, "Voucher", provinces=["NL-FL"]))
    there = {"province": ("NL-FL",)}
    results = engine.search(SearchQuery(text="voucher cursus", selected=there))
    assert (results.total, results.partly) == (0, False)
    assert results.facets["province"] == {"NL-ZE": 8}


def test_a_mistyped_word_finds_what_was_meant_and_says_so(filled):
    engine = filled(make_document(1, "Omscholing in Almere"), make_document(2, "Iets anders"))
    results = engine.search(SearchQuery(text="omscholign almere"))
    assert [hit.document.pk for hit in results.hits] == [1]
    assert results.read_as == (("omscholign", "omscholing"),)
    assert results.suggestion == "omscholing almere"


def test_a_correction_is_only_offered_when_it_finds_something_under_the_filters(filled):
    engine = filled(make_document(1, "Omscholing", provinces=["NL-ZE"]))
    results = engine.search(SearchQuery(text="omscholign", selected={"province": ("NL-FL",)}))
    assert (results.total, results.suggestion) == (0, None)


def test_a_word_that_occurs_nowhere_is_left_out_and_named(filled):
    engine = filled(make_document(1, "Omscholing"))
    results = engine.search(SearchQuery(text="omscholing zwembad"))
    assert (results.total, results.ignored) == (1, ("zwembad",))


def test_the_name_as_it_was_typed_goes_first(filled):
    engine = filled(
        make_document(1, "IT voor wie we zijn"),
        make_document(2, "We IT"),
        make_document(3, "Het IT-huis"),
    )
    assert found(engine, "we it")[0] == 2


def test_other_names_count_as_the_title(filled):
    engine = filled(
        make_document(1, "Een programma", summaries={"nl": "Betaald door het NGF"}),
        make_document(2, "Nationaal Groeifonds", aliases={"nl": "NGF", "en": "NGF"}),
    )
    assert [hit.document.pk for hit in engine.search(SearchQuery(text="ngf")).hits] == [2, 1]
