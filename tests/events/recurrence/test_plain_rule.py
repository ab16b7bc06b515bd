"""What a person fills in about repetition becomes an RRULE, and comes back as it was."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.recurrence.checking import check
from events.recurrence.expansion import expand
from events.recurrence.plain_rule import PlainRule, Repeats, from_rrule, to_rrule
from events.recurrence.rule_text import read_rule
from events.recurrence.schedule import Schedule, ScheduleError
from tests.events.recurrence.schedules import AMSTERDAM, local, plain_rules, rules, series

TUESDAY = datetime(2026, 1, 13, 9)


@pytest.mark.parametrize(
    ("plain", "rule"),
    [
        (PlainRule(Repeats.DAILY), "FREQ=DAILY"),
        (PlainRule(Repeats.WEEKLY), "FREQ=WEEKLY;BYDAY=TU"),
        (PlainRule(Repeats.WEEKLY, 2, (2, 0)), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE"),
        (PlainRule(Repeats.MONTHLY_ON_DAY), "FREQ=MONTHLY;BYMONTHDAY=13"),
        (PlainRule(Repeats.MONTHLY_ON_DAY, month_day=-1), "FREQ=MONTHLY;BYMONTHDAY=-1"),
        (PlainRule(Repeats.MONTHLY_ON_WEEKDAY), "FREQ=MONTHLY;BYDAY=2TU"),
        (
            PlainRule(Repeats.MONTHLY_ON_WEEKDAY, 3, (4,), nth=-1, count=10),
            "FREQ=MONTHLY;COUNT=10;INTERVAL=3;BYDAY=-1FR",
        ),
        (PlainRule(Repeats.YEARLY), "FREQ=YEARLY"),
        # In summer the local day ends two hours before it does in UTC.
        (
            PlainRule(Repeats.DAILY, until=date(2026, 6, 30)),
            "FREQ=DAILY;UNTIL=20260630T215959Z",
        ),
        (
            PlainRule(Repeats.DAILY, until=date(2026, 12, 31)),
            "FREQ=DAILY;UNTIL=20261231T225959Z",
        ),
    ],
)
def test_what_is_filled_in_as_a_rule(plain, rule):
    assert to_rrule(plain, TUESDAY, AMSTERDAM) == rule


def test_whole_days_end_with_a_date():
    plain = PlainRule(Repeats.DAILY, until=date(2026, 6, 30))
    assert to_rrule(plain, date(2026, 1, 13), AMSTERDAM) == "FREQ=DAILY;UNTIL=20260630"


def test_a_start_on_the_fifth_weekday_stands_for_the_last():
    rule = to_rrule(PlainRule(Repeats.MONTHLY_ON_WEEKDAY), date(2026, 1, 29), AMSTERDAM)
    assert rule == "FREQ=MONTHLY;BYDAY=-1TH"


@pytest.mark.parametrize(
    ("rule", "plain"),
    [
        # Outlook
        (
            "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2",
            PlainRule(Repeats.MONTHLY_ON_WEEKDAY, 1, (1,), nth=2),
        ),
        # Every working day
        (
            "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
            PlainRule(Repeats.WEEKLY, weekdays=(0, 1, 2, 3, 4)),
        ),
        ("FREQ=WEEKLY", PlainRule(Repeats.WEEKLY, weekdays=(1,))),
        ("FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=TU", PlainRule(Repeats.WEEKLY, 2, (1,))),
        ("FREQ=MONTHLY", PlainRule(Repeats.MONTHLY_ON_DAY, month_day=13)),
        ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=13", PlainRule(Repeats.YEARLY)),
        # The last day in the form is the day of the last date: this ends before 09:00.
        (
            "FREQ=WEEKLY;UNTIL=20260120T075959Z",
            PlainRule(Repeats.WEEKLY, weekdays=(1,), until=date(2026, 1, 19)),
        ),
        # Google
        (
            "FREQ=WEEKLY;UNTIL=20260120",
            PlainRule(Repeats.WEEKLY, weekdays=(1,), until=date(2026, 1, 20)),
        ),
        # What some programs write for "never"
        ("FREQ=DAILY;UNTIL=99991231", PlainRule(Repeats.DAILY)),
    ],
)
def test_rules_of_other_programs_that_a_form_can_show(rule, plain):
    assert from_rrule(rule, TUESDAY, AMSTERDAM) == plain


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "every Tuesday",
        "FREQ=HOURLY",
        "FREQ=DAILY;INTERVAL=2;BYDAY=MO",
        "FREQ=DAILY;BYMONTH=1",
        "FREQ=WEEKLY;BYMONTH=1;BYDAY=TU",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU",
        "FREQ=MONTHLY;BYMONTHDAY=13,27",
        "FREQ=MONTHLY;BYMONTHDAY=-2",
        "FREQ=MONTHLY;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=2TU,4TU",
        "FREQ=MONTHLY;BYDAY=5TU",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYDAY=2TU;BYSETPOS=1",
        "FREQ=YEARLY;BYMONTH=3",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=YEARLY;BYYEARDAY=100",
        "FREQ=DAILY;COUNT=3;UNTIL=20270101",
    ],
)
def test_a_rule_that_says_more_is_not_shown_in_a_form(rule):
    assert from_rrule(rule, TUESDAY, AMSTERDAM) is None


@pytest.mark.parametrize(
    "wrong",
    [
        PlainRule(Repeats.DAILY, 0),
        PlainRule(Repeats.DAILY, 1_000_000),
        PlainRule(Repeats.DAILY, count=0),
        PlainRule(Repeats.DAILY, count=1_000_000),
        PlainRule(Repeats.DAILY, count=3, until=date(2026, 6, 30)),
        PlainRule(Repeats.DAILY, until=date(9999, 12, 31)),
        PlainRule(Repeats.WEEKLY, weekdays=(7,)),
        PlainRule(Repeats.MONTHLY_ON_DAY, month_day=32),
        PlainRule(Repeats.MONTHLY_ON_WEEKDAY, nth=5),
        PlainRule(Repeats.MONTHLY_ON_WEEKDAY, weekdays=(1, 2), nth=1),
    ],
)
def test_numbers_without_sense_are_refused_at_the_rule(wrong):
    with pytest.raises(ScheduleError) as refused:
        to_rrule(wrong, TUESDAY, AMSTERDAM)
    assert refused.value.field == "rule"


def test_an_unknown_zone_is_refused_when_the_last_day_depends_on_it():
    with pytest.raises(ScheduleError) as refused:
        to_rrule(PlainRule(Repeats.DAILY, until=date(2026, 6, 30)), TUESDAY, "Europe/Atlantis")
    assert refused.value.field == "zone"


@settings(deadline=None)
@given(
    plain=plain_rules(),
    start=st.sampled_from(
        ["2026-01-13", "2026-02-28 00:00", "2024-02-29 23:59", "2026-03-29 02:30"]
    ),
    zone=st.sampled_from([AMSTERDAM, "America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu"]),
)
def test_a_form_shows_what_was_filled_in(plain, start, zone):
    assert from_rrule(to_rrule(plain, local(start), zone), local(start), zone) == plain


@settings(deadline=None)
@given(rule=rules(), start=st.dates(date(2020, 1, 1), date(2027, 1, 1)), timed=st.booleans())
def test_a_rule_that_a_form_shows_gives_the_same_dates_when_saved_again(rule, start, timed):
    begins = datetime(start.year, start.month, start.day, 9) if timed else start
    plain = from_rrule(rule, begins, AMSTERDAM)
    if plain is not None:
        saved = to_rrule(plain, begins, AMSTERDAM)
        window = date(2020, 1, 1), date(2030, 1, 1)
        before, after = (expand(series(begins, text), *window) for text in (rule, saved))
        assert before == after


@settings(deadline=None)
@given(plain_rules())
def test_what_a_person_can_say_can_be_read(plain):
    read_rule(to_rrule(plain, TUESDAY, AMSTERDAM))


def test_a_plain_rule_that_the_start_is_on_passes_the_check():
    rule = to_rrule(PlainRule(Repeats.MONTHLY_ON_WEEKDAY), TUESDAY, AMSTERDAM)
    check(Schedule(TUESDAY, TUESDAY, AMSTERDAM, rule))
