"""Which weeks are called crowded: for whom, where, and compared with what is usual there."""

from datetime import date, timedelta
from typing import Any

import pytest

from events.overlap.crowded_weeks import LEAST, CrowdedWeek, crowded_weeks
from events.overlap.intervals import monday_of
from events.overlap.terms import Vocabulary
from tests.events.overlap.planning import Country
from tests.factories import ProvinceFactory

pytestmark = pytest.mark.django_db

MONDAY = date(2027, 3, 1)
WEEKS = 8


def _weeks(**only: Any) -> list[CrowdedWeek]:
    return crowded_weeks(MONDAY, WEEKS, Vocabulary.read(), **only)


def _fill(country: Country, count: int, week: int = 1, **fields: Any) -> list[Any]:
    day = MONDAY + timedelta(days=7 * week + 2)
    return [country.event(day, **fields) for _number in range(count)]


def test_a_week_is_crowded_from_a_number_of_events_on(country: Country) -> None:
    events = _fill(country, LEAST)
    _fill(country, LEAST - 1, week=3)
    (week,) = _weeks()
    assert week.monday == MONDAY + timedelta(days=7)
    assert (week.region, week.group) == (country.region.pk, country.switchers.pk)
    assert week.events == {event.pk for event in events}
    assert (week.usual, week.national) == (0, 0)


def test_where_much_happens_every_week_a_usual_week_is_not_crowded(country: Country) -> None:
    for week in range(WEEKS):
        _fill(country, LEAST, week=week)
    assert _weeks() == []
    _fill(country, LEAST // 2, week=5)
    (busy,) = _weeks()
    assert busy.monday == MONDAY + timedelta(days=35)
    assert (len(busy.events), busy.usual) == (LEAST + LEAST // 2, LEAST)


def test_a_week_is_from_monday_to_sunday(country: Country) -> None:
    sunday = MONDAY + timedelta(days=6)
    for day in (sunday, sunday + timedelta(days=1)):
        for _number in range(LEAST - 1):
            country.event(day)
    assert _weeks() == []
    country.event(sunday)
    assert [(week.monday, week.sunday) for week in _weeks()] == [(MONDAY, sunday)]
    assert monday_of(sunday) == monday_of(MONDAY) == MONDAY


def test_an_event_counts_once_a_week_however_many_dates_it_has(country: Country) -> None:
    country.event(MONDAY, rule="FREQ=DAILY;COUNT=5")
    _fill(country, LEAST - 2, week=0)
    assert _weeks() == []
    country.event(MONDAY - timedelta(days=3), end_date=MONDAY + timedelta(days=9), all_day=True,
                  start_time=None, end_time=None)  # fmt: skip
    assert [len(week.events) for week in _weeks()] == [LEAST]


def test_two_provinces_of_one_region_are_one_place(country: Country) -> None:
    other = ProvinceFactory(region=country.region)
    _fill(country, 2, provinces=[country.flevoland, other])
    _fill(country, 2, provinces=[other])
    assert [len(week.events) for week in _weeks()] == [4]


def test_another_region_and_another_group_are_counted_apart(country: Country) -> None:
    _fill(country, 3)
    _fill(country, 3, provinces=[country.utrecht])
    _fill(country, 3, target_groups=[country.mothers])
    assert _weeks() == []


def test_groups_under_one_make_the_broader_one_crowded(country: Country) -> None:
    _fill(country, 2, target_groups=[country.refugees])
    _fill(country, 2, target_groups=[country.mothers])
    assert [week.group for week in _weeks()] == [country.jobseekers.pk]


def test_a_broader_group_with_the_same_events_is_not_named_again(country: Country) -> None:
    _fill(country, LEAST, target_groups=[country.refugees])
    assert [week.group for week in _weeks()] == [country.refugees.pk]


def test_what_is_for_every_region_comes_on_top(country: Country) -> None:
    _fill(country, LEAST)
    _fill(country, 2, provinces=[], scale=country.national)
    _fill(country, 1, provinces=[])
    (week,) = _weeks()
    assert (len(week.events), week.national) == (LEAST, 3)


@pytest.mark.parametrize("fields", [{"status": "cancelled"}, {"live": False},
                                    {"event_type": "publication"}])  # fmt: skip
def test_what_does_not_take_place_does_not_count(fields: Any, country: Country) -> None:
    _fill(country, LEAST, **fields)
    assert _weeks() == []


def test_can_be_limited_to_regions(country: Country) -> None:
    _fill(country, LEAST)
    _fill(country, LEAST, provinces=[country.utrecht])
    (week,) = _weeks(regions=frozenset({country.utrecht.region_id}))
    assert week.region == country.utrecht.region_id


def test_comes_in_order_the_most_crowded_of_a_week_first(country: Country) -> None:
    _fill(country, LEAST, week=4)
    _fill(country, LEAST, week=2)
    _fill(country, LEAST + 1, week=2, provinces=[country.utrecht])
    found = [(week.monday, len(week.events)) for week in _weeks()]
    assert found == [
        (MONDAY + timedelta(days=14), LEAST + 1),
        (MONDAY + timedelta(days=14), LEAST),
        (MONDAY + timedelta(days=28), LEAST),
    ]


def test_more_events_take_no_more_queries(country: Country, django_assert_num_queries: Any) -> None:
    words = Vocabulary.read()
    for count in (1, 12):
        _fill(country, count)
        with django_assert_num_queries(4):
            crowded_weeks(MONDAY, WEEKS, words)
