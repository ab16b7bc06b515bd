"""The finding compared with a slow one that writes out every day and every quarter of an hour."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.models import Event, Occurrence
from events.overlap.finding import look_around
from events.overlap.proposal import Place, Proposal, dates_of
from events.recurrence.schedule import Schedule
from tests.events.overlap.planning import Country, keys

#: Around the night in which the clock goes forward (28 March 2027).
MIDDLE = date(2027, 3, 28)
QUARTER = timedelta(minutes=15)
ZONE = ZoneInfo("Europe/Amsterdam")
EVENTS = 60


def _some_event(country: Country, dice: random.Random) -> Event:
    day = MIDDLE + timedelta(days=dice.randint(-16, 16))
    fields: dict[str, Any] = {
        "provinces": dice.sample([country.flevoland, country.utrecht], dice.randint(0, 2)),
        "scale": dice.choice([None, None, None, country.national]),
        "target_groups": dice.sample(_groups(country), dice.choice([0, 1, 1, 2])),
        "action_lines": dice.sample(_lines(country), dice.choice([0, 0, 1])),
        "status": dice.choice(["scheduled"] * 6 + ["cancelled", "postponed", "moved-online"]),
        "online_url": dice.choice(["", "", "https://example.org/"]),
        "location_name": dice.choice(["", "Stadhuis"]),
        "rule": dice.choice(["", "", "", "FREQ=WEEKLY;COUNT=4", "FREQ=DAILY;INTERVAL=3;COUNT=4"]),
    }
    if dice.random() < 0.25:
        end = day + timedelta(days=dice.choice([0, 0, 1, 4]))
        return country.event(
            day, all_day=True, start_time=None, end_time=None, end_date=end, **fields
        )
    start = datetime.combine(day, time(dice.randint(0, 23), dice.choice([0, 15, 30, 45])))
    end = start + QUARTER * dice.choice([0, 1, 4, 8, 30])
    return country.event(
        day, start_time=start.time(), end_date=end.date(), end_time=end.time(), **fields
    )


def _groups(country: Country) -> list[Any]:
    return [country.jobseekers, country.refugees, country.mothers, country.switchers]


def _lines(country: Country) -> list[Any]:
    return [country.line_b, country.line_c, country.regional_line]


@dataclass(frozen=True)
class Plan:
    """What hypothesis thinks up; positions in the lists of the country."""

    days: list[int]
    start: int
    quarters: int
    all_day: bool
    provinces: set[int]
    groups: set[int]
    lines: set[int]
    national: bool
    online: bool


PLANS = st.builds(
    Plan,
    days=st.lists(st.integers(-12, 12), min_size=1, max_size=4, unique=True),
    start=st.integers(0, 95),
    quarters=st.integers(0, 40),
    all_day=st.booleans(),
    provinces=st.sets(st.integers(0, 1)),
    groups=st.sets(st.integers(0, 3)),
    lines=st.sets(st.integers(0, 2)),
    national=st.booleans(),
    online=st.booleans(),
)


def _proposal(plan: Plan, country: Country) -> Proposal:
    spans = []
    for offset in sorted(plan.days):
        day = MIDDLE + timedelta(days=offset)
        start = datetime.combine(day, time(0)) + QUARTER * plan.start
        schedule = (
            Schedule(day, day + timedelta(days=1), ZONE.key)
            if plan.all_day
            else Schedule(start, start + QUARTER * plan.quarters, ZONE.key)
        )
        spans.append(dates_of(schedule)[0][0])
    provinces = [country.flevoland, country.utrecht]
    return Proposal(
        spans=tuple(spans),
        provinces=keys(*(provinces[number] for number in plan.provinces)),
        target_groups=keys(*(_groups(country)[number] for number in plan.groups)),
        action_lines=keys(*(_lines(country)[number] for number in plan.lines)),
        national=plan.national,
        place=Place(online=plan.online),
    )


@dataclass(frozen=True)
class Written:
    """An event as the slow way knows it: sets of days, of quarters, of people and themes."""

    key: int
    dates: list["Date"]
    provinces: set[int]
    everywhere: bool
    people: set[int]
    themes: set[int]


@dataclass(frozen=True)
class Date:
    days: set[int]
    quarters: set[datetime]


def _written(event: Event, country: Country) -> Written:
    return Written(
        key=event.pk,
        dates=[
            Date(_days_of(row), _quarters_of(row))
            for row in event.occurrences.all()
            if row.status not in ("cancelled", "postponed")
        ],
        provinces={province.pk for province in event.provinces.all()},
        everywhere=event.is_national or event.mode == "online",
        people=_people({group.pk for group in event.target_groups.all()}, country),
        themes=_themes({line.pk for line in event.action_lines.all()}, country),
    )


@pytest.mark.django_db
def test_the_same_events_at_the_same_hours_in_the_same_order(country: Country) -> None:
    dice = random.Random(4)
    events = [_some_event(country, dice) for _number in range(EVENTS)]
    rows = [_written(Event.objects.get(pk=event.pk), country) for event in events]
    assert Occurrence.objects.count() > EVENTS
    assert Occurrence.objects.filter(all_day=True).exists()

    @settings(max_examples=150, deadline=None)
    @given(plan=PLANS)
    def same(plan: Plan) -> None:
        proposal = _proposal(plan, country)
        finding = look_around(proposal, most=EVENTS)
        expected = dict(_counted(proposal, rows, country))
        assert {meeting.key for meeting in finding.meetings} == set(expected)
        for meeting in finding.meetings:
            assert (meeting.days_apart, meeting.shares_hours) == expected[meeting.key]
        order = [meeting.days_apart for meeting in finding.meetings]
        assert order == sorted(order)
        named = [neighbour.event.pk for neighbour in finding.neighbours]
        assert named == [meeting.key for meeting in finding.meetings]

    same()


def _counted(
    proposal: Proposal, rows: list[Written], country: Country
) -> Iterator[tuple[int, tuple[int, bool]]]:
    """For every event that counts, how near it comes: days, and whether it shares an hour."""
    spans = [Date(_days_of(span), _quarters_of(span)) for span in proposal.spans]
    people = _people(set(proposal.target_groups), country)
    themes = _themes(set(proposal.action_lines), country)
    for row in rows:
        near = [
            (apart, not (date.quarters & span.quarters))
            for date in row.dates
            for span in spans
            if (apart := min(abs(one - other) for one in date.days for other in span.days)) <= 7
        ]
        same_region = not proposal.asks_for_region or row.everywhere
        same_region = same_region or bool(row.provinces & proposal.provinces)
        same_subject = not people | themes or bool(row.people & people or row.themes & themes)
        if near and same_region and same_subject:
            days, no_hours = min(near)
            yield row.key, (days, not no_hours)


def _people(groups: set[int], country: Country) -> set[int]:
    below = {country.refugees.pk, country.mothers.pk}
    return groups | below if country.jobseekers.pk in groups else groups


def _themes(lines: set[int], country: Country) -> set[int]:
    return lines | {country.line_c.pk} if country.regional_line.pk in lines else lines


def _days_of(row: Any) -> set[int]:
    return set(range(row.first_day.toordinal(), row.last_day.toordinal() + 1))


def _quarters_of(row: Any) -> set[datetime]:
    if row.all_day:
        return set()
    found, moment = {row.starts_at.astimezone(UTC)}, row.starts_at.astimezone(UTC)
    while moment < row.ends_at:
        found.add(moment)
        moment += QUARTER
    return found
