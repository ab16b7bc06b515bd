"""Which dates a schedule has, and when exactly they are."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event, vRecur

from events.recurrence.expansion import expand
from events.recurrence.schedule import Change, Schedule, ScheduleError, Span
from tests.events.recurrence.schedules import AMSTERDAM, local, rules, schedule

ALWAYS = date(1970, 1, 1), date(2100, 12, 31)


def days(spans: list[Span]) -> list[str]:
    return [span.first_day.isoformat() for span in spans]


def starts(spans: list[Span]) -> list[str]:
    """The local starts."""
    return [f"{span.starts_at.astimezone(ZoneInfo(AMSTERDAM)):%Y-%m-%d %H:%M}" for span in spans]


# Something that does not repeat


def test_one_meeting_is_one_span_in_utc():
    one = schedule("2026-07-07 09:00", "2026-07-07 10:30")
    assert expand(one, *ALWAYS) == [
        Span(
            original=datetime(2026, 7, 7, 9),
            starts_at=datetime(2026, 7, 7, 7, tzinfo=UTC),
            ends_at=datetime(2026, 7, 7, 8, 30, tzinfo=UTC),
            first_day=date(2026, 7, 7),
            last_day=date(2026, 7, 7),
            all_day=False,
        )
    ]


def test_days_run_from_local_midnight_to_local_midnight():
    [span] = expand(schedule("2026-03-28", "2026-03-30"), *ALWAYS)
    assert (span.first_day, span.last_day) == (date(2026, 3, 28), date(2026, 3, 29))
    assert (span.starts_at, span.ends_at) == (
        datetime(2026, 3, 27, 23, tzinfo=UTC),
        datetime(2026, 3, 29, 22, tzinfo=UTC),
    )
    assert span.all_day


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2026-12-30", "2026-12-30", False),
        ("2026-12-31", "2026-12-31", True),
        ("2027-01-01", "2027-01-01", True),
        ("2027-01-02", "2027-01-09", False),
        ("2026-01-01", "2028-01-01", True),
    ],
)
def test_a_night_over_the_year_end_is_found_on_both_days(first, last, found):
    night = schedule("2026-12-31 22:00", "2027-01-01 02:00")
    window = date.fromisoformat(first), date.fromisoformat(last)
    assert bool(expand(night, *window)) is found


def test_what_ends_at_midnight_does_not_touch_the_next_day():
    evening = schedule("2026-07-07 20:00", "2026-07-08 00:00")
    assert expand(evening, date(2026, 7, 8), date(2026, 7, 8)) == []
    [span] = expand(evening, date(2026, 7, 7), date(2026, 7, 7))
    assert span.last_day == date(2026, 7, 7)


def test_what_takes_no_time_is_on_its_day_also_at_midnight():
    deadline = schedule("2026-07-07 00:00", "2026-07-07 00:00")
    [span] = expand(deadline, date(2026, 7, 7), date(2026, 7, 7))
    assert (span.first_day, span.last_day) == (date(2026, 7, 7), date(2026, 7, 7))
    assert expand(deadline, date(2026, 7, 6), date(2026, 7, 6)) == []


# Series


@pytest.mark.parametrize(
    ("start", "rule", "expected"),
    [
        ("2026-01-06", "FREQ=WEEKLY;COUNT=3", ["2026-01-06", "2026-01-13", "2026-01-20"]),
        (
            "2026-01-05",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4",
            ["2026-01-05", "2026-01-07", "2026-01-19", "2026-01-21"],
        ),
        (
            "2026-01-13",
            "FREQ=MONTHLY;BYDAY=2TU;COUNT=3",
            ["2026-01-13", "2026-02-10", "2026-03-10"],
        ),
        (
            "2026-01-30",
            "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20260331",
            ["2026-01-30", "2026-02-27", "2026-03-27"],
        ),
        # Outlook writes "the second Tuesday" with BYSETPOS.
        (
            "2026-01-13",
            "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2;COUNT=3",
            ["2026-01-13", "2026-02-10", "2026-03-10"],
        ),
        # The last working day of the month.
        (
            "2026-01-30",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2",
            ["2026-01-30", "2026-02-27"],
        ),
        # A month without a 31st has no date.
        ("2026-01-31", "FREQ=MONTHLY;COUNT=3", ["2026-01-31", "2026-03-31", "2026-05-31"]),
        ("2026-01-31", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2", ["2026-01-31", "2026-02-28"]),
        # 29 February is there in leap years only.
        ("2024-02-29", "FREQ=YEARLY;COUNT=3", ["2024-02-29", "2028-02-29", "2032-02-29"]),
        ("2096-02-29", "FREQ=YEARLY", ["2096-02-29"]),
        # A week number without a day means the weekday of the start (RFC 5545, 3.3.10).
        ("2026-05-11", "FREQ=YEARLY;BYWEEKNO=20;COUNT=2", ["2026-05-11", "2027-05-17"]),
        # Every Monday, and the second Tuesday.
        (
            "2026-01-05",
            "FREQ=MONTHLY;BYDAY=MO,2TU;UNTIL=20260119",
            ["2026-01-05", "2026-01-12", "2026-01-13", "2026-01-19"],
        ),
        # BYSETPOS counts in the whole week, also in the week of the start.
        (
            "2026-01-07",
            "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2;COUNT=2",
            ["2026-01-07", "2026-01-14"],
        ),
        # The week of an interval begins on Monday unless WKST says otherwise.
        (
            "2026-01-04",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;COUNT=3",
            ["2026-01-04", "2026-01-12", "2026-01-18"],
        ),
        (
            "2026-01-04",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU;COUNT=3",
            ["2026-01-04", "2026-01-05", "2026-01-18"],
        ),
    ],
)
def test_rules(start, rule, expected):
    assert days(expand(schedule(start, rule=rule), *ALWAYS)) == expected


def test_a_series_goes_on_after_2038():
    weekly = schedule("2026-01-06 09:00", rule="FREQ=WEEKLY")
    assert days(expand(weekly, date(2050, 1, 1), date(2050, 1, 9))) == ["2050-01-04"]


def test_a_date_off_the_rule_at_the_start_is_a_date_too():
    wednesday = schedule("2026-01-07 09:00", rule="FREQ=WEEKLY;BYDAY=MO;COUNT=2")
    assert days(expand(wednesday, *ALWAYS)) == ["2026-01-07", "2026-01-12", "2026-01-19"]


def test_a_long_date_is_found_on_its_last_day():
    week = schedule("2026-01-05", "2026-01-12", rule="FREQ=MONTHLY")
    [span] = expand(week, date(2026, 9, 11), date(2026, 9, 30))
    assert (span.first_day, span.last_day) == (date(2026, 9, 5), date(2026, 9, 11))


def test_extra_and_excluded_dates():
    series = schedule(
        "2026-01-06 09:00",
        rule="FREQ=WEEKLY;COUNT=3",
        extra=[local("2026-01-08 14:00"), local("2026-01-06 09:00"), local("2025-12-30 09:00")],
        excluded=[local("2026-01-13 09:00")],
    )
    assert starts(expand(series, *ALWAYS)) == [
        "2025-12-30 09:00",
        "2026-01-06 09:00",
        "2026-01-08 14:00",
        "2026-01-20 09:00",
    ]


def test_extra_dates_without_a_rule():
    series = schedule("2026-01-06", extra=[local("2026-03-03"), local("2026-02-02")])
    assert days(expand(series, *ALWAYS)) == ["2026-01-06", "2026-02-02", "2026-03-03"]


def test_what_is_excluded_is_no_date_even_when_it_is_an_extra_one_or_changed():
    gone = local("2026-01-13")
    series = schedule(
        "2026-01-06",
        rule="FREQ=WEEKLY;COUNT=2",
        extra=[gone],
        excluded=[gone],
        changes=[Change(gone, start=local("2026-02-03"))],
    )
    assert days(expand(series, *ALWAYS)) == ["2026-01-06"]


# The end of a rule


@pytest.mark.parametrize(
    "until",
    [
        "20260120T080000Z",  # as RFC 5545 wants it: in UTC, and the last date counts
        "20260120T090000",  # without a zone it is the local time
        "20260120",  # a date ends a series with times after that day
        "20260120T225959Z",
    ],
)
def test_the_last_date_of_a_series_with_times(until):
    weekly = schedule("2026-01-06 09:00", rule=f"FREQ=WEEKLY;UNTIL={until}")
    assert days(expand(weekly, *ALWAYS)) == ["2026-01-06", "2026-01-13", "2026-01-20"]


def test_one_second_before_the_last_date_is_too_early():
    weekly = schedule("2026-01-06 09:00", rule="FREQ=WEEKLY;UNTIL=20260120T075959Z")
    assert days(expand(weekly, *ALWAYS)) == ["2026-01-06", "2026-01-13"]


@pytest.mark.parametrize(
    "until",
    [
        "20260721",
        "20260720T220000Z",  # Exchange: local midnight, in UTC
        "20260721T000000Z",  # midnight in UTC, the day itself is meant
        "20260721T000000",
    ],
)
def test_the_last_date_of_a_series_of_whole_days(until):
    weekly = schedule("2026-07-07", rule=f"FREQ=WEEKLY;UNTIL={until}")
    assert days(expand(weekly, *ALWAYS)) == ["2026-07-07", "2026-07-14", "2026-07-21"]


def test_midnight_in_utc_ends_whole_days_on_that_day_west_of_greenwich_too():
    weekly = schedule(
        "2026-07-07", zone="America/New_York", rule="FREQ=WEEKLY;UNTIL=20260714T000000Z"
    )
    assert days(expand(weekly, *ALWAYS)) == ["2026-07-07", "2026-07-14"]


def test_a_rule_that_ended_before_it_began_has_no_dates():
    assert expand(schedule("2026-01-06", rule="FREQ=WEEKLY;UNTIL=20251231"), *ALWAYS) == []


def test_nor_has_one_that_could_never_have_had_any():
    never = "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;UNTIL=20251231"
    assert expand(schedule("2026-01-06", rule=never), *ALWAYS) == []


def test_of_a_number_and_a_last_date_the_first_that_comes_counts():
    series = schedule("2026-01-06", rule="FREQ=WEEKLY;COUNT=9;UNTIL=20260113")
    assert days(expand(series, *ALWAYS)) == ["2026-01-06", "2026-01-13"]


def test_a_negative_number_of_times_means_no_end():
    series = schedule("2026-01-06", rule="FREQ=WEEKLY;COUNT=-1")
    assert days(expand(series, date(2027, 1, 1), date(2027, 1, 7))) == ["2027-01-05"]


# Clocks that change


def test_nine_o_clock_stays_nine_o_clock_across_both_changes():
    weekly = schedule("2026-03-24 09:00", "2026-03-24 10:00", rule="FREQ=WEEKLY")
    spans = expand(weekly, date(2026, 3, 24), date(2026, 11, 3))
    assert {f"{span.starts_at.astimezone(ZoneInfo(AMSTERDAM)):%H:%M}" for span in spans} == {
        "09:00"
    }
    utc = {span.first_day: span.starts_at.hour for span in spans}
    assert utc[date(2026, 3, 24)] == 8
    assert utc[date(2026, 3, 31)] == 7
    assert utc[date(2026, 10, 20)] == 7
    assert utc[date(2026, 10, 27)] == 8


def test_an_hour_that_the_clocks_skip_is_an_hour_later():
    daily = schedule("2026-03-28 02:30", "2026-03-28 03:30", rule="FREQ=DAILY;COUNT=3")
    spans = expand(daily, *ALWAYS)
    assert starts(spans) == ["2026-03-28 02:30", "2026-03-29 03:30", "2026-03-30 02:30"]
    assert [span.original for span in spans][1] == datetime(2026, 3, 29, 2, 30)
    assert all(span.ends_at > span.starts_at for span in spans)


def test_of_an_hour_that_comes_twice_the_first_is_meant():
    [span] = expand(schedule("2026-10-25 02:30", "2026-10-25 04:30"), *ALWAYS)
    assert span.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert span.ends_at == datetime(2026, 10, 25, 3, 30, tzinfo=UTC)


def test_an_end_lies_where_the_clock_says_also_when_the_night_is_shorter():
    night = schedule("2026-03-27 23:00", "2026-03-28 06:00", rule="FREQ=DAILY;COUNT=3")
    assert [span.ends_at - span.starts_at for span in expand(night, *ALWAYS)] == [
        timedelta(hours=7),
        timedelta(hours=6),
        timedelta(hours=7),
    ]


def test_a_day_is_the_day_on_the_calendar_when_the_clocks_skip_its_last_hour():
    late = schedule("2026-03-28 23:30", "2026-03-28 23:45", zone="America/Nuuk")
    [span] = expand(late, *ALWAYS)
    assert span.first_day == span.last_day == date(2026, 3, 29)
    assert expand(late, date(2026, 3, 28), date(2026, 3, 28)) == []


# Changed dates


def weekly_with(*changes: Change) -> Schedule:
    return schedule("2026-01-06 09:00", rule="FREQ=WEEKLY;COUNT=3", changes=changes)


def test_a_moved_date_is_found_at_its_new_time_only():
    moved = Change(
        local("2026-01-13 09:00"), start=local("2026-02-03 20:00"), end=local("2026-02-03 22:00")
    )
    series = weekly_with(moved)
    assert expand(series, date(2026, 1, 13), date(2026, 1, 13)) == []
    [span] = expand(series, date(2026, 2, 3), date(2026, 2, 3))
    assert span.original == local("2026-01-13 09:00")
    assert span.ends_at - span.starts_at == timedelta(hours=2)
    assert starts(expand(series, *ALWAYS)) == [
        "2026-01-06 09:00",
        "2026-01-20 09:00",
        "2026-02-03 20:00",
    ]


def test_a_date_that_is_left_out_stays_out_wherever_it_was_moved_to():
    original = local("2026-01-05 09:00")
    series = schedule(
        "2026-01-05 09:00",
        rule="FREQ=WEEKLY;COUNT=3",
        excluded=[original],
        changes=[Change(original, start=local("2026-12-01 09:00"), end=local("2026-12-01 10:00"))],
    )
    assert days(expand(series, *ALWAYS)) == ["2026-01-12", "2026-01-19"]
    assert expand(series, date(2026, 11, 1), date(2026, 12, 31)) == []


def test_a_date_moved_before_the_start_of_the_series_is_found():
    series = weekly_with(Change(local("2026-01-06 09:00"), start=local("2025-12-01 09:00")))
    [span] = expand(series, date(2025, 12, 1), date(2025, 12, 1))
    assert span.ends_at - span.starts_at == timedelta(hours=1)


def test_a_date_that_only_ends_later_keeps_its_start():
    series = weekly_with(Change(local("2026-01-13 09:00"), end=local("2026-01-13 17:00")))
    [span] = expand(series, date(2026, 1, 13), date(2026, 1, 13))
    assert span.ends_at - span.starts_at == timedelta(hours=8)


def test_a_cancelled_date_stays_where_it_was_and_says_so():
    series = weekly_with(
        Change(local("2026-01-13 09:00"), cancelled=True, start=local("2026-02-01 09:00"))
    )
    spans = expand(series, *ALWAYS)
    assert starts(spans) == ["2026-01-06 09:00", "2026-01-13 09:00", "2026-01-20 09:00"]
    assert [span.cancelled for span in spans] == [False, True, False]


def test_a_change_without_a_new_time_keeps_the_date_in_place():
    series = weekly_with(Change(local("2026-01-13 09:00")))
    assert len(expand(series, *ALWAYS)) == 3


def test_a_change_of_a_day_in_a_series_of_whole_days():
    series = schedule(
        "2026-01-06",
        rule="FREQ=WEEKLY;COUNT=2",
        changes=[Change(local("2026-01-13"), start=local("2026-01-14"), end=local("2026-01-16"))],
    )
    assert [(span.first_day.day, span.last_day.day) for span in expand(series, *ALWAYS)] == [
        (6, 6),
        (14, 15),
    ]


def test_a_date_moved_onto_another_stands_beside_it():
    series = weekly_with(Change(local("2026-01-13 09:00"), start=local("2026-01-20 09:00")))
    spans = expand(series, date(2026, 1, 20), date(2026, 1, 20))
    assert [span.original.day for span in spans] == [13, 20]


def test_a_change_of_a_date_that_the_series_does_not_have_stands_by_itself():
    series = weekly_with(Change(local("2026-01-09 09:00"), start=local("2026-01-10 09:00")))
    assert "2026-01-10" in days(expand(series, *ALWAYS))


# Limits


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=5",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYHOUR=9,14",
        "FREQ=DAILY;BYMINUTE=0,15,30,45",
        "FREQ=DAILY;BYHOUR=14",  # another time than the start
        "FREQ=DAILY;COUNT=1000000",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;UNTIL=tomorrow",
        "FREQ=DAILY;UNTIL=P1D",
        "FREQ=DAILY;BYMONTH=13",
        "FREQ=DAILY;BYDAY=XX",
        "FREQ=YEARLY;BYMONTH=12;BYDAY=53SU",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYSETPOS=400;BYDAY=MO",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY",
        "FREQ=DAILY;X-OWN=1",
        "FREQ=DAILY;BYEASTER=1",
        "RSCALE=HEBREW;FREQ=YEARLY",
        "FREQ=YEARLY;BYMONTH=5L",
        "BYDAY=MO",
        "every Tuesday",
        "FREQ=DAILY;BYYEARDAY=" + ",".join(["1"] * 5_000),
    ],
)
def test_a_rule_that_cannot_be_used_is_refused_at_the_rule(rule):
    with pytest.raises(ScheduleError) as refused:
        expand(schedule("2026-01-06 09:00", rule=rule), *ALWAYS)
    assert refused.value.field == "rule"
    assert refused.value.message


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYHOUR=9;BYMINUTE=0;BYSECOND=0;COUNT=2",
        "RSCALE=GREGORIAN;FREQ=DAILY;SKIP=OMIT;COUNT=2",
        "freq=daily;count=2;",
    ],
)
def test_what_says_nothing_new_in_a_rule_is_fine(rule):
    assert len(expand(schedule("2026-01-06 09:00", rule=rule), *ALWAYS)) == 2


def test_more_dates_than_asked_for_are_refused():
    daily = schedule("2026-01-01", rule="FREQ=DAILY")
    assert len(expand(daily, date(2026, 1, 1), date(2026, 1, 10), most=10)) == 10
    with pytest.raises(ScheduleError):
        expand(daily, date(2026, 1, 1), date(2026, 1, 11), most=10)


@pytest.mark.parametrize("frequency", ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
@pytest.mark.parametrize("end", ["", ";COUNT=5", ";UNTIL=20270101"])
def test_a_rule_that_never_comes_leaves_the_start(frequency, end):
    never = f"FREQ={frequency};BYMONTH=2;BYMONTHDAY=30{end}"
    assert days(expand(schedule("2026-01-06", rule=never), *ALWAYS)) == ["2026-01-06"]


@pytest.mark.parametrize(
    "window", [(date.min, date.max), (date.max, date.min), (date(9999, 1, 1), date.max)]
)
def test_any_stretch_of_days_can_be_asked_for(window):
    one = schedule("2026-01-06", rule="FREQ=DAILY;COUNT=2")
    assert len(expand(one, *window)) == (2 if window == (date.min, date.max) else 0)


# What the library says


def by_the_library_alone(
    series: Schedule, first: date, last: date
) -> set[tuple[datetime, datetime]]:
    """The same, counted from the first date on in aware times."""
    zone = ZoneInfo(series.zone)
    event = Event()
    event.add("uid", "series")
    event.add("dtstart", series.start.replace(tzinfo=zone))
    event.add("dtend", series.end.replace(tzinfo=zone))
    event.add("rrule", vRecur.from_ical(series.rule))
    if series.excluded:
        event.add("exdate", [value.replace(tzinfo=zone) for value in series.excluded])
    calendar = Calendar()
    calendar.add_component(event)
    found = recurring_ical_events.of(calendar).between(
        datetime.combine(first, time(), zone),
        datetime.combine(last + timedelta(days=1), time(), zone),
    )
    return {(one.start.astimezone(UTC), one.end.astimezone(UTC)) for one in found}


@settings(deadline=None)
@given(
    rule=rules(),
    start=st.datetimes(datetime(2015, 1, 1), datetime(2027, 1, 1)).map(
        lambda moment: moment.replace(hour=9, minute=30, second=0, microsecond=0)
    ),
    hours=st.integers(1, 80),
    ahead=st.integers(-200, 2_000),
    length=st.integers(0, 400),
    data=st.data(),
)
def test_joining_a_series_midway_gives_the_dates_that_counting_from_its_start_gives(
    rule, start, hours, ahead, length, data
):
    series = Schedule(start, start + timedelta(hours=hours), AMSTERDAM, rule)
    first = start.date() + timedelta(days=ahead)
    last = first + timedelta(days=length)
    all_dates = expand(series, first, last)
    if all_dates:
        gone = data.draw(
            st.lists(st.sampled_from([span.original for span in all_dates]), max_size=3)
        )
        series = Schedule(start, series.end, AMSTERDAM, rule, excluded=tuple(gone))
    found = {(span.starts_at, span.ends_at) for span in expand(series, first, last)}
    assert found == by_the_library_alone(series, first, last)
