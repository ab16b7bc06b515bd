"""What is wrong with a schedule is said in a sentence at the field, and nothing goes wrong meanwhile."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import example, given, settings
from hypothesis import strategies as st

from events.recurrence.checking import check
from events.recurrence.expansion import expand
from events.recurrence.plain_rule import from_rrule
from events.recurrence.schedule import Change, Schedule, ScheduleError
from events.recurrence.series_rule import rule_for
from events.recurrence.wording import rule_in_words
from tests.events.recurrence.schedules import AMSTERDAM, local, rules, schedule

WEEKLY = schedule("2026-01-06 09:00", rule="FREQ=WEEKLY;COUNT=3")
DAYS = schedule("2026-01-06", rule="FREQ=WEEKLY;COUNT=3")


def fault(wrong: Schedule, **options: bool) -> ScheduleError:
    with pytest.raises(ScheduleError) as refused, translation.override("en"):
        check(wrong, **options)
    assert refused.value.message.endswith(".")
    return refused.value


@pytest.mark.parametrize(
    "good",
    [
        schedule("2026-01-06 09:00"),
        schedule("2026-01-06"),
        schedule("2026-01-06 09:00", "2026-01-06 09:00"),
        schedule("2024-02-29", rule="FREQ=YEARLY"),
        schedule("2026-01-31", rule="FREQ=MONTHLY"),
        schedule("2026-01-06", extra=[local("2026-02-03")]),
        schedule("2026-03-29 02:30", rule="FREQ=YEARLY"),
        schedule("1970-01-01", rule="FREQ=DAILY"),
        replace(WEEKLY, excluded=(local("2026-01-13 09:00"),)),
        replace(WEEKLY, changes=(Change(local("2026-01-20 09:00"), cancelled=True),)),
    ],
)
def test_a_good_schedule_passes(good):
    check(good)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        # Order
        (schedule("2026-01-06 09:00", "2026-01-06 08:59"), "end"),
        (schedule("2026-01-06", "2026-01-05"), "end"),
        (schedule("2026-01-06", "2026-01-06"), "end"),
        (schedule("2026-01-06", "2027-01-08"), "end"),
        # Years
        (schedule("0001-01-01"), "start"),
        (schedule("9999-12-30 09:00"), "start"),
        (schedule("0202-06-01"), "start"),
        (schedule("2026-01-06", "9999-12-31"), "end"),
        (replace(DAYS, extra=(local("0001-01-01"),)), "extra"),
        (replace(DAYS, excluded=(local("9999-12-31"),)), "excluded"),
        # Zone
        (replace(WEEKLY, zone=""), "zone"),
        (replace(WEEKLY, zone="Europe/Atlantis"), "zone"),
        (replace(WEEKLY, zone="Europe"), "zone"),
        (replace(WEEKLY, zone="W. Europe Standard Time"), "zone"),
        (replace(WEEKLY, zone="../../etc/passwd"), "zone"),
        (replace(WEEKLY, zone="localtime"), "zone"),
        # Days and times mixed
        (replace(WEEKLY, end=date(2026, 1, 7)), "end"),
        (replace(DAYS, end=datetime(2026, 1, 7, 12)), "end"),
        (replace(DAYS, extra=(local("2026-02-03 09:00"),)), "extra"),
        (replace(WEEKLY, excluded=(date(2026, 1, 13),)), "excluded"),
        (replace(WEEKLY, changes=(Change(date(2026, 1, 13)),)), "changes"),
        (replace(WEEKLY, start=datetime(2026, 1, 6, 9, tzinfo=UTC)), "start"),
        (replace(WEEKLY, start=None), "start"),
        (replace(WEEKLY, start="2026-01-06"), "start"),
        # The rule
        (replace(WEEKLY, rule="every Tuesday"), "rule"),
        (replace(WEEKLY, rule="FREQ=SECONDLY"), "rule"),
        (replace(WEEKLY, rule="FREQ=DAILY;COUNT=1000000"), "rule"),
        (replace(WEEKLY, rule="FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), "rule"),
        (replace(WEEKLY, rule="FREQ=MONTHLY;BYDAY=6MO"), "rule"),
        (replace(WEEKLY, rule="FREQ=WEEKLY;UNTIL=20251231"), "rule"),
        (replace(WEEKLY, rule="FREQ=WEEKLY;BYDAY=MO"), "start"),
        (schedule("2023-02-28", rule="FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29"), "rule"),
        # Dates that are none
        (replace(WEEKLY, excluded=(local("2026-01-14 09:00"),)), "excluded"),
        (replace(WEEKLY, excluded=(local("2026-01-13 10:00"),)), "excluded"),
        (replace(WEEKLY, excluded=(local("2026-01-27 09:00"),)), "excluded"),
        (replace(WEEKLY, changes=(Change(local("2026-01-27 09:00")),)), "changes"),
        (schedule("2026-01-06", changes=[Change(local("2026-01-07"))]), "changes"),
        (
            replace(
                DAYS,
                excluded=(local("2026-01-13"),),
                changes=(Change(local("2026-01-13"), cancelled=True),),
            ),
            "changes",
        ),
        (replace(DAYS, changes=(Change(local("2026-01-13")),) * 2), "changes"),
        # A change that ends before it starts
        (
            replace(
                WEEKLY, changes=(Change(local("2026-01-13 09:00"), end=local("2026-01-13 08:00")),)
            ),
            "changes",
        ),
        # Nothing left, far too much
        (
            replace(DAYS, excluded=tuple(map(local, ["2026-01-06", "2026-01-13", "2026-01-20"]))),
            "excluded",
        ),
        (schedule("2026-01-06", excluded=[local("2026-01-06")]), "excluded"),
        (replace(DAYS, extra=(local("2026-02-03"),) * 5_001), "extra"),
    ],
)
def test_a_wrong_schedule_is_refused_at_its_field(wrong, field):
    assert fault(wrong).field == field


def test_a_start_off_the_rule_is_told_where_the_rule_begins():
    wednesday = schedule("2026-01-07 09:00", rule="FREQ=WEEKLY;BYDAY=MO")
    assert fault(wednesday).message == (
        "This starts on Wednesday 7 January 2026, "
        "but the first date of the repetition is Monday 12 January 2026."
    )


def test_feeds_may_start_off_the_rule_and_leave_out_what_is_not_there():
    loose = schedule(
        "2026-01-07 09:00",
        rule="FREQ=WEEKLY;BYDAY=MO",
        excluded=[local("2026-01-08 09:00")],
        changes=[Change(local("2026-01-09 09:00"), cancelled=True)],
    )
    check(loose, entered=False)


def test_what_is_typed_in_lasts_a_year_at_most_and_what_feeds_bring_ten():
    exhibition = schedule("2026-01-01", "2028-01-01")

    assert fault(exhibition).field == "end"
    check(exhibition, entered=False)
    assert fault(schedule("2026-01-01", "2037-01-01"), entered=False).field == "end"


@pytest.mark.parametrize("rule", ["FREQ=HOURLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"])
def test_feeds_are_not_forgiven_a_rule_that_cannot_be_worked_out(rule):
    assert fault(replace(WEEKLY, rule=rule), entered=False).field == "rule"


@settings(deadline=None)
@given(rules())
def test_a_rule_that_begins_on_one_of_its_dates_passes(rule):
    tuesday = datetime(2026, 1, 6, 9)
    own = str(rule_for(rule, tuesday))
    dates = expand(Schedule(tuesday, tuesday, AMSTERDAM, own), date(2026, 1, 7), date(2036, 1, 6))
    if dates:
        first = dates[0].original
        check(Schedule(first, first, AMSTERDAM, own))


PARTS = ["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYYEARDAY"]
PARTS += ["BYWEEKNO", "BYSETPOS", "BYHOUR", "BYMINUTE", "BYSECOND", "WKST", "RSCALE", "SKIP", "X"]
VALUES = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY", "", "0", "1", "-1", "2", "5", "-7", "9"]
VALUES += ["30", "29,30,31", "-31", "53", "-53", "366", "9999", "99999999999999999999", "2L"]
VALUES += ["MO", "SU,TU", "-1FR", "5FR,MO", "0MO", "53SU", "99TU", "XX", "CHINESE", "FORWARD"]
VALUES += ["20270101", "99991231", "99991231T235959Z", "00010101", "00010101T000000Z", "P1W"]
PIECES = st.builds("{}={}".format, st.sampled_from(PARTS), st.sampled_from(VALUES))
SENSIBLE = st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY"])


@settings(deadline=None)
@given(
    rule=st.builds(lambda *parts: ";".join(parts), SENSIBLE, PIECES, PIECES, PIECES)
    | st.lists(PIECES | SENSIBLE, max_size=7).map(";".join)
    | st.text(max_size=60),
    zone=st.sampled_from([AMSTERDAM, "Pacific/Kiritimati", "America/St_Johns"])
    | st.text(max_size=30),
    start=st.dates() | st.datetimes() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    length=st.timedeltas(timedelta(days=-2), timedelta(days=500)),
    others=st.lists(st.dates() | st.datetimes(), max_size=3),
    entered=st.booleans(),
)
@example("", "\x00", date(2026, 1, 1), timedelta(days=1), [], True)
@example("", "a" * 5_000, date(2026, 1, 1), timedelta(days=1), [], True)
@example("FREQ=DAILY;UNTIL=99991231T235959Z", AMSTERDAM, date(2026, 1, 1), timedelta(1), [], True)
@example("FREQ=DAILY;UNTIL=00010101", AMSTERDAM, datetime(2026, 1, 1, 9), timedelta(1), [], True)
@example("FREQ=DAILY;COUNT=" + "9" * 5_000, AMSTERDAM, date(2026, 1, 1), timedelta(1), [], True)
def test_nothing_but_a_sentence_comes_of_bad_input(rule, zone, start, length, others, entered):
    try:
        end = start + length
    except OverflowError:
        end = start
    changes = tuple(Change(other, start=start, end=end) for other in others)
    odd = Schedule(start, end, zone, rule, tuple(others), tuple(others[:1]), changes)
    assert rule_in_words(odd) or not rule
    from_rrule(rule, start, zone)
    try:
        check(odd, entered=entered)
    except ScheduleError as refused:
        assert refused.field in {"start", "end", "zone", "rule", "extra", "excluded", "changes"}
        assert refused.message
        with suppress(ScheduleError):
            expand(odd, date(2026, 1, 1), date(2029, 6, 30))
    else:
        expand(odd, date(2026, 1, 1), date(2029, 6, 30))
