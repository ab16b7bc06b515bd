"""When two practices become one, a region that has a record of both keeps one record, of both.

The record that is further on its way stays for readers, with what only the other one told; the
history of the practice says what else the other one said. That one stays with the practice that
went offline, so that taking the merge back finds it there.
"""

from dataclasses import asdict, replace
from typing import Any

from initiatives.adoption.deciding import Happened, record
from initiatives.adoption.details import Details, Figure, details_of, store
from initiatives.models import Adoption, Practice
from publishing.merging.registry import Follower, register_follower

State = Adoption.State

#: From the least to the most that a region does with a practice, or did.
_LEAST_TO_MOST = (
    State.INTERESTED, State.STOPPED, State.PREPARING, State.PILOTING, State.RUNNING
)  # fmt: skip
#: What a record says besides its steps and its figures.
_SAID = (
    "state", "adaptation", "adaptation_en", "results", "results_en", "contact_name",
    "contact_email", "initiative_id", "told_by", "told_by_en", "confirmed_on",
)  # fmt: skip
#: Texts that only make sense together.
_TOGETHER = (
    ("adaptation", "adaptation_en"),
    ("results", "results_en"),
    ("contact_name", "contact_email"),
    ("figures",),
)

Record = dict[str, Any]


def connect() -> None:
    """Once, when the program starts. A record that is the only one of its region simply moves."""
    register_follower(Follower("adoptions", _follow, _put_back))


def _follow(kept: Any, absorbed: Any) -> list[Record]:
    if not isinstance(kept, Practice):
        return []
    own = {row.region_id: row for row in _of(kept)}
    return [_combine(own[row.region_id], row) for row in _of(absorbed) if row.region_id in own]


def _of(practice: Practice) -> list[Adoption]:
    rows = Adoption.objects.filter(practice=practice.pk).select_for_update(of=("self",))
    return list(rows.select_related("region", "practice"))


def _combine(staying: Adoption, other: Adoption) -> Record:
    exchanged = _rank(other) > _rank(staying)
    if exchanged:
        _exchange(staying, other)
    before, told = details_of(staying), details_of(other)
    after = _filled(before, told)
    initiative = None if staying.initiative_id else other.initiative_id
    if initiative:
        staying.initiative_id = initiative
        staying.save(update_fields=["initiative", "updated_at"])
    if after != before:
        store(staying, after)
    record(
        Happened.COMBINED,
        staying,
        by=None,
        steps=[[step.state, str(step.day or ""), step.why] for step in other.steps.all()],
        texts=[text for text in _texts(told) if text not in _texts(after)],
    )
    return {
        "staying": staying.pk,
        "other": other.pk,
        "exchanged": exchanged,
        "before": asdict(before),
        "after": asdict(after),
        "initiative": initiative,
    }


def _rank(adoption: Adoption) -> int:
    return _LEAST_TO_MOST.index(State(adoption.state))


def _exchange(one: Adoption, other: Adoption) -> None:
    """Let each say what the other said; their keys stay, as a region has one of each practice."""
    for name in _SAID:
        of_one, of_other = getattr(one, name), getattr(other, name)
        setattr(one, name, of_other)
        setattr(other, name, of_one)
    for rows in ("steps", "figures"):
        keys = [list(getattr(row, rows).values_list("pk", flat=True)) for row in (one, other)]
        model = getattr(one, rows).model
        model.objects.filter(pk__in=keys[0]).update(adoption=other)
        model.objects.filter(pk__in=keys[1]).update(adoption=one)
    one.save()
    other.save()


def _filled(details: Details, told: Details) -> Details:
    """With what only the other record tells."""
    lacking = [
        name
        for names in _TOGETHER
        if not any(getattr(details, name) for name in names)
        for name in names
    ]
    return replace(details, **{name: getattr(told, name) for name in lacking})


def _texts(details: Details) -> list[str]:
    values = (getattr(details, name) for names in _TOGETHER[:-1] for name in names)
    return [value for value in values if value] + [row.in_words for row in details.figures]


def _put_back(entries: list[Record]) -> None:
    for entry in entries:
        rows = Adoption.objects.select_for_update(of=("self",)).in_bulk(
            [entry["staying"], entry["other"]]
        )
        # A region may have taken back what it recorded.
        if len(rows) == 2:
            _take_apart(rows[entry["staying"]], rows[entry["other"]], entry)


def _take_apart(staying: Adoption, other: Adoption, entry: Record) -> None:
    """What the region told since stays told; it goes on in the record that it went on from."""
    before, after = _details(entry["before"]), _details(entry["after"])
    now = details_of(staying)
    unchanged = [
        name
        for names in _TOGETHER
        if all(getattr(now, name) == getattr(after, name) for name in names)
        for name in names
    ]
    store(staying, replace(now, **{name: getattr(before, name) for name in unchanged}))
    if entry["initiative"] and staying.initiative_id == entry["initiative"]:
        staying.initiative = None
        staying.save(update_fields=["initiative", "updated_at"])
    if entry["exchanged"]:
        _exchange(staying, other)


def _details(stored: Record) -> Details:
    return Details(**{**stored, "figures": tuple(Figure(**row) for row in stored["figures"])})
