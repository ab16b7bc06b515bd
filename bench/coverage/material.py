"""A ledger that has a past, and what there is to filter by. Django must be set up for the site."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.utils import timezone

from bench.addresses import FILTERS
from bench.material import KINDS
from monitor.models import Entry
from search.engines import get_engine
from search.query import SearchQuery

#: What is there now counts since so long, and one in five counted otherwise before.
SINCE = timedelta(days=400)
BEFORE = timedelta(days=800)
ONE_IN = 5
#: Days of which the map is asked: after everything changed, and before.
PAST_DAYS = (timedelta(days=100), timedelta(days=500))


def confirm_all() -> None:
    """So that nearly every item counts: what was not confirmed for long would not."""
    for model in KINDS:
        model._default_manager.update(verified_on=timezone.localdate())


def make_history() -> None:
    """As if the site had been there for years; nothing when it has that already."""
    today = timezone.localdate()
    if not Entry.objects.standing().filter(since__gt=today - SINCE).exists():
        return
    Entry.objects.exclude(until=None).delete()
    Entry.objects.standing().update(since=today - SINCE)
    others = list(Entry.objects.standing().order_by("pk")[::ONE_IN])
    for row in others:
        row.pk, row.since, row.until = None, today - BEFORE, today - SINCE
    Entry.objects.bulk_create(others, batch_size=1000)


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
