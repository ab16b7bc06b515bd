"""Keeps the profiles and keys of items as the items are."""

import logging
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction

from publishing.duplicates.describing import describe
from publishing.duplicates.keys import keys_of
from publishing.duplicates.kinds import Kind, kinds
from publishing.models import DuplicateKey, DuplicateProfile

logger = logging.getLogger(__name__)

BATCH = 500


def in_batches(things: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """So many at a time as one transaction writes."""
    rest = iter(things)
    while some := tuple(islice(rest, BATCH)):
        yield some


def index_items(items: Iterable[Any]) -> int:
    """Makes the profiles and keys of these items anew; says how many items that were."""
    count = 0
    for some in in_batches(items):
        _store(some)
        count += len(some)
    return count


def forget(kind: str, keys: Iterable[int]) -> None:
    """Leaves out items that are gone."""
    DuplicateProfile.objects.filter(kind=kind, object_id__in=list(keys)).delete()


def read(kind: Kind, keys: Iterable[int]) -> Iterator[Any]:
    """Items with all that a description reads, as their writers see them.

    Of what has never been public that is the newest draft, of everything else what is public.
    """
    rows = kind.model._default_manager.filter(pk__in=list(keys)).select_related(
        "scale", *((kind.belongs_to,) if kind.belongs_to else ())
    )
    for item in rows.prefetch_related(*kind.relations):
        yield item if item.live or not item.latest_revision_id else _newest(item)


def reindex(kind: Kind, keys: Iterable[int]) -> int:
    """Like `index_items` for items by their keys; those that are gone are left out."""
    wanted = set(keys)
    items = list(read(kind, wanted))
    forget(kind.name, wanted - {item.pk for item in items})
    return index_items(items)


def rebuild() -> Iterator[tuple[str, int, int]]:
    """Everything anew, kind by kind: tells the kind, how many are done and how many there are."""
    known = [kind.name for kind in kinds()]
    DuplicateProfile.objects.exclude(kind__in=known).delete()
    for kind in kinds():
        keys = list(kind.model._default_manager.order_by("pk").values_list("pk", flat=True))
        gone = DuplicateProfile.objects.filter(kind=kind.name).exclude(
            object_id__in=kind.model._default_manager.values("pk")
        )
        gone.delete()
        done = 0
        for some in in_batches(keys):
            done += reindex(kind, some)
            yield kind.name, done, len(keys)


def _newest(item: Any) -> Any:
    try:
        return item.get_latest_revision_as_object()
    except Exception:
        # A version of an older shape must not keep this item out, nor those that come after it.
        logger.exception("The latest version of %s %s cannot be read", item.kind, item.pk)
        return item


@transaction.atomic
def _store(items: tuple[Any, ...]) -> None:
    described = {(item.kind, item.pk): (item, describe(item)) for item in items}
    DuplicateProfile.objects.bulk_create(
        [
            DuplicateProfile(
                kind=kind,
                object_id=pk,
                live=item.live,
                retired=not item.live and item.first_published_at is not None,
                region_id=item.region_id,
                data=description.as_data(),
                compared_at=None,
            )
            for (kind, pk), (item, description) in described.items()
        ],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["live", "retired", "region", "data", "made_at", "compared_at"],
    )
    profiles = DuplicateProfile.objects.filter(
        kind__in={kind for kind, _pk in described}, object_id__in=[pk for _kind, pk in described]
    ).values_list("kind", "object_id", "pk")
    wanted = {pk: described[kind, key][1] for kind, key, pk in profiles if (kind, key) in described}
    DuplicateKey.objects.filter(profile__in=wanted).delete()
    DuplicateKey.objects.bulk_create(
        DuplicateKey(profile_id=pk, key=key)
        for pk, description in wanted.items()
        for key in keys_of(description)
    )
