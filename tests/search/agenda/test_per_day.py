"""Dates on the days that they touch."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.models import Occurrence
from search.agenda.month import weeks_of, whole_weeks
from search.agenda.per_day import BusyDays, Stretch, laid_out
from search.agenda.period import Period, days_of, month_of

FEBRUARY = month_of(date(2027, 2, 3))


def stretch(pk: int, first: date, days: int, hour: int | None = None) -> Stretch:
    return Stretch(
        pk,
        pk,
        first,
        first + timedelta(days=days - 1),
        hour is None,
        datetime.combine(first, time(hour or 0), tzinfo=UTC),
    )


stretches = st.lists(
    st.builds(
        lambda offset, days, hour: (date(2027, 1, 1) + timedelta(days=offset), days, hour),
        st.integers(0, 90),
        st.integers(1, 40),
        st.none() | st.integers(0, 23),
    ),
    max_size=30,
).map(lambda rows: [stretch(pk, *row) for pk, row in enumerate(rows)])


@given(stretches)
def test_every_date_stands_on_exactly_the_days_it_touches(dates):
    one_day = [each for each in dates if each.first_day == each.last_day]
    several = [each for each in dates if each.first_day != each.last_day]
    counts: dict[date, int] = {}
    for each in one_day:
        counts[each.first_day] = counts.get(each.first_day, 0) + 1
    found = laid_out(FEBRUARY, one_day, counts, several, most=len(dates) + 1)
    assert list(found) == days_of(FEBRUARY.first, FEBRUARY.last)
    for day, known in found.items():
        expected = {each.pk for each in dates if each.first_day <= day <= each.last_day}
        assert {each.pk for each in known.shown} == expected
        assert known.total == len(expected)
        assert known.more == 0


@given(stretches, st.integers(1, 5))
def test_first_dates_of_a_day_are_shown_and_the_others_counted(dates, most):
    every = laid_out(FEBRUARY, [], {}, dates, most=100)
    some = laid_out(FEBRUARY, [], {}, dates, most=most)
    for day, known in some.items():
        assert known.shown == every[day].shown[:most]
        assert known.total == every[day].total
        assert known.more == max(known.total - most, 0)


def test_what_goes_on_comes_first_then_what_lasts_all_day_then_by_time():
    day = date(2027, 2, 10)
    rows = [
        stretch(1, day, 1, hour=9),
        stretch(2, day, 1),
        stretch(3, day, 3, hour=8),
        stretch(4, day - timedelta(days=1), 3, hour=20),
    ]
    one_day = [row for row in rows if row.first_day == row.last_day]
    several = [row for row in rows if row.first_day != row.last_day]
    found = laid_out(Period(day, day), one_day, {day: 2}, several, most=9)
    assert [row.pk for row in found[day].shown] == [4, 2, 3, 1]


def test_period_without_days_has_none():
    assert laid_out(Period(date(2027, 2, 2), date(2027, 2, 1)), [], {}, [], 4) == {}


@given(st.dates(date(1970, 1, 1), date(2100, 12, 31)))
def test_weeks_of_a_month_have_every_day_once_and_begin_on_monday(day):
    month = month_of(day)
    weeks = weeks_of(month)
    every = [each for week in weeks for each in week]
    assert every == days_of(whole_weeks(month).first, whole_weeks(month).last)
    assert {len(week) for week in weeks} == {7}
    assert {week[0].weekday() for week in weeks} == {0}
    assert set(days_of(month.first, month.last)) <= set(every)
    assert all(any(month.holds(each) for each in week) for week in weeks)


@pytest.fixture(params=[True, False], ids=["of-everything", "of-what-matches"])
def everything(request) -> bool:
    """Whether all dates are asked for, which is read in another way than some of them."""
    return request.param


@pytest.fixture
def titles_on(plan, everything):
    """The titles on each day of a period, from the table."""

    def titles(first: str, last: str, most: int = 9) -> dict[str, list[str]]:
        period = Period(date.fromisoformat(first), date.fromisoformat(last))
        rows = None if everything else Occurrence.objects.all()
        known = {row.pk: row.event.title for row in Occurrence.objects.select_related("event")}
        return {
            day.isoformat(): [known[each.pk] for each in found.shown]
            for day, found in BusyDays(rows, period).shown(most).items()
        }

    return titles


def test_night_that_ends_at_midnight_does_not_touch_the_next_day(plan, titles_on):
    plan("Avond", "2027-02-05 20:00", "2027-02-06 00:00")
    plan("Nacht", "2027-02-05 22:00", "2027-02-06 02:00")
    assert titles_on("2027-02-05", "2027-02-07") == {
        "2027-02-05": ["Avond", "Nacht"],
        "2027-02-06": ["Nacht"],
        "2027-02-07": [],
    }


def test_turn_of_the_year_stands_in_both_years(plan, titles_on):
    plan("Oudejaarsnacht", "2027-12-31 22:00", "2028-01-01 01:30")
    plan("Kerstvakantie", "2027-12-25", "2028-01-09")
    assert titles_on("2027-12-31", "2028-01-01") == {
        "2027-12-31": ["Kerstvakantie", "Oudejaarsnacht"],
        "2028-01-01": ["Kerstvakantie", "Oudejaarsnacht"],
    }


def test_weekly_meeting_stands_on_each_of_its_days_once(plan, titles_on):
    plan("Spreekuur", "2027-02-01 09:00", "2027-02-01 10:00", rule="FREQ=WEEKLY;COUNT=3")
    found = titles_on("2027-02-01", "2027-02-28")
    assert [day for day, titles in found.items() if titles] == [
        "2027-02-01",
        "2027-02-08",
        "2027-02-15",
    ]


def test_busy_month_reads_no_more_than_it_shows(plan, everything, django_assert_num_queries):
    for number in range(12):
        plan(f"Sessie {number:02}", f"2027-02-10 {9 + number % 8:02}:00")
    with django_assert_num_queries(3):
        rows = None if everything else Occurrence.objects.all()
        found = BusyDays(rows, FEBRUARY).shown(4)[date(2027, 2, 10)]
    assert (len(found.shown), found.total, found.more) == (4, 12, 8)
    assert [each.starts_at.hour for each in found.shown] == [8, 8, 9, 9]


def test_one_day_may_show_more_than_the_others(plan, everything):
    for day in ("2027-02-10", "2027-02-11"):
        for number in range(6):
            plan(f"Sessie {number}", f"{day} {9 + number:02}:00")
    busy = BusyDays(None if everything else Occurrence.objects.all(), FEBRUARY)
    assert busy.totals == {date(2027, 2, 10): 6, date(2027, 2, 11): 6}
    found = busy.shown(2, date(2027, 2, 10), 5)
    assert [len(found[day].shown) for day in busy.totals] == [5, 2]


def test_what_is_known_roughly_stands_on_no_day(plan, titles_on):
    plan("Rapport", "2027-02-01", "2027-02-28", precision="month")
    plan("Dag", "2027-02-01", precision="year")
    assert titles_on("2027-02-01", "2027-02-01") == {"2027-02-01": []}


def test_both_ways_of_reading_give_the_same(plan):
    for number in range(40):
        start = f"2027-02-{1 + number * 7 % 28:02}"
        all_day = number % 3 == 0
        plan(f"Sessie {number}", start if all_day else f"{start} {8 + number % 9:02}:00")
    of_all = BusyDays(None, FEBRUARY).shown(2, date(2027, 2, 8), 5)
    of_some = BusyDays(Occurrence.objects.all(), FEBRUARY).shown(2, date(2027, 2, 8), 5)
    assert of_all == of_some
