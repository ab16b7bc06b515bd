"""Writes generated items in chunks, so that memory stays the same whatever their number.

Rows are written with `bulk_create`: no signal, no revision. The dates of events are worked out as
for all others. The search index therefore hears of
them only by a rebuild, for which a row is put in its outbox.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from events.materialising import materialise
from events.models import Event
from initiatives.models import Initiative, Offer, Practice
from organisations.models import Organisation
from portal.bulk_content import kinds
from portal.bulk_content.gatherings import event_draft
from portal.bulk_content.items import Draft, Maker, Party, Pool
from portal.bulk_content.mark import generated, hand_made
from portal.bulk_content.spread import Spread, read_spread
from publishing.models import Publication
from search.outbox import one_rebuild_instead

CHUNK = 1000
#: How many of a hundred items are of which kind, in the order in which they are made: an item may
#: refer to items that exist already.
SHARES: tuple[tuple[type[Publication], int, Callable[[Maker, int], Draft]], ...] = (
    (Organisation, 8, kinds.organisation_draft),
    (Initiative, 22, kinds.initiative_draft),
    (Practice, 10, kinds.practice_draft),
    (Offer, 60, kinds.offer_draft),
)

#: Told how many items were written so far.
Progress = Callable[[int], object]


def generate(
    count: int,
    *,
    events: int = 0,
    seed: int = 1,
    progress: Progress | None = None,
    now: datetime | None = None,
) -> dict[str, int]:
    """Write `count` items and `events` beside what is there; returns how many of each kind.

    The same seed, vocabulary, existing items and `now` give the same items, whatever the number
    of events.
    """
    spread, pool, now = read_spread(), _existing(), now or timezone.now()
    made: dict[str, int] = {}
    with one_rebuild_instead():
        for model, share, make in [*_shares(count), *_events(events)]:
            first = _last_number(model) + 1
            for start in range(first, first + share, CHUNK):
                random = Random(f"{seed}:{model.kind}:{start}")  # noqa: S311 - not a secret
                maker = Maker(random, spread, pool, now)
                stop = min(start + CHUNK, first + share)
                _write(model, [make(maker, number) for number in range(start, stop)], spread, pool)
                made[model.kind] = made.get(model.kind, 0) + stop - start
                if progress:
                    progress(sum(made.values()))
    return made


def _shares(
    count: int,
) -> Iterator[tuple[type[Publication], int, Callable[[Maker, int], Draft]]]:
    """The number of each kind; what rounding leaves goes to the last one."""
    left = count
    for model, percent, make in SHARES:
        share = left if model is SHARES[-1][0] else count * percent // 100
        left -= share
        if share:
            yield model, share, make


def _events(
    count: int,
) -> list[tuple[type[Publication], int, Callable[[Maker, int], Draft]]]:
    return [(Event, count, event_draft)] if count else []


def _existing() -> Pool:
    """Earlier generated items, which new ones go on referring to."""
    pool = Pool()
    rows = Organisation.objects.live().order_by("pk").values_list("pk", "title", "provinces__code")
    # Hand-made organisations come first, so that they take part in most, as well-known ones do.
    for known in (hand_made(Organisation), generated(Organisation)):
        for pk, title, code in rows.filter(pk__in=known.values("pk")):
            if code:
                pool.parties.setdefault(code, []).append(Party(pk, title))
    for known in (hand_made(Initiative), generated(Initiative)):
        pool.initiatives += known.live().order_by("pk").values_list("pk", flat=True)
    return pool


def _last_number(model: type[Publication]) -> int:
    refs = generated(model).order_by().values_list("ref", flat=True).iterator()
    return max((int(ref.rsplit("-", 1)[1]) for ref in refs), default=0)


def _write(model: type[Publication], drafts: list[Draft], spread: Spread, pool: Pool) -> None:
    """One chunk in one transaction: rows, then relations and children, which need their keys."""
    with transaction.atomic():
        model.objects.bulk_create([draft.item for draft in drafts])
        names = list(dict.fromkeys(name for draft in drafts for name in draft.relations))
        for name in names:
            _write_relation(model, name, drafts)
        _write_children(drafts)
    if model is Event:
        materialise([draft.item.pk for draft in drafts])
    for draft in drafts:
        if isinstance(draft.item, Organisation) and draft.item.live:
            party = Party(draft.item.pk, draft.item.title)
            pool.parties.setdefault(draft.place.code, []).append(party)
        elif isinstance(draft.item, Initiative) and draft.item.live:
            pool.initiatives.append(draft.item.pk)


def _write_relation(model: type[Publication], name: str, drafts: list[Draft]) -> None:
    relation: Any = model._meta.get_field(name)
    through = relation.remote_field.through
    own, other = f"{relation.m2m_field_name()}_id", f"{relation.m2m_reverse_field_name()}_id"
    through.objects.bulk_create(
        through(**{own: draft.item.pk, other: key})
        for draft in drafts
        for key in draft.relations.get(name, ())
    )


def _write_children(drafts: list[Draft]) -> None:
    children: list[Any] = []
    for draft in drafts:
        for child in draft.children:
            setattr(child, draft.parent, draft.item.pk)
            children.append(child)
    if children:
        type(children[0]).objects.bulk_create(children)
