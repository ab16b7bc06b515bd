"""A ledger that has a past, and what there is to filter by. Django must be set up for the site."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Min
from django.utils import timezone

from bench.addresses import FILTERS
from monitor.models import Entry
from search.engines import get_engine
from search.query import SearchQuery

#: What is there now counts since so long, and one in five counted otherwise before.
SINCE = timedelta(days=400)
BEFORE = timedelta(days=800)
ONE_IN = 5
#: Days of which the map is asked: after everything changed, and before.
PAST_DAYS = (timedelta(days=100), timedelta(days=500))


def make_history() -> None:
    """The same whenever it is called again."""
    today = timezone.localdate()
    first = Entry.objects.aggregate(first=Min("since"))["first"]
    if first is not None and first < today - SINCE:
        return
    Entry.objects.standing().update(since=today - SINCE)
    for rows in _portions(Entry.objects.standing().order_by("pk").iterator()):
        for row in rows:
            row.pk, row.since, row.until = None, today - BEFORE, today - SINCE
        Entry.objects.bulk_create(rows[::ONE_IN])


def _portions(rows, size: int = 5_000):
    portion = []
    for row in rows:
        portion.append(row)
        if len(portion) == size:
            yield portion
            portion = []
    yield portion


def sizes() -> tuple[int, int]:
    """How many items count now, and how many rows the ledger has."""
    return Entry.objects.standing().count(), Entry.objects.count()


def past_days() -> list[date]:
    return [timezone.localdate() - ago for ago in PAST_DAYS]


def filter_values() -> Mapping[str, Sequence[str]]:
    """The values of some facets, most frequent first."""
    counts = get_engine().search(SearchQuery(per_page=1)).facets
    return {
        name: sorted(counts.get(name, {}), key=lambda value: (-counts[name][value], value))
        for name in FILTERS
        if counts.get(name)
    }
