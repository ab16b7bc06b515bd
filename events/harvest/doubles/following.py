"""When two events are merged, the feeds that told one of them tell the other from then on."""

from typing import Any

from django.utils import timezone

from events.harvest.doubles.joining import join
from events.models import Event, EventJoin
from harvest.models import Record
from publishing.merging.registry import Follower, register_follower
from publishing.merging.successors import absorbed_by


def connect() -> None:
    """Once, when the program starts."""
    register_follower(Follower("records_of_feeds", _follow, _put_back))


def _follow(kept: Any, absorbed: Any) -> list[dict[str, int]]:
    if not isinstance(kept, Event):
        return []
    merge = absorbed_by(absorbed)
    moved = []
    for record in _records(absorbed.pk):
        standing = EventJoin.objects.standing().filter(source=record.source_id, key=record.key)
        entry = {"record": record.pk, "kept": kept.pk, "before": absorbed.pk}
        # One that shared the absorbed event before follows by itself, as all that points at it.
        if not standing.exists():
            made_by = merge.made_by if merge is not None else None
            entry["join"] = join(record, kept, user=made_by, merge=merge).pk
        record.item_pk = kept.pk
        record.save(update_fields=["item_kind", "item_pk"])
        moved.append(entry)
    return moved


def _put_back(record: list[dict[str, int]]) -> None:
    for entry in record:
        rows = Record.objects.filter(pk=entry["record"], item_pk=entry["kept"])
        rows.update(item_pk=entry["before"])
        if "join" in entry:
            # Kept, so that they are not joined again by themselves.
            standing = EventJoin.objects.standing().filter(pk=entry["join"])
            standing.update(undone_at=timezone.now())


def _records(event_pk: int) -> list[Record]:
    rows = Record.objects.select_for_update(of=("self",)).select_related("source__organisation")
    return list(rows.filter(item_kind=Event.kind, item_pk=event_pk).order_by("pk"))
