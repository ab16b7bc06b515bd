"""What becomes of the rows of the calendar when two events are merged."""

from typing import Any

from django.db.models import Q

from events.models import CalendarEntry, CalendarText, Event, Occurrence, PairVerdict
from events.overlap.verdicts import pair
from publishing.merging.registry import Follower, register_follower, register_staying

_PAIR = ("first_id", "second_id")


def register_what_follows() -> None:
    """Once, when the program starts."""
    # Both events keep what subscribers know them by; that of the absorbed one is silent.
    register_staying(Occurrence, CalendarEntry, CalendarText)
    register_follower(Follower("pair_verdicts", _follow, _put_back), PairVerdict)


def _follow(kept: Any, absorbed: Any) -> list[dict[str, Any]]:
    """What was said about the absorbed event holds for the kept one, where nobody said it yet."""
    if not isinstance(kept, Event):
        return []
    record = []
    for verdict in PairVerdict.objects.filter(Q(first=absorbed.pk) | Q(second=absorbed.pk)):
        other = verdict.second_id if verdict.first_id == absorbed.pk else verdict.first_id
        if other == kept.pk:
            continue
        wanted = pair(kept.pk, other)
        if PairVerdict.objects.filter(first=wanted[0], second=wanted[1]).exists():
            continue
        before = (verdict.first_id, verdict.second_id)
        _store(verdict.pk, wanted)
        record.append({"pk": verdict.pk, "before": before, "after": wanted})
    return record


def _put_back(record: list[dict[str, Any]]) -> None:
    for entry in record:
        now = PairVerdict.objects.filter(pk=entry["pk"]).values_list(*_PAIR).first()
        before = tuple(entry["before"])
        known = PairVerdict.objects.filter(first=before[0], second=before[1]).exists()
        if now == tuple(entry["after"]) and not known:
            _store(entry["pk"], before)


def _store(key: int, keys: tuple[int, ...]) -> None:
    # Not through save(): nobody says anything new at this moment.
    PairVerdict.objects.filter(pk=key).update(**dict(zip(_PAIR, keys, strict=True)))
