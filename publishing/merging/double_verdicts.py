"""What was said about the absorbed item and another one is said about the kept one from then on."""

from typing import Any

from django.db.models import Q

from publishing.confirmation.items import find
from publishing.duplicates.describing import describe
from publishing.duplicates.verdicts import Key, basis_of, holds
from publishing.merging.registry import Follower, register_follower
from publishing.models import DuplicateVerdict, Publication

_FIELDS = ("first_kind", "first_id", "second_kind", "second_id", "basis")


def connect() -> None:
    """Once, when the program starts."""
    register_follower(Follower("double_verdicts", _follow, _put_back), DuplicateVerdict)


def _follow(kept: Publication, absorbed: Publication) -> list[dict[str, Any]]:
    """Only what still holds, and what nobody has said about the kept item itself."""
    record = []
    mine = (absorbed.kind, absorbed.pk)
    rows = DuplicateVerdict.objects.filter(
        Q(first_kind=mine[0], first_id=mine[1]) | Q(second_kind=mine[0], second_id=mine[1])
    )
    for row in rows:
        other = row.second if row.first == mine else row.first
        moved = _about(row, kept, absorbed, other)
        if moved is None:
            continue
        before = {name: getattr(row, name) for name in _FIELDS}
        DuplicateVerdict.objects.filter(pk=row.pk).update(**moved)
        record.append({"pk": row.pk, "before": before, "after": moved})
    return record


def _about(
    row: DuplicateVerdict, kept: Publication, absorbed: Publication, other: Key
) -> dict[str, Any] | None:
    """The verdict as one on the kept item and the other; None where it must stay."""
    item = find(*other)
    keys = sorted([(kept.kind, kept.pk), other])
    known = _pair(keys)
    if item is None or other == (kept.kind, kept.pk) or known.exists():
        return None
    there = describe(item)
    if not holds(row, describe(absorbed), there):
        return None
    return _as_fields(keys) | {"basis": basis_of(describe(kept), there)}


def _put_back(record: list[dict[str, Any]]) -> None:
    for entry in record:
        before = entry["before"]
        keys = [
            (before["first_kind"], before["first_id"]),
            (before["second_kind"], before["second_id"]),
        ]
        if not _pair(keys).exists():
            # Not through save(): nobody says anything new at this moment.
            unchanged = DuplicateVerdict.objects.filter(pk=entry["pk"], **entry["after"])
            unchanged.update(**before)


def _pair(keys: list[Key]) -> Any:
    return DuplicateVerdict.objects.filter(**_as_fields(keys))


def _as_fields(keys: list[Key]) -> dict[str, Any]:
    (first_kind, first_id), (second_kind, second_id) = keys
    return {
        "first_kind": first_kind,
        "first_id": first_id,
        "second_kind": second_kind,
        "second_id": second_id,
    }
