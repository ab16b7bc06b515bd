"""Taking one date out of a series, and changing everything from one date on."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from events.recurrence.checking import check
from events.recurrence.expansion import expand
from events.recurrence.schedule import Change, Local, Schedule, ScheduleError, Span
from events.recurrence.splitting import split, without
from tests.events.recurrence.schedules import local, rules, schedule, series

SOME_YEARS = date(2023, 1, 1), date(2026, 12, 31)


def dates(some: Schedule) -> list[Span]:
    return expand(some, *SOME_YEARS)


def originals(some: Schedule) -> list[str]:
    return [str(span.original) for span in dates(some)]


@pytest.mark.parametrize(
    ("rule", "first", "second"),
    [
        ("FREQ=WEEKLY", "FREQ=WEEKLY;UNTIL=20260113;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU"),
        ("FREQ=WEEKLY;COUNT=10", "FREQ=WEEKLY;COUNT=2;BYDAY=TU", "FREQ=WEEKLY;COUNT=8;BYDAY=TU"),
        (
            "FREQ=WEEKLY;UNTIL=20260630",
            "FREQ=WEEKLY;UNTIL=20260113;BYDAY=TU",
            "FREQ=WEEKLY;UNTIL=20260630;BYDAY=TU",
        ),
    ],
)
def test_the_first_part_ends_and_the_second_has_the_rest(rule, first, second):
    before, after = split(schedule("2026-01-06", rule=rule), local("2026-01-20"))
    assert (before.rule, after.rule) == (first, second)
    assert (before.start, after.start) == (local("2026-01-06"), local("2026-01-20"))


def test_the_first_part_of_a_series_with_times_ends_with_its_last_date_in_utc():
    before, _after = split(
        schedule("2026-06-30 09:00", rule="FREQ=WEEKLY"), local("2026-07-14 09:00")
    )
    assert before.rule == "FREQ=WEEKLY;UNTIL=20260707T070000Z;BYDAY=TU"


def test_each_part_lasts_as_long_as_the_whole():
    _before, after = split(
        schedule("2026-01-06 22:00", "2026-01-07 01:00", rule="FREQ=DAILY"),
        local("2026-01-09 22:00"),
    )
    assert after.end == local("2026-01-10 01:00")


def test_extra_excluded_and_changed_dates_go_with_their_date():
    whole = schedule(
        "2026-01-06",
        rule="FREQ=WEEKLY;COUNT=6",
        extra=[local("2026-01-08"), local("2026-02-05")],
        excluded=[local("2026-01-13"), local("2026-02-03")],
        changes=[
            # A date of the first part that was moved past the point where it is split.
            Change(local("2026-01-06"), start=local("2026-02-20")),
            Change(local("2026-01-27"), cancelled=True),
        ],
    )
    before, after = split(whole, local("2026-01-20"))
    assert (before.extra, after.extra) == ((local("2026-01-08"),), (local("2026-02-05"),))
    assert (before.excluded, after.excluded) == ((local("2026-01-13"),), (local("2026-02-03"),))
    assert (before.changes, after.changes) == (whole.changes[:1], whole.changes[1:])


def test_an_interval_keeps_its_rhythm_when_it_is_split_at_an_extra_date():
    whole = schedule("2026-01-06", rule="FREQ=WEEKLY;INTERVAL=2", extra=[local("2026-01-15")])
    before, after = split(whole, local("2026-01-15"))
    assert originals(before) == ["2026-01-06"]
    assert originals(after)[:3] == ["2026-01-15", "2026-01-20", "2026-02-03"]
    check(after)


def test_extra_dates_without_a_rule_are_divided():
    whole = schedule("2026-01-06", extra=[local("2026-02-03"), local("2026-03-03")])
    before, after = split(whole, local("2026-02-03"))
    assert originals(before) == ["2026-01-06"]
    assert originals(after) == ["2026-02-03", "2026-03-03"]


def test_a_start_after_the_end_of_the_rule_is_no_date_of_either_part():
    whole = schedule(
        "2026-01-06",
        rule="FREQ=WEEKLY;UNTIL=20251231",
        extra=[local("2026-01-01"), local("2026-01-13")],
    )
    before, after = split(whole, local("2026-01-13"))
    assert originals(before) == ["2026-01-01"]
    assert originals(after) == ["2026-01-13"]


@pytest.mark.parametrize("at", ["2026-01-06", "2026-01-07", "2025-12-30", "2026-01-13 09:00"])
def test_a_series_is_only_split_at_a_date_that_has_others_before_it(at):
    with pytest.raises(ScheduleError) as refused:
        split(schedule("2026-01-06", rule="FREQ=WEEKLY"), local(at))
    assert refused.value.field == "start"


@st.composite
def whole_series(draw: st.DrawFn) -> Schedule:
    """A series with exceptions, and at least two dates, that starts on or off its rule."""
    start: Local = draw(st.dates(date(2024, 1, 1), date(2024, 12, 31)))
    if draw(st.booleans()):
        start = datetime(start.year, start.month, start.day, draw(st.sampled_from([2, 9])), 30)
    whole = series(start, draw(rules()))
    other_days = st.integers(-300, 900).map(lambda days: start + timedelta(days=days))
    whole = replace(whole, extra=tuple(draw(st.lists(other_days, max_size=3))))
    known = [span.original for span in dates(whole)]
    assume(len(known) > 1)
    some = st.lists(st.sampled_from(known), max_size=3, unique=True)
    changes = [
        Change(original, cancelled=draw(st.booleans()), start=draw(st.none() | other_days))
        for original in draw(some)
    ]
    return replace(whole, excluded=tuple(draw(some)), changes=tuple(changes))


@settings(deadline=None, max_examples=50)
@given(whole=whole_series(), data=st.data())
def test_both_parts_together_have_the_dates_of_the_whole(whole, data):
    known = sorted({span.original for span in dates(replace(whole, excluded=(), changes=()))})
    at = data.draw(st.sampled_from(known[1:]))
    before, after = split(whole, at)
    assert all(span.original < at for span in dates(before))
    assert all(span.original >= at for span in dates(after))
    together = sorted(dates(before) + dates(after), key=lambda span: (span.starts_at, str(span)))
    assert together == sorted(dates(whole), key=lambda span: (span.starts_at, str(span)))


# One date taken out


def test_a_date_of_the_rule_is_excluded():
    weekly = schedule("2026-01-06", rule="FREQ=WEEKLY;COUNT=3")
    rest = without(without(weekly, local("2026-01-20")), local("2026-01-13"))
    assert rest.excluded == (local("2026-01-13"), local("2026-01-20"))
    assert originals(rest) == ["2026-01-06"]


def test_an_extra_date_is_extra_no_more():
    series = schedule("2026-01-06", extra=[local("2026-02-03")])
    assert without(series, local("2026-02-03")) == schedule("2026-01-06")


def test_what_was_changed_about_the_date_goes_with_it():
    weekly = schedule(
        "2026-01-06",
        rule="FREQ=WEEKLY;COUNT=3",
        changes=[Change(local("2026-01-13"), cancelled=True), Change(local("2026-01-20"))],
    )
    assert without(weekly, local("2026-01-13")).changes == (Change(local("2026-01-20")),)


def test_what_is_no_date_cannot_be_taken_out():
    with pytest.raises(ScheduleError) as refused:
        without(schedule("2026-01-06", rule="FREQ=WEEKLY"), local("2026-01-07"))
    assert refused.value.field == "excluded"


@settings(deadline=None, max_examples=50)
@given(whole=whole_series(), data=st.data())
def test_taking_a_date_out_leaves_all_others(whole, data):
    known = dates(whole)
    assume(known)
    gone = data.draw(st.sampled_from(known)).original
    rest = without(whole, gone)
    assert dates(rest) == [span for span in known if span.original != gone]
