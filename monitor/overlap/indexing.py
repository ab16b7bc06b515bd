"""Keeps the profiles and keys of items as the live items are.

No signal is listened to, so that nobody who saves waits for this: whoever runs what is due finds
what changed by the moment of the change, which stands in item and profile.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from initiatives.models import Initiative, Offer
from monitor.models import Overlap, OverlapKey, OverlapProfile, OverlapVerdict
from monitor.overlap.clusters import cluster_around
from monitor.overlap.describing import KINDS, describe
from monitor.overlap.keys import stored_keys
from monitor.overlap.profile import Profile
from monitor.overlap.turns import take_turn
from search import registry
from search.labels import vocabulary

logger = logging.getLogger(__name__)

BATCH = 500


def changed_items(kind: str) -> QuerySet[Any]:
    """The live items of a kind without a profile, or changed since it was made, by key."""
    described = OverlapProfile.objects.filter(
        kind=kind, item_pk=OuterRef("pk"), item_changed_at=OuterRef("updated_at")
    )
    return KINDS[kind]._default_manager.live().exclude(Exists(described)).order_by("pk")


def forget_gone() -> int:
    """Leaves out what is not live any more, with its pairs; says how many items that were."""
    count = 0
    for kind, model in KINDS.items():
        live = model._default_manager.live().filter(pk=OuterRef("item_pk"))
        gone = OverlapProfile.objects.filter(kind=kind).exclude(Exists(live))
        keys = list(gone.values_list("pk", flat=True))
        for start in range(0, len(keys), BATCH):
            _forget(keys[start : start + BATCH])
        count += len(keys)
    return count


@transaction.atomic
def _forget(keys: Sequence[int]) -> None:
    take_turn()
    ends = Overlap.objects.of_profiles(keys).values_list("first", "second")
    neighbours = {pk for pair in ends for pk in pair} - set(keys)
    OverlapProfile.objects.filter(pk__in=keys).delete()
    # What overlapped it was perhaps one group with it.
    cluster_around(neighbours)


def forget_verdicts_of_nothing() -> int:
    """Deletes verdicts of which both items were deleted; a merge can be undone, and keeps them."""
    there = Q(pk__in=())
    for kind, model in KINDS.items():
        for side in ("first", "second"):
            item = model._default_manager.filter(pk=OuterRef(f"{side}_pk"))
            there |= Q(Exists(item), **{f"{side}_kind": kind})
    count, _models = OverlapVerdict.objects.exclude(there).delete()
    return count


def describe_changed(limit: int | None = None, told: Callable[[int], None] | None = None) -> int:
    """Makes the profiles of items that changed, at most so many; says how many.

    An offer takes what it lacks from its initiative, so those of an initiative are made with it.
    """
    made = 0
    for kind in KINDS:
        while limit is None or made < limit:
            most = BATCH if limit is None else min(BATCH, limit - made)
            keys = list(changed_items(kind).values_list("pk", flat=True)[:most])
            if not keys:
                break
            made += describe_items(kind, keys)
            if kind == Initiative.kind:
                known = OverlapProfile.objects.filter(kind=Offer.kind).values("item_pk")
                offers = Offer.objects.live().filter(initiative__in=keys, pk__in=known)
                describe_items(Offer.kind, list(offers.values_list("pk", flat=True)))
            if told:
                told(made)
    return made


def describe_items(kind: str, keys: Sequence[int]) -> int:
    """Makes the profiles of these items anew; says how many."""
    source = registry.source(kind)
    if source is None:
        return 0
    words = vocabulary()
    count = 0
    for start in range(0, len(keys), BATCH):
        items = list(
            source.live().filter(pk__in=keys[start : start + BATCH]).defer("body", "body_en")
        )
        source.gather(items)
        _store([(item, _described(item, words)) for item in items])
        count += len(items)
    return count


def _described(item: Any, words: Any) -> Profile:
    try:
        return describe(item, words)
    except Exception:
        # One broken item must not keep the others out, nor come back with every run.
        logger.exception("%s %s cannot be compared with others", item.kind, item.pk)
        return Profile(kind=item.kind, pk=item.pk)


@transaction.atomic
def _store(described: Iterable[tuple[Any, Profile]]) -> None:
    pairs = list(described)
    OverlapProfile.objects.bulk_create(
        [
            OverlapProfile(
                kind=item.kind,
                item_pk=item.pk,
                region_id=item.region_id,
                form=profile.form,
                data=profile.as_data(),
                item_changed_at=item.updated_at,
                compared_at=None,
            )
            for item, profile in pairs
        ],
        update_conflicts=True,
        unique_fields=["kind", "item_pk"],
        update_fields=["region", "form", "data", "item_changed_at", "compared_at"],
    )
    profiles = {profile.key: profile for _item, profile in pairs}
    rows = OverlapProfile.objects.filter(
        kind__in={item.kind for item, _profile in pairs},
        item_pk__in=[item.pk for item, _profile in pairs],
    )
    numbers = {
        pk: profiles[kind, item_pk]
        for kind, item_pk, pk in rows.values_list("kind", "item_pk", "pk")
        if (kind, item_pk) in profiles
    }
    OverlapKey.objects.filter(profile__in=numbers).delete()
    OverlapKey.objects.bulk_create(
        OverlapKey(profile_id=pk, key=key)
        for pk, profile in numbers.items()
        for key in stored_keys(profile)
    )
