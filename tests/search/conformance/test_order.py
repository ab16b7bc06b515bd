"""What goes before what."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from search.query import SearchQuery
from tests.search.conformance.conftest import found
from tests.search.conftest import make_document


def test_titles_go_before_summaries_before_text(filled):
    engine = filled(
        make_document(1, "Iets", bodies={"nl": "een voucher"}),
        make_document(2, "Iets", summaries={"nl": "een voucher"}),
        make_document(3, "Een voucher"),
    )
    assert found(engine, "voucher") == [3, 2, 1]


def test_a_whole_word_goes_before_a_part_of_a_compound(filled):
    engine = filled(make_document(1, "Omscholingstraject"), make_document(2, "Omscholing"))
    assert found(engine, "omscholing") == [2, 1]


@pytest.mark.parametrize("text", ["", "voucher"])
def test_in_a_province_its_own_items_go_before_national_ones(filled, text):
    engine = filled(
        make_document(1, "Voucher", national=True),
        make_document(2, "Voucher", provinces=["NL-FL"]),
        make_document(3, "Voucher", provinces=["NL-ZE"]),
    )
    assert found(engine, text, selected={"province": ("NL-FL",)}) == [2, 1]


def test_current_goes_before_ended_and_confirmed_before_stale(filled):
    long_ago = timezone.localdate() - timedelta(days=900)
    engine = filled(
        make_document(1, "Voucher", current=False, weight=1.0),
        make_document(2, "Voucher", verified=long_ago, weight=1.0),
        make_document(3, "Voucher", verified=None, weight=0.9),
        make_document(4, "Voucher", weight=0.0),
    )
    assert found(engine) == [4, 2, 3, 1]
    assert found(engine, "voucher") == [4, 2, 3, 1]


def test_other_orders(filled):
    today = timezone.localdate()
    engine = filled(
        make_document(1, "Éen", updated=datetime(2026, 1, 1, tzinfo=UTC)),
        make_document(
            2, "zee", updated=datetime(2026, 3, 1, tzinfo=UTC), dates=(today + timedelta(days=9),)
        ),
        make_document(3, "appel", updated=datetime(2026, 2, 1, tzinfo=UTC)),
    )
    assert found(engine, sort="title") == [3, 1, 2]
    assert found(engine, sort="updated") == [2, 3, 1]
    assert found(engine, sort="date") == [2, 1, 3]


def test_by_date_the_next_goes_first_and_what_is_past_follows_latest_first(filled):
    def days(*offsets: int) -> tuple[date, ...]:
        return tuple(timezone.localdate() + timedelta(days=offset) for offset in offsets)

    engine = filled(
        make_document(1, dates=days(-30)),
        make_document(2, dates=days(-400, -3)),
        make_document(3),
        make_document(4, dates=days(8)),
        make_document(5, dates=days(-90, 0, 90)),
    )
    assert found(engine, sort="date") == [5, 4, 2, 1, 3]


def test_equals_follow_each_other_in_the_same_order_however_they_were_indexed(filled):
    engine = filled(*(make_document(pk, "Gelijk") for pk in (3, 11, 1, 2)))
    engine.index([make_document(1, "Gelijk")])
    for sort in ("title", "updated", "date"):
        assert found(engine, sort=sort) == [1, 2, 3, 11]


def test_pages_follow_each_other(filled):
    engine = filled(*(make_document(pk, f"Item {pk:02}") for pk in range(1, 8)))
    pages = [found(engine, sort="title", per_page=3, page=page) for page in (1, 2, 3, 4)]
    assert pages == [[1, 2, 3], [4, 5, 6], [7], []]
    assert engine.search(SearchQuery(per_page=3, page=4)).total == 7


def test_a_page_far_beyond_the_last_is_empty_and_knows_the_total(filled):
    engine = filled(make_document(1), make_document(2))
    for sort in ("relevance", "title"):
        results = engine.search(SearchQuery(sort=sort, page=1_000_000, per_page=100))
        assert (results.hits, results.total) == ((), 2)
        assert results.facets["kind"] == {"offer": 2}
