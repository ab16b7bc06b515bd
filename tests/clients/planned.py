"""Events as anybody might plan them, made up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from events.models import EventChange
from events.recurrence.expansion import expand
from events.recurrence.plain_rule import to_rrule
from events.recurrence.rhythm import own_dates
from events.recurrence.schedule import Local, Schedule, as_time
from events.recurrence.series_rule import rule_for
from tests.events.recurrence.schedules import AMSTERDAM, plain_rules, rules

FIRST, LAST = date(2026, 1, 1), date(2027, 5, 31)
_DAYS = st.dates(FIRST, date(2026, 12, 31))

#: Draws a rule for a start, and gives it with the start that goes with it.
DrawRule = Callable[[st.DrawFn, Local], tuple[str, Local]]


def rule_of_the_form(draw: st.DrawFn, start: Local) -> tuple[str, Local]:
    """A rule that somebody filled in; the form asks for a start that is its first date."""
    plain = draw(plain_rules())
    if plain.until is not None:
        until = as_time(start).date() + timedelta(days=draw(st.integers(0, 700)))
        plain = replace(plain, until=until)
    text = to_rrule(plain, start, AMSTERDAM)
    endless = rule_for(to_rrule(replace(plain, until=None), start, AMSTERDAM), start)
    first = next(own_dates(endless, as_time(start)))
    return text, first if isinstance(start, datetime) else first.date()


def rule_of_a_feed(draw: st.DrawFn, start: Local) -> tuple[str, Local]:
    """A rule that arrived from elsewhere; the start may be beside it."""
    return draw(rules()), start


@st.composite
def planned(draw: st.DrawFn, draw_rule: DrawRule) -> dict[str, Any]:
    """What ``making.build`` needs for an event in 2026: once, on loose dates, or by a rule.

    All day or in the daytime, not in the hours when clocks change: there programs differ, as
    test_clock_changes.py says.
    """
    start: Local = draw(_DAYS)
    if draw(st.booleans()):
        lasts = timedelta(days=draw(st.integers(1, 4)))
    else:
        quarters = sorted(draw(st.sets(st.integers(16, 95), min_size=2, max_size=2)))
        start = datetime.combine(start, time()) + timedelta(minutes=15 * quarters[0])
        lasts = timedelta(minutes=15 * (quarters[1] - quarters[0]))
    sort = draw(st.sampled_from(["once", "loose dates", "by a rule", "by a rule"]))
    if sort == "once":
        return _times(start, lasts)
    rule, start = draw_rule(draw, start) if sort == "by a rule" else ("", start)
    other = _DAYS.map(lambda day: _at_the_same_time(start, day))
    extra = draw(st.lists(other, min_size=not rule, max_size=3, unique=True))
    schedule = Schedule(start, start + lasts, AMSTERDAM, rule, tuple(extra))
    originals = [span.original for span in expand(schedule, FIRST, LAST)] or [start]
    some = st.lists(st.sampled_from(originals), max_size=3, unique=True)
    return _times(start, lasts) | {
        "rule": rule,
        "extra_dates": [local.isoformat() for local in extra],
        "excluded_dates": [local.isoformat() for local in draw(some) + draw(st.lists(other))],
        "changes": [draw(_change(original)) for original in draw(some)],
    }


def _times(start: Local, lasts: timedelta) -> dict[str, Any]:
    """As ``making.build`` takes them."""
    last = start + lasts if isinstance(start, datetime) else start + lasts - timedelta(days=1)
    return {"begins": str(start), "ends": str(last)}


def _at_the_same_time(start: Local, day: date) -> Local:
    return datetime.combine(day, start.time()) if isinstance(start, datetime) else day


@st.composite
def _change(draw: st.DrawFn, original: Local) -> EventChange:
    row = EventChange(original_date=as_time(original).date())
    if isinstance(original, datetime):
        row.original_time = original.time()
    match draw(st.sampled_from(["cancelled", "moved", "under another title"])):
        case "cancelled":
            row.cancelled = True
        case "moved":
            row.start_date = row.original_date + timedelta(days=draw(st.integers(-3, 3)))
        case _:
            row.title = "Een keer iets anders"
    return row
