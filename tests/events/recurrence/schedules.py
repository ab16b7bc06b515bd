"""Schedules for tests, written shortly, and rules at random."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from events.recurrence.plain_rule import NTHS, PlainRule, Repeats
from events.recurrence.schedule import Change, Local, Schedule

AMSTERDAM = "Europe/Amsterdam"
_DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def local(text: str) -> Local:
    """ "2026-01-06" is a day, "2026-01-06 09:00" a time."""
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def schedule(
    start: str,
    end: str = "",
    *,
    zone: str = AMSTERDAM,
    rule: str = "",
    extra: Iterable[Local] = (),
    excluded: Iterable[Local] = (),
    changes: Iterable[Change] = (),
) -> Schedule:
    """Without an end it lasts an hour, or a day when the start is one."""
    begins = local(start)
    lasts = timedelta(hours=1) if isinstance(begins, datetime) else timedelta(days=1)
    return Schedule(
        begins,
        local(end) if end else begins + lasts,
        zone,
        rule,
        tuple(extra),
        tuple(excluded),
        tuple(changes),
    )


def series(start: Local, rule: str) -> Schedule:
    """One hour, or one day, again and again."""
    return schedule(start.isoformat(), rule=rule)


@st.composite
def rules(draw: st.DrawFn, ends: bool = True) -> str:
    """Rules that all programs read alike, and that give dates often enough to find some."""
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 5))}"]
    days = draw(st.lists(st.sampled_from(_DAYS), max_size=3, unique=True))
    if frequency == "WEEKLY":
        parts.append(f"WKST={draw(st.sampled_from(['MO', 'SU', 'WE']))}")
    if frequency in ("MONTHLY", "YEARLY"):
        choice = draw(st.sampled_from(["start", "nth", "month day", "position"]))
        if choice == "month day":
            numbers = draw(
                st.lists(st.sampled_from([1, 15, 29, 31, -1, -3]), min_size=1, unique=True)
            )
            parts.append(f"BYMONTHDAY={','.join(map(str, numbers))}")
        elif days and choice == "nth":
            nth = draw(st.sampled_from([1, 2, 4, 5, -1, -2]))
            parts.append("BYDAY=" + ",".join(f"{nth}{day}" for day in days))
        elif days and choice == "position":
            parts += [f"BYDAY={','.join(days)}", f"BYSETPOS={draw(st.sampled_from([1, 2, -1]))}"]
    elif days:
        parts.append(f"BYDAY={','.join(days)}")
    if frequency != "WEEKLY" and draw(st.booleans()):
        months = draw(st.lists(st.integers(1, 12), min_size=1, max_size=4, unique=True))
        parts.append(f"BYMONTH={','.join(map(str, months))}")
    end = draw(st.sampled_from(["", "COUNT", "UNTIL"])) if ends else ""
    if end == "COUNT":
        parts.append(f"COUNT={draw(st.integers(1, 60))}")
    elif end == "UNTIL":
        until = draw(st.datetimes(datetime(2016, 1, 1), datetime(2030, 1, 1)))
        parts.append(f"UNTIL={until:%Y%m%dT%H%M%SZ}")
    return ";".join(parts)


@st.composite
def plain_rules(draw: st.DrawFn) -> PlainRule:
    """What somebody may fill in about repetition; the last day may be before the first."""
    repeats = draw(st.sampled_from(Repeats))
    weekdays = st.lists(st.integers(0, 6), min_size=1, unique=True).map(sorted).map(tuple)
    plain = PlainRule(repeats, draw(st.integers(1, 60)))
    if repeats is Repeats.WEEKLY:
        plain = replace(plain, weekdays=draw(weekdays))
    if repeats is Repeats.MONTHLY_ON_DAY:
        plain = replace(plain, month_day=draw(st.integers(1, 31) | st.just(-1)))
    if repeats is Repeats.MONTHLY_ON_WEEKDAY:
        plain = replace(plain, weekdays=(draw(st.integers(0, 6)),), nth=draw(st.sampled_from(NTHS)))
    if draw(st.booleans()):
        return replace(plain, count=draw(st.none() | st.integers(1, 500)))
    return replace(plain, until=draw(st.dates(date(1970, 1, 1), date(2100, 12, 31))))
