"""When two practices become one, a region may have answered the same condition of both.

The newer answer stays, the history of the practice tells the other, and taking the merge back
gives each practice its own again.
"""

from typing import Any

from wagtail.log_actions import log

from initiatives.fit.actions.answer import FIT_LOG_ACTION
from initiatives.models import FitAnswer, Practice
from publishing.merging.registry import Follower, register_follower

_SAID = ("answer", "note", "answered_by_id", "answered_at")

Record = dict[str, Any]


def connect() -> None:
    """Once, when the program starts. An answer that is the only one of its region simply moves."""
    register_follower(Follower("fit_answers", _follow, _put_back))


def _follow(kept: Any, absorbed: Any) -> list[Record]:
    if not isinstance(kept, Practice):
        return []
    own = {(row.region_id, row.condition): row for row in _of(kept)}
    pairs = [(own.get((row.region_id, row.condition)), row) for row in _of(absorbed)]
    return [_choose(staying, other) for staying, other in pairs if staying is not None]


def _of(practice: Practice) -> list[FitAnswer]:
    rows = FitAnswer.objects.filter(practice=practice.pk).select_for_update(of=("self",))
    return list(rows.select_related("region", "practice"))


def _choose(staying: FitAnswer, other: FitAnswer) -> Record:
    exchanged = other.answered_at > staying.answered_at
    if exchanged:
        _exchange(staying, other)
    if (staying.answer, staying.note) != (other.answer, other.note):
        told = {
            "condition": staying.condition,
            "before": other.answer,
            "after": staying.answer,
            "note": other.note,
        }
        data = {"region": staying.region.label, "answers": [told]}
        log(instance=staying.practice, action=FIT_LOG_ACTION, data=data)
    return {"staying": staying.pk, "other": other.pk, "exchanged": exchanged}


def _exchange(one: FitAnswer, other: FitAnswer) -> None:
    for name in _SAID:
        of_one, of_other = getattr(one, name), getattr(other, name)
        setattr(one, name, of_other)
        setattr(other, name, of_one)
    one.save()
    other.save()


def _put_back(entries: list[Record]) -> None:
    for entry in entries:
        keys = [entry["staying"], entry["other"]]
        rows = FitAnswer.objects.select_for_update(of=("self",)).in_bulk(keys)
        if entry["exchanged"] and len(rows) == 2:
            _exchange(*(rows[key] for key in keys))
