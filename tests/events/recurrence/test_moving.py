"""A series that starts at another day or time keeps its dates and exceptions in step."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from events.recurrence.checking import check
from events.recurrence.expansion import expand
from events.recurrence.moving import moved
from events.recurrence.plain_rule import NTHS, PlainRule, Repeats, to_rrule
from events.recurrence.schedule import Change, Local, Schedule, ScheduleError
from tests.events.recurrence.schedules import AMSTERDAM, local, schedule, series

SOME_YEARS = date(2023, 1, 1), date(2029, 12, 31)


def move(whole: Schedule, start: str, end: str = "") -> Schedule:
    """To another start; as long as before, or as ``schedule`` has it when the type changes."""
    return moved(whole, local(start), schedule(start, end).end)


def originals(some: Schedule) -> list[Local]:
    return [span.original for span in expand(some, *SOME_YEARS)]


@pytest.mark.parametrize(
    ("start", "rule", "to", "becomes"),
    [
        # The same day
        ("2026-01-06 09:00", "FREQ=WEEKLY", "2026-01-06 14:00", "FREQ=WEEKLY"),
        (
            "2026-01-06 09:00",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "2026-01-06 14:00",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        ),
        (
            "2026-01-06 09:00",
            "FREQ=WEEKLY;BYHOUR=9;BYMINUTE=0",
            "2026-01-06 14:00",
            "FREQ=WEEKLY",
        ),
        # Another day of the week
        ("2026-01-06", "FREQ=DAILY;INTERVAL=3", "2026-01-08", "FREQ=DAILY;INTERVAL=3"),
        ("2026-01-06", "FREQ=WEEKLY;BYDAY=TU", "2026-01-08", "FREQ=WEEKLY;BYDAY=TH"),
        ("2026-01-05", "FREQ=WEEKLY;BYDAY=MO,WE", "2026-01-06", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("2026-01-05", "FREQ=WEEKLY;BYDAY=MO,WE", "2026-01-02", "FREQ=WEEKLY;BYDAY=FR,SU"),
        # The two days of a week would lie in two weeks
        (
            "2026-01-05",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU",
            "2026-01-06",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU;WKST=TU",
        ),
        # Another day of the month
        ("2026-01-13", "FREQ=MONTHLY;BYMONTHDAY=13", "2026-02-15", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("2026-01-31", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-02-28", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("2026-01-31", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-30", "FREQ=MONTHLY;BYMONTHDAY=30"),
        ("2026-01-13", "FREQ=MONTHLY;BYDAY=2TU", "2026-01-15", "FREQ=MONTHLY;BYDAY=3TH"),
        ("2026-01-27", "FREQ=MONTHLY;BYDAY=-1TU", "2026-01-28", "FREQ=MONTHLY;BYDAY=-1WE"),
        ("2026-01-27", "FREQ=MONTHLY;BYDAY=-1TU", "2026-01-21", "FREQ=MONTHLY;BYDAY=3WE"),
        # Another day of the year
        ("2026-01-13", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=13", "2026-03-02", "FREQ=YEARLY"),
    ],
)
def test_the_rule_moves_along(start, rule, to, becomes):
    assert move(schedule(start, rule=rule), to).rule == becomes


@pytest.mark.parametrize(
    ("start", "until", "to", "becomes"),
    [
        ("2026-01-06", "20260127", "2026-01-08", "20260129"),
        # Later on the day than the old end was.
        ("2026-01-06 09:00", "20260127T080000Z", "2026-01-06 20:00", "20260127T225959Z"),
        ("2026-01-06 09:00", "20260127T080000Z", "2026-01-06", "20260127"),
        ("2026-01-06", "20260127", "2026-01-06 09:00", "20260127T225959Z"),
        # Never
        ("2026-01-06", "99991231", "2026-01-08", "99991231"),
    ],
)
def test_the_last_day_moves_along(start, until, to, becomes):
    weekly = schedule(start, rule=f"FREQ=WEEKLY;UNTIL={until}")
    assert f"UNTIL={becomes}" in move(weekly, to).rule


def test_a_series_of_months_keeps_its_number_of_dates():
    monthly = schedule("2026-01-15", rule="FREQ=MONTHLY;UNTIL=20260214")
    assert originals(move(monthly, "2026-02-15")) == [local("2026-02-15")]


def test_excluded_and_changed_dates_follow():
    weekly = schedule(
        "2026-01-06 09:00",
        rule="FREQ=WEEKLY;COUNT=5",
        extra=[local("2026-01-08 14:00")],
        excluded=[local("2026-01-13 09:00")],
        changes=[
            Change(local("2026-01-20 09:00"), cancelled=True),
            Change(local("2026-01-27 09:00"), start=local("2026-01-27 20:00")),
            Change(local("2026-02-03 09:00"), end=local("2026-02-03 17:00")),
        ],
    )
    new = move(weekly, "2026-01-07 10:00")
    assert new.extra == (local("2026-01-09 15:00"),)
    assert new.excluded == (local("2026-01-14 10:00"),)
    assert new.changes == (
        Change(local("2026-01-21 10:00"), cancelled=True),
        # Agreed separately
        Change(local("2026-01-28 10:00"), start=local("2026-01-27 20:00")),
        # Only lasts longer
        Change(local("2026-02-04 10:00"), end=local("2026-02-04 18:00")),
    )
    check(new)


def test_exceptions_stay_those_of_the_same_month():
    monthly = schedule(
        "2026-01-13",
        rule="FREQ=MONTHLY;BYDAY=2TU",
        # The second Wednesday comes before the second Tuesday in April.
        excluded=[local("2026-04-14")],
        changes=[Change(local("2026-05-12"), cancelled=True)],
    )
    new = move(monthly, "2026-01-14")
    assert new.excluded == (local("2026-04-08"),)
    assert new.changes == (Change(local("2026-05-13"), cancelled=True),)


def test_exceptions_stay_those_of_the_same_year():
    yearly = schedule("2024-02-29", rule="FREQ=YEARLY", excluded=[local("2028-02-29")])
    assert move(yearly, "2024-03-01").excluded == (local("2028-03-01"),)


def test_an_exception_without_a_date_goes():
    monthly = schedule("2026-01-30", rule="FREQ=MONTHLY", excluded=[local("2026-04-30")])
    new = move(monthly, "2026-01-31")
    assert new.excluded == ()
    check(new)


def test_a_series_becomes_one_of_whole_days_and_back():
    timed = schedule(
        "2026-01-06 09:00",
        rule="FREQ=WEEKLY;COUNT=5",
        extra=[local("2026-01-08 08:00")],
        excluded=[local("2026-01-13 09:00")],
        changes=[
            Change(
                local("2026-01-20 09:00"),
                start=local("2026-01-21 20:00"),
                end=local("2026-01-22 01:00"),
            )
        ],
    )
    days = move(timed, "2026-01-06")
    assert days.extra == (local("2026-01-08"),)
    assert days.excluded == (local("2026-01-13"),)
    assert days.changes == (
        Change(local("2026-01-20"), start=local("2026-01-21"), end=local("2026-01-23")),
    )
    check(days)
    again = move(days, "2026-01-06 09:00")
    assert again.excluded == timed.excluded
    assert again.changes == (Change(local("2026-01-20 09:00"), start=local("2026-01-21 09:00")),)
    check(again)


def test_something_that_does_not_repeat_just_moves():
    assert move(schedule("2026-01-06"), "2026-05-01 10:00") == schedule("2026-05-01 10:00")


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=DAILY;BYMONTH=1",
        "FREQ=YEARLY;BYWEEKNO=2",
        "FREQ=WEEKLY;BYDAY=MO",  # the start is no Monday
    ],
)
def test_a_rule_that_no_form_shows_does_not_move_to_another_day(rule):
    with pytest.raises(ScheduleError) as refused:
        move(schedule("2026-01-06", rule=rule), "2026-01-07")
    assert refused.value.field == "rule"


def test_an_end_before_the_start_is_refused_at_the_end():
    with pytest.raises(ScheduleError) as refused:
        moved(schedule("2026-01-06 09:00"), local("2026-01-06 10:00"), local("2026-01-06 09:00"))
    assert refused.value.field == "end"


@st.composite
def repeating(draw: st.DrawFn) -> Schedule:
    """A series as a form makes it, with one date excluded and one cancelled."""
    day = draw(st.dates(date(2025, 1, 1), date(2025, 12, 31)))
    start: Local = datetime(day.year, day.month, day.day, 9) if draw(st.booleans()) else day
    repeats = draw(st.sampled_from(Repeats))
    plain = PlainRule(
        repeats,
        draw(st.integers(1, 3)),
        tuple(draw(st.sets(st.integers(0, 6), max_size=2 * (repeats is Repeats.WEEKLY)))),
        nth=draw(st.sampled_from(NTHS)) if repeats is Repeats.MONTHLY_ON_WEEKDAY else None,
        count=draw(st.none() | st.integers(3, 20)),
    )
    if plain.count is None:
        plain = PlainRule(*list(vars(plain).values())[:5], until=date(2027, 6, 30))
    rule = to_rrule(plain, start, AMSTERDAM)
    found = originals(series(start, rule))
    # On the first date that the rule gives itself.
    begins = [original for original in found if original > start][:1] or found
    whole = series(begins[0], rule)
    dates = originals(whole)
    assume(len(dates) > 2)
    one, other = draw(st.permutations(dates))[:2]
    return Schedule(
        whole.start,
        whole.end,
        AMSTERDAM,
        rule,
        excluded=(one,),
        changes=(Change(other, cancelled=True),),
    )


@settings(deadline=None)
@given(whole=repeating(), days=st.integers(-40, 40), hours=st.integers(-8, 8))
def test_what_a_form_makes_stays_in_step(whole, days, hours):
    shift = timedelta(days=days, hours=0 if whole.all_day else hours)
    new = moved(whole, whole.start + shift, whole.end + shift)
    before, after = expand(whole, *SOME_YEARS), expand(new, *SOME_YEARS)
    if "MONTHLY" in whole.rule or "YEARLY" in whole.rule:
        check(new)
        if "UNTIL" in whole.rule and all(span.original.day < 29 for span in (*before, *after)):
            assert len(after) == len(before)
    else:
        assert [span.original for span in after] == [span.original + shift for span in before]
        assert [span.cancelled for span in after] == [span.cancelled for span in before]
