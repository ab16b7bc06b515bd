"""Weeks in which much happens for one target group in one region."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.db.models import Q, QuerySet

from events.models import Event
from events.overlap.candidates import held, on_days
from events.overlap.intervals import WEEK
from events.overlap.terms import Keys, Vocabulary
from taxonomy.models import Scale

#: A week is crowded with so many events for one target group in one region ...
LEAST = 4
#: ... that are so many times those of a usual week there.
MORE_THAN_USUAL = 1.5

Events = set[int]


@dataclass(frozen=True)
class CrowdedWeek:
    """A week from Monday on; keys of the region, the target group and the events.

    ``usual`` is the median of all weeks looked at; ``national`` is how many events for every
    region come on top of those counted.
    """

    monday: date
    region: int
    group: int
    events: frozenset[int]
    usual: float
    national: int

    @property
    def sunday(self) -> date:
        return self.monday + WEEK - timedelta(days=1)


def crowded_weeks(
    monday: date, weeks: int, words: Vocabulary, regions: Keys | None = None
) -> list[CrowdedWeek]:
    """The crowded ones of so many weeks, in order, the most crowded of a week first.

    ``regions`` limits them to some; None means all. What counts for a group counts for the
    broader group above it as well, which is named only when that makes a difference. The number
    of queries does not depend on how much is found.
    """
    calendar = _Calendar.read(monday, weeks, words)
    found = [
        week
        for (region, group), by_week in calendar.local.items()
        if regions is None or region in regions
        for week in _crowded(calendar, region, group, by_week)
    ]
    narrowed = _without_repetition(found, words)
    return sorted(
        narrowed, key=lambda week: (week.monday, -len(week.events), week.region, week.group)
    )


@dataclass(frozen=True)
class _Calendar:
    """Which events there are in each week: by region and group, and by group for national ones."""

    monday: date
    weeks: int
    local: Mapping[tuple[int, int], Mapping[int, Events]]
    national: Mapping[tuple[int, int], Events]

    @classmethod
    def read(cls, monday: date, weeks: int, words: Vocabulary) -> "_Calendar":
        days = [monday + timedelta(days=number) for number in range(7 * weeks)]
        rows = on_days(held(), days).order_by()
        weeks_of = _weeks_of(rows.values_list("event_id", "first_day", "last_day"), monday, weeks)
        events = rows.values("event_id")
        regions = _regions_of(events, words)
        everywhere = _national_among(events)
        local: dict[tuple[int, int], dict[int, Events]] = defaultdict(lambda: defaultdict(set))
        national: dict[tuple[int, int], Events] = defaultdict(set)
        for event, group in _groups_of(events, words):
            for week in weeks_of.get(event, ()):
                if event in everywhere:
                    national[group, week].add(event)
                    continue
                for region in regions.get(event, ()):
                    local[region, group][week].add(event)
        return cls(monday, weeks, local, national)


def _crowded(
    calendar: _Calendar, region: int, group: int, by_week: Mapping[int, Events]
) -> Iterator[CrowdedWeek]:
    usual = median(len(by_week.get(week, ())) for week in range(calendar.weeks))
    for week, events in by_week.items():
        if len(events) >= LEAST and len(events) >= MORE_THAN_USUAL * usual:
            yield CrowdedWeek(
                monday=calendar.monday + week * WEEK,
                region=region,
                group=group,
                events=frozenset(events),
                usual=usual,
                national=len(calendar.national.get((group, week), ())),
            )


def _without_repetition(found: Iterable[CrowdedWeek], words: Vocabulary) -> list[CrowdedWeek]:
    """Without a broader group whose events are just those of one group under it."""
    weeks = list(found)
    narrow = {
        (week.monday, week.region, words.groups[week.group].parent_id, week.events)
        for week in weeks
    }
    return [
        week for week in weeks if (week.monday, week.region, week.group, week.events) not in narrow
    ]


def _weeks_of(
    rows: Iterable[tuple[int, date, date]], monday: date, weeks: int
) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for event, first, last in rows:
        begin = max(0, (first - monday).days // 7)
        end = min(weeks - 1, (last - monday).days // 7)
        found[event].update(range(begin, end + 1))
    return found


def _regions_of(events: QuerySet, words: Vocabulary) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    links = _links("provinces", events).values_list("event_id", "province_id")
    for event, province in links:
        if province in words.provinces:
            found[event].add(words.provinces[province].region_id)
    return found


def _groups_of(events: QuerySet, words: Vocabulary) -> Iterator[tuple[int, int]]:
    """Pairs of event and group, the broader groups included; a pair may come twice."""
    for event, group in _links("target_groups", events).values_list("event_id", "targetgroup_id"):
        if group in words.groups:
            yield event, group
            if broader := words.groups[group].parent_id:
                yield event, broader


def _national_among(events: QuerySet) -> set[int]:
    """As `Event.is_national` says of each."""
    national = Q(scale__ref=Scale.NATIONAL) | Q(scale__isnull=True, provinces__isnull=True)
    return set(
        Event.objects.filter(national, pk__in=events).order_by().values_list("pk", flat=True)
    )


def _links(relation: str, events: QuerySet) -> QuerySet:
    field: Any = Event._meta.get_field(relation)
    return field.remote_field.through._default_manager.filter(event_id__in=events)
