import pytest

from bench.engines.entries import FILTERS_ONLY, NOTHING, WORDS_AND_FILTERS, WORDS_ONLY
from bench.engines.questions import questions
from bench.engines.vocabulary import FACETS


@pytest.mark.parametrize("name", [WORDS_AND_FILTERS, FILTERS_ONLY, WORDS_ONLY, NOTHING])
def test_the_same_seed_asks_the_same(name: str) -> None:
    assert questions(name, 20, seed=3) == questions(name, 20, seed=3)
    assert len(questions(name, 20)) == 20


def test_a_question_has_one_or_two_words_and_three_filters() -> None:
    asked = questions(WORDS_AND_FILTERS, 200)
    assert {len(each.text.split()) for each in asked} == {1, 2}
    assert {len(each.filters) for each in asked} == {3}
    assert {len(values) for each in asked for values in each.filters.values()} == {1, 2, 3}


def test_only_values_that_exist_are_chosen() -> None:
    for each in questions(FILTERS_ONLY, 100):
        assert not each.text
        for name, values in each.filters.items():
            assert set(values) <= set(FACETS[name].keys)


def test_words_alone_have_no_filters() -> None:
    assert all(each.text and not each.filters for each in questions(WORDS_ONLY, 50))


def test_nothing_asks_for_everything() -> None:
    assert {(each.text, len(each.filters)) for each in questions(NOTHING, 3)} == {("", 0)}
