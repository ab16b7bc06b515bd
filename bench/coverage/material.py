"""A ledger that has a past, and what there is to filter by. Django must be set up for the site."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from bench.addresses import FILTERS
from bench.material import KINDS
from monitor.models import Entry
from search.engines import get_engine
from search.query import SearchQuery

#: Everything counts since so long, and one in five counted otherwise before.
SINCE = timedelta(days=400)
BEFORE = timedelta(days=800)
ONE_IN = 5
#: One in ten changed since, evenly over so many days.
CHANGED_ONE_IN = 10
CHANGING_DAYS = 200
#: Days of which the map is asked: since the last one everything changed.
PAST_DAYS = (timedelta(days=20), timedelta(days=200), timedelta(days=500))
#: How much changed since, and days of which that is true: one for each pair of axes.
NEW_DAYS = {"about 1 %": range(10, 31), "about 10 %": range(180, 201)}
#: Of every four that changed one began to count, one ceased to, and two count under other terms.
BEGAN, CEASED = 0, 1
#: What ceased to count has keys that no item has.
FREE_KEYS = 10**9


def confirm_all() -> None:
    """So that nearly every item counts: what was not confirmed for long would not."""
    for model in KINDS:
        model._default_manager.update(verified_on=timezone.localdate())


def make_history() -> None:
    """As if the site had been there for years; nothing when it has that already."""
    today = timezone.localdate()
    if Entry.objects.filter(until__lt=today).exists():
        return
    Entry.objects.exclude(until=None).delete()
    Entry.objects.standing().update(since=today - SINCE)
    standing = list(Entry.objects.standing().order_by("pk"))
    earlier = [_copy(row, today - BEFORE, today - SINCE) for row in standing[::ONE_IN]]
    changed = standing[::CHANGED_ONE_IN]
    for number, row in enumerate(changed):
        # Each day as many as any other, in no order.
        day = today - timedelta(days=1 + number * 7919 % CHANGING_DAYS)
        if number % 4 == CEASED:
            ceased = _copy(row, row.since, day)
            ceased.item_pk += FREE_KEYS
            earlier.append(ceased)
            continue
        if number % 4 != BEGAN:
            earlier.append(_copy(row, row.since, day, facets=changed[number - 1].facets))
        row.since = day
    Entry.objects.bulk_update(changed, ("since",), batch_size=1000)
    Entry.objects.bulk_create(earlier, batch_size=1000)


def _copy(row: Entry, since: date, until: date, facets: Any = None) -> Entry:
    return Entry(
        kind=row.kind,
        item_pk=row.item_pk,
        facets=facets or row.facets,
        national=row.national,
        since=since,
        until=until,
        version=row.version,
    )


def sizes() -> tuple[int, int]:
    """How many items count now, and how many rows the ledger has."""
    return Entry.objects.standing().count(), Entry.objects.count()


def past_days() -> list[date]:
    return [timezone.localdate() - ago for ago in PAST_DAYS]


def new_days(number: int) -> Iterator[tuple[str, date]]:
    """For the so manieth pair of axes a day of each of `NEW_DAYS` of which no other pair asks."""
    for share, days in NEW_DAYS.items():
        yield share, timezone.localdate() - timedelta(days=days[number % len(days)])


def filter_values() -> Mapping[str, Sequence[str]]:
    """The values of some facets, most frequent first."""
    counts = get_engine().search(SearchQuery(per_page=1)).facets
    return {
        name: sorted(counts.get(name, {}), key=lambda value: (-counts[name][value], value))
        for name in FILTERS
        if counts.get(name)
    }
