"""Lets all days of the ledger follow a word of the vocabulary that went up in another."""

from collections.abc import Iterator
from typing import Any

from django.db import models, transaction

from monitor.ledger.counted import KEPT
from monitor.models import Entry, LedgerState
from publishing.signals import terms_merged
from search.labels import vocabulary

READ_AT_ONCE, WRITTEN_AT_ONCE = 5000, 200


def connect() -> None:
    """Called once, from `apps.py`."""
    terms_merged.connect(follow, dispatch_uid="monitor.ledger_merged_terms")


@transaction.atomic
def follow(sender: type[models.Model], term: Any, into: Any, **kwargs: Any) -> None:
    """Write `into`, and what is above it, in every row in which `term` stands.

    Otherwise past days would lose what counted under `term`. Open rows change with the others:
    the item did not change on this day, only what a word is called.
    """
    facet = term.parameter
    if facet not in KEPT:
        return
    instead = vocabulary().with_broader(facet, [into.key])
    changed = list(_rewritten(facet, term.key, instead))
    if not changed:
        return
    version = LedgerState.next_version()
    for row in changed:
        row.version = version
    Entry.objects.bulk_update(changed, ("facets", "version"), batch_size=WRITTEN_AT_ONCE)


def _rewritten(facet: str, key: str, instead: tuple[str, ...]) -> Iterator[Entry]:
    rows = Entry.objects.only("facets", "version").order_by("pk")
    for row in rows.iterator(chunk_size=READ_AT_ONCE):
        values = row.facets.get(facet, ())
        if key in values:
            row.facets[facet] = sorted({*instead, *(value for value in values if value != key)})
            yield row
