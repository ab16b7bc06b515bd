"""Lets verdicts on overlap follow what is merged: items, their parties, and words of the vocabulary.

What a verdict rests on goes along as it was, under its new name. So where the item that is kept is
another one than the item that went up in it, the question is asked again, and says why.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from django.db import models
from django.db.models import Q

from monitor.models import OverlapProfile, OverlapVerdict
from monitor.models.overlap import Key
from monitor.overlap.describing import KINDS
from monitor.overlap.settling import FORM, ORGANISATIONS, PEOPLE, Change, pair_key
from monitor.overlap.turns import take_turn
from organisations.models import Organisation
from publishing.merging.registry import Follower, register_follower
from publishing.models import Publication
from publishing.signals import terms_merged

_PAIR = ("first_kind", "first_pk", "second_kind", "second_pk")
_FIELDS = (*_PAIR, "basis", "changed")
#: Places are never merged.
_PARTS = {"target_group": PEOPLE, "form": FORM}


def connect() -> None:
    """Once, when the program starts."""
    register_follower(Follower("overlap_verdicts", _follow, _put_back), OverlapVerdict)
    terms_merged.connect(_follow_term, dispatch_uid="overlap.merged_terms")


def _follow(kept: Publication, absorbed: Publication) -> list[dict[str, Any]]:
    """A verdict stays behind where somebody said something of the kept item itself."""
    take_turn()
    if isinstance(kept, Organisation):
        return list(_follow_value(ORGANISATIONS, str(absorbed.pk), str(kept.pk)))
    if kept.kind not in KINDS:
        return []
    old, new = (absorbed.kind, absorbed.pk), (kept.kind, kept.pk)
    record = []
    for row in OverlapVerdict.objects.filter(_about(old)):
        other = row.second if row.first == old else row.first
        pair = _as_fields(pair_key(new, other))
        if other != new and not OverlapVerdict.objects.filter(**pair).exists():
            name = {_name(old): _name(new)}
            after = pair | {
                "basis": {name.get(item, item): basis for item, basis in row.basis.items()},
                "changed": [[name.get(item, item), *rest] for item, *rest in row.changed],
            }
            record.append(_store(row, after))
    return record


def _put_back(record: list[dict[str, Any]]) -> None:
    """What somebody said since stays as it was said."""
    take_turn()
    for entry in record:
        row = OverlapVerdict.objects.filter(pk=entry["pk"]).first()
        if row is None or _state(row) != entry["state"]:
            continue
        before = entry["before"]
        pair = {name: before[name] for name in _PAIR}
        if not OverlapVerdict.objects.filter(**pair).exclude(pk=row.pk).exists():
            _store(row, before)


def _follow_term(sender: type[models.Model], term: Any, into: Any, **kwargs: Any) -> None:
    if part := _PARTS.get(term.parameter):
        take_turn()
        list(_follow_value({part}, term.key, into.key))


def _follow_value(parts: Collection[str], old: str, new: str) -> Iterator[dict[str, Any]]:
    """Put one value of some parts of all verdicts under another name."""
    for row in OverlapVerdict.objects.iterator():
        after = {
            "basis": {
                item: {
                    name: _renamed(values, old, new) if name in parts else values
                    for name, values in basis.items()
                }
                for item, basis in row.basis.items()
            },
            "changed": list(_changes(row.changed, parts, lambda some: _renamed(some, old, new))),
        }
        if after != {name: getattr(row, name) for name in after}:
            yield _store(row, after)


def _changes(
    data: Iterable[Any], parts: Collection[str], renamed: Callable[[Any], list[str]]
) -> Iterator[Any]:
    for one in data:
        change = Change.from_data(one)
        if change.part not in parts:
            yield one
            continue
        added, removed = renamed(change.added), renamed(change.removed)
        new, gone = set(added) - set(removed), set(removed) - set(added)
        if new or gone:
            yield Change(
                change.item, change.part, tuple(sorted(new)), tuple(sorted(gone))
            ).as_data()


def _renamed(values: Iterable[str], old: str, new: str) -> list[str]:
    return sorted({new if value == old else value for value in values})


def _store(row: OverlapVerdict, after: dict[str, Any]) -> dict[str, Any]:
    """Write it, let the items be compared again, and give what `_put_back` needs."""
    before, ends = {name: getattr(row, name) for name in _FIELDS}, {row.first, row.second}
    for name in _FIELDS:
        setattr(row, name, after.get(name, before[name]))
    # Not `save`, which would say that it was decided now.
    OverlapVerdict.objects.filter(pk=row.pk).update(
        **{name: getattr(row, name) for name in _FIELDS}
    )
    for kind, pk in ends | {row.first, row.second}:
        OverlapProfile.objects.filter(kind=kind, item_pk=pk).update(compared_at=None)
    return {"pk": row.pk, "before": before, "state": _state(row)}


def _state(row: OverlapVerdict) -> list[Any]:
    """By what one sees whether somebody said something since; `changed` is kept by the night."""
    return [getattr(row, name) for name in (*_PAIR, "basis")] + [row.decided_at.isoformat()]


def _about(key: Key) -> Q:
    kind, pk = key
    return Q(first_kind=kind, first_pk=pk) | Q(second_kind=kind, second_pk=pk)


def _as_fields(pair: tuple[Key, Key]) -> dict[str, Any]:
    return dict(zip(_PAIR, (*pair[0], *pair[1]), strict=True))


def _name(key: Key) -> str:
    return f"{key[0]}:{key[1]}"
