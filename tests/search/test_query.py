from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from search.facets import FACETS
from search.query import MAX_PER_PAGE, SearchQuery
from search.querystring import MAX_TEXT, MAX_VALUES, MAX_WORDS, parse
from tests.search.conftest import AnyValue


def read(querystring: str, **options):
    return parse(QueryDict(querystring), AnyValue(), language="nl", **options)


def test_an_empty_address_asks_for_everything():
    parsed = read("")
    assert parsed.query == SearchQuery()
    assert parsed.notices == ()
    assert parsed.query.canonical_querystring() == ""


def test_the_same_question_has_one_address():
    one = read("province=NL-ZE&q=voucher&province=NL-FL&kind=offer&page=1&sort=relevance").query
    other = read("kind=offer&province=NL-FL&province=NL-ZE&province=NL-FL&q=+voucher++").query
    assert one == other
    assert one.canonical_querystring() == ("q=voucher&province=NL-FL&province=NL-ZE&kind=offer")


def test_reading_what_was_written_gives_the_same_question():
    query = read(
        "q=c%2B%2B+mkb&province=NL-FL&national=0&from=2026-01-01&to=2026-02-01"
        "&sort=title&per_page=50&page=3"
    ).query
    assert read(query.canonical_querystring()).query == query


def test_unknown_values_are_left_out_with_a_notice():
    parsed = read("province=unknown-land&province=NL-FL")
    assert parsed.query.selected == {"province": ("NL-FL",)}
    assert len(parsed.notices) == 1


def test_foreign_parameters_are_ignored_in_silence():
    parsed = read("utm_source=mail&q=x")
    assert parsed.notices == ()
    assert parsed.query.canonical_querystring() == "q=x"


@pytest.mark.parametrize("page", ["abc", "0", "-1", "1.5", "٣", "9" * 40, "%00"])
def test_a_page_that_is_no_number_is_the_first(page):
    parsed = read(f"page={page}")
    assert parsed.query.page == 1
    assert len(parsed.notices) == 1


def test_caps_hold():
    assert read("per_page=100000").query.per_page == MAX_PER_PAGE
    long_text = read("q=" + "a" * 5000)
    assert len(long_text.query.text) == MAX_TEXT
    assert len(long_text.notices) == 1
    many_words = read("q=" + "+".join(f"w{n}" for n in range(50)))
    assert len(many_words.query.text.split()) == MAX_WORDS
    many = read("&".join(f"organisation=o{n}" for n in range(1000)))
    assert len(many.query.selected["organisation"]) == MAX_VALUES
    assert len(many.notices) == 1


def test_control_characters_disappear():
    assert read("q=zij%00in%0Astroom&province=NL%00FL").query.selected == {}
    assert read("q=zij%00in%0Astroom").query.text == "zij in stroom"


@pytest.mark.parametrize("raw", ["2026-13-01", "gisteren", "2026-W01-1", "20260101", "%00"])
def test_a_date_that_is_none_is_left_out_with_a_notice(raw):
    parsed = read(f"from={raw}")
    assert parsed.query.date_from is None
    assert len(parsed.notices) == 1


def test_dates_the_wrong_way_round_are_left_out():
    parsed = read("from=2026-05-01&to=2026-04-01")
    assert (parsed.query.date_from, parsed.query.date_to) == (None, None)
    assert len(parsed.notices) == 1


def test_a_list_of_one_kind_ignores_the_parameter_kind():
    query = read("kind=offer&q=x", kind="practice").query
    assert query.filters == {"kind": ("practice",)}
    assert query.canonical_querystring() == "q=x"
    assert not query.is_filtered


def test_choosing_and_dropping_values_starts_at_the_first_page():
    query = SearchQuery(text="x", selected={"province": ("NL-FL",)}, page=4)
    assert query.with_value("province", "NL-ZE").canonical_querystring() == (
        "q=x&province=NL-FL&province=NL-ZE"
    )
    assert query.with_value("province", "NL-FL") is query
    assert query.without_value("province", "NL-FL").canonical_querystring() == "q=x"
    assert query.without_text().canonical_querystring() == "province=NL-FL"
    assert query.with_page(2).canonical_querystring() == "q=x&province=NL-FL&page=2"
    assert query.with_sort("title").canonical_querystring() == ("q=x&province=NL-FL&sort=title")
    assert query.without_filters().url("/zoeken/") == "/zoeken/?q=x"


def test_dropping_the_dates_keeps_the_rest():
    query = SearchQuery(date_from=date(2026, 1, 1), selected={"cost": ("free",)})
    assert query.without_dates().canonical_querystring() == "cost=free"


PARAMETERS = [
    "q", "page", "per_page", "sort", "from", "to", "national", *(facet.name for facet in FACETS)
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(PARAMETERS),
            st.text(st.characters(exclude_categories=[]), max_size=60),
        ),
        max_size=30,
    )
)
def test_no_address_is_too_strange(pairs):
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    query = parse(data, AnyValue(), language="nl").query
    again = read(query.canonical_querystring()).query
    assert again.canonical_querystring() == query.canonical_querystring()
