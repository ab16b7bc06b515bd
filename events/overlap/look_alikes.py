"""Pairs of events in the calendar that are probably one, announced twice."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, product
from typing import NamedTuple

from events.models import Event, Occurrence, PairVerdict
from events.overlap.candidates import held, on_days
from events.overlap.doubles import look_of, with_looks
from events.overlap.likeness import Sign, alike, plain, signs_of_double
from events.overlap.verdicts import Pair, pair

MOST = 50
#: Pairs whose titles are compared; only a calendar full of the same words has more.
MOST_COMPARED = 20_000
#: What is on for weeks is looked at on its first days only.
MOST_DAYS = 14
_SHORTEST_WORD = 4
#: No word of a place has a colon.
_ONLINE = ":online"


@dataclass(frozen=True)
class LookAlike:
    """Two events with the dates that look alike, and the signs of it."""

    first: Occurrence
    second: Occurrence
    signs: tuple[Sign, ...]

    @property
    def events(self) -> tuple[Event, Event]:
        return self.first.event, self.second.event


@dataclass(frozen=True)
class LookAlikes:
    """What was found; ``complete`` unless there was more to compare than is allowed."""

    pairs: tuple[LookAlike, ...]
    complete: bool


class _Date(NamedTuple):
    """What is read of a date before anything is compared."""

    pk: int
    event_id: int
    first_day: date
    last_day: date
    event__title: str
    event__title_en: str
    event__location_name: str
    event__location_address: str
    event__online_url: str
    event__part_of_id: int | None

    @property
    def titles(self) -> list[str]:
        return [title for title in (self.event__title, self.event__title_en) if title]


Two = tuple[_Date, _Date]


def look_alikes(first: date, last: date, regions: Collection[int] | None = None) -> LookAlikes:
    """Pairs on the days ``first`` to ``last`` that nobody has judged, in the order of their days.

    Not all pairs are compared: only those on the same day that share a word of the title and a
    word of the place. ``regions`` limits them to pairs of which one is in one of these regions
    or is led by one; None means all.
    """
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    rows = on_days(held(), days).order_by().values_list(*_Date._fields)
    dates = sorted((_Date(*row) for row in rows), key=lambda row: (row.first_day, row.pk))
    candidates = _candidates(dates, first, last)
    judged = set(PairVerdict.objects.values_list("first_id", "second_id"))
    found = [
        (one.pk, other.pk)
        for key, (one, other) in candidates.items()
        if key not in judged and alike(one.titles, other.titles)
    ]
    pairs = list(_confirmed(found, regions))
    complete = len(candidates) <= MOST_COMPARED and len(pairs) <= MOST
    return LookAlikes(tuple(pairs[:MOST]), complete)


def _candidates(dates: Iterable[_Date], first: date, last: date) -> dict[Pair, Two]:
    """Pairs of dates of different events that share a day, a title word, and a place."""
    found: dict[Pair, Two] = {}
    for one, other in _neighbouring(dates, first, last):
        if one.event_id != other.event_id and not _one_family(one, other):
            found.setdefault(pair(one.event_id, other.event_id), (one, other))
            if len(found) > MOST_COMPARED:
                break
    return found


def _neighbouring(dates: Iterable[_Date], first: date, last: date) -> Iterator[Two]:
    """The same pairs and more, some of them several times."""
    there: dict[tuple[date, str, str], list[_Date]] = defaultdict(list)
    anywhere: dict[tuple[date, str], list[_Date]] = defaultdict(list)
    silent: list[tuple[date, str, _Date]] = []
    for row in dates:
        wheres = _wheres(row)
        for day, word in product(_days_of(row, first, last), _words(row.titles)):
            anywhere[day, word].append(row)
            if not wheres:
                silent.append((day, word, row))
            for where in wheres:
                there[day, word, where].append(row)
    for block in there.values():
        yield from combinations(block, 2)
    # What says nothing of its place may be anywhere.
    for day, word, row in silent:
        yield from ((row, other) for other in anywhere[day, word])


def _days_of(row: _Date, first: date, last: date) -> Iterator[date]:
    begin, end = max(row.first_day, first), min(row.last_day, last)
    for number in range(min((end - begin).days + 1, MOST_DAYS)):
        yield begin + timedelta(days=number)


def _words(texts: Iterable[str]) -> set[str]:
    """The words that tell something; all of a text that has only short ones."""
    found: set[str] = set()
    for text in texts:
        every = plain(text).split()
        found.update([word for word in every if len(word) >= _SHORTEST_WORD] or every)
    return found


def _wheres(row: _Date) -> set[str]:
    """The words of its place, and whether it is online; empty when it says nothing."""
    place = _words([row.event__location_name, row.event__location_address])
    return place | {_ONLINE} if row.event__online_url else place


def _one_family(one: _Date, other: _Date) -> bool:
    above = {one.event__part_of_id, one.event_id} & {other.event__part_of_id, other.event_id}
    return bool(above - {None})


def _confirmed(
    found: Collection[tuple[int, int]], regions: Collection[int] | None
) -> Iterator[LookAlike]:
    """Those that are in the same place as well."""
    keys = {key for keys in found for key in keys}
    dates = {date.pk: date for date in with_looks(Occurrence.objects.filter(pk__in=keys))}
    for one, other in found:
        if one not in dates or other not in dates:
            continue
        first, second = dates[one], dates[other]
        signs = signs_of_double(look_of(first), look_of(second))
        if signs and (regions is None or _concerns(first, regions) or _concerns(second, regions)):
            yield LookAlike(first, second, signs)


def _concerns(date: Occurrence, regions: Collection[int]) -> bool:
    event = date.event
    there = {province.region_id for province in event.provinces.all()}
    return event.region_id in regions or not there.isdisjoint(regions)
