"""Suggestions, similar items, explanations."""

from search.query import SearchQuery
from tests.search.conftest import make_document


def test_suggestions_complete_the_last_word_of_a_title(filled):
    engine = filled(
        make_document(1, "Omscholing tot tester"),
        make_document(2, "Anders", bodies={"nl": "omsch"}),
    )
    (suggestion,) = engine.suggest("omsch", "nl")
    assert (suggestion.title, suggestion.url) == ("Omscholing tot tester", "/aanbod/1-x/")
    assert engine.suggest("", "nl") == []


def test_suggestions_forgive_a_slip_and_say_the_language_of_the_title(filled):
    engine = filled(make_document(1, "Omscholing tot tester"), make_document(2, "Anders"))
    (suggestion,) = engine.suggest("omscholign", "en")
    assert (suggestion.title, suggestion.language) == ("Omscholing tot tester", "nl")


def test_similar_items_share_terms_and_leave_out_the_item_itself(filled):
    engine = filled(
        make_document(1, "Omscholing", facets={"path": ("ster-d",), "target_group": ("switcher",)}),
        make_document(2, "Ander", facets={"path": ("ster-d",)}),
        make_document(3, "Nog een", facets={"path": ("ster-d",), "target_group": ("switcher",)}),
    )
    assert [hit.document.pk for hit in engine.similar("offer:1", "nl")] == [3, 2]
    assert engine.similar("offer:99", "nl") == []


def test_explain_tells_the_score_or_that_it_is_not_there(filled):
    engine = filled(make_document(1, "Voucher"))
    assert "value" in engine.explain(SearchQuery(text="voucher"), "offer:1")
    assert "not in the index" in engine.explain(SearchQuery(), "offer:9")
