"""What the ledger says of each day, for what happens on one day and on several."""

from datetime import date

import pytest

from monitor.ledger.counted import Counted
from monitor.ledger.recording import close_all_but, record
from monitor.models import Entry, LedgerState

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 6, day) for day in (1, 2, 3))
OFFER = ("offer", 1)
COURSE = Counted(facets={"form": ["course"]})
VOUCHER = Counted(facets={"form": ["voucher"]})
NATIONAL = Counted(national=True, facets={"form": ["course"]})


def history() -> list[tuple[str, date, date | None]]:
    """Every row that is of some day: what it counted under, from when until when."""
    rows = Entry.objects.lasting().order_by("since", "until")
    return [(row.facets["form"][0], row.since, row.until) for row in rows]


def test_what_begins_to_count_has_an_open_row():
    record({OFFER: COURSE}, MONDAY)
    assert history() == [("course", MONDAY, None)]


def test_the_same_again_writes_nothing():
    record({OFFER: COURSE}, MONDAY)
    before = LedgerState.now().version
    assert record({OFFER: COURSE}, TUESDAY) == 0
    assert LedgerState.now().version == before


def test_a_change_closes_the_row_of_the_day_before_and_opens_one():
    record({OFFER: COURSE}, MONDAY)
    record({OFFER: VOUCHER}, WEDNESDAY)
    assert history() == [("course", MONDAY, WEDNESDAY), ("voucher", WEDNESDAY, None)]


def test_whether_it_is_national_is_a_change_like_any_other():
    record({OFFER: COURSE}, MONDAY)
    record({OFFER: NATIONAL}, TUESDAY)
    assert list(Entry.objects.on(MONDAY).values_list("national", flat=True)) == [False]
    assert list(Entry.objects.on(TUESDAY).values_list("national", flat=True)) == [True]


def test_of_several_changes_of_one_day_the_last_one_stands():
    record({OFFER: COURSE}, MONDAY)
    record({OFFER: VOUCHER}, MONDAY)
    assert history() == [("voucher", MONDAY, None)]
    record({OFFER: COURSE}, TUESDAY)
    record({OFFER: VOUCHER}, TUESDAY)
    assert history() == [("voucher", MONDAY, None)]


def test_what_begins_and_ends_on_one_day_was_never_there():
    record({OFFER: COURSE}, MONDAY)
    record({OFFER: None}, MONDAY)
    assert history() == []
    assert not Entry.objects.on(MONDAY).exists()


def test_what_goes_and_comes_back_on_one_day_never_went():
    record({OFFER: COURSE}, MONDAY)
    record({OFFER: None}, TUESDAY)
    record({OFFER: COURSE}, TUESDAY)
    assert history() == [("course", MONDAY, None)]


def test_what_comes_back_later_has_a_row_for_each_time():
    record({OFFER: COURSE}, MONDAY)
    record({OFFER: None}, TUESDAY)
    record({OFFER: COURSE}, WEDNESDAY)
    assert history() == [("course", MONDAY, TUESDAY), ("course", WEDNESDAY, None)]
    assert not Entry.objects.on(TUESDAY).exists()


def test_what_went_and_begins_anew_on_one_day_after_all():
    record({OFFER: COURSE}, MONDAY)
    record({OFFER: None}, MONDAY)
    record({OFFER: VOUCHER}, MONDAY)
    assert history() == [("voucher", MONDAY, None)]


def test_whatever_is_not_there_any_more_is_closed():
    record({OFFER: COURSE, ("offer", 2): COURSE, ("event", 1): COURSE}, MONDAY)
    assert close_all_but({"offer": {2}}, TUESDAY) == 2
    standing = Entry.objects.standing().values_list("kind", "item_pk")
    assert list(standing) == [("offer", 2)]


def test_every_row_that_is_written_is_newer_than_all_before():
    record({OFFER: COURSE, ("offer", 2): COURSE}, MONDAY)
    seen = LedgerState.now().version
    record({OFFER: VOUCHER}, TUESDAY)
    newer = Entry.objects.filter(version__gt=seen).order_by("since")
    assert [(row.item_pk, row.until) for row in newer] == [(1, TUESDAY), (1, None)]


def test_many_items_are_written_in_few_queries(django_assert_max_num_queries):
    many = {("offer", key): COURSE for key in range(1, 801)}
    with django_assert_max_num_queries(20):
        record(many, MONDAY)
    with django_assert_max_num_queries(22):
        record(dict.fromkeys(many, VOUCHER), TUESDAY)
    assert Entry.objects.standing().count() == 800
