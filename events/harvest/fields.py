"""The fields of an event that a feed fills in, and what stands in them in terms of JSON.

What makes sense only together is a group: when it is, where it is. A group that a person changed
stays as that person left it, so groups are what is compared with what the source said last.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from events.changed_dates import stored_original, stored_start
from events.harvest.values import as_local
from events.models import Event, EventChange
from organisations.contributing.body_text import as_blocks, as_plain

#: What stands in the fields of one group, by the name of the field.
Plain = dict[str, Any]
#: What stands in all groups, by the name of the group.
PlainGroups = dict[str, Plain]

TERMS = ("provinces", *Event.SUBJECT_FIELDS)
_CHANGE_TEXTS = (
    "title", "title_en", "location_name", "location_address", "online_url", "note", "note_en",
)  # fmt: skip


@dataclass(frozen=True)
class Group:
    """Fields that a feed fills in together, and what they are called for people."""

    name: str
    fields: tuple[str, ...]
    label: Any = field(default="")

    @property
    def words(self) -> str:
        """What it is called; of a single field that of the model."""
        return str(self.label or capfirst(field_of(self.name).verbose_name))


def field_of(name: str) -> Any:
    """The field of an event by its name."""
    return Event._meta.get_field(name)


def _single(*names: str) -> dict[str, Group]:
    return {name: Group(name, (name,)) for name in names}


GROUPS: Mapping[str, Group] = {
    **_single("title", "title_en", "summary", "summary_en", "body", "body_en", "event_type"),
    "when": Group(
        "when",
        (
            "start_date", "start_time", "end_date", "end_time", "all_day", "time_zone",
            "rule", "extra_dates", "excluded_dates", "changes",
        ),
        _("When"),
    ),
    **_single("status"),
    "where": Group("where", ("location_name", "location_address"), _("Where")),
    **_single("online_url", "website", "registration_url"),
    "cost": Group("cost", ("cost", "cost_amount")),
    **_single("scale", *TERMS),
}  # fmt: skip


def plain_of(version: Event, group: str) -> Plain:
    """What stands in a group of this version. Two ways to store the same give the same here."""
    return {name: _readers.get(name, getattr)(version, name) for name in GROUPS[group].fields}


def write(version: Event, group: str, plain: Mapping[str, Any], terms: "TermsByKey") -> None:
    """Put what stands in ``plain`` into a version, in memory.

    ``terms`` gives the term of a key in a vocabulary; one that is no longer there is left out.
    """
    for name, value in plain.items():
        if name in TERMS:
            found = (terms(name, key) for key in value)
            setattr(version, name, [term for term in found if term is not None])
        else:
            _writers.get(name, setattr)(version, name, value)


#: The term of a key in the vocabulary of a relation.
TermsByKey = Callable[[str, int], Any]


def stored_terms(name: str, key: int) -> Any:
    """As `TermsByKey`, from the database."""
    related: Any = Event._meta.get_field(name).related_model
    return related._default_manager.filter(pk=key).first()


def _day(version: Any, name: str) -> str | None:
    value = getattr(version, name)
    return value.isoformat() if value is not None else None


def _time(version: Any, name: str) -> str | None:
    value = getattr(version, name)
    return value.strftime("%H:%M:%S") if value is not None else None


def _last_day(version: Event, name: str) -> str:
    return (version.end_date or version.start_date).isoformat()


def _starts(version: Event, name: str) -> list[str]:
    """Local starts; one that cannot be read is given as it is."""
    found = []
    for text in getattr(version, name):
        try:
            found.append(version._local(text).isoformat())
        except ValueError:
            found.append(str(text))
    return sorted(found)


def _body(version: Event, name: str) -> Any:
    value = getattr(version, name)
    plain = as_plain(value)
    # More than running text: that is never what a feed gave.
    return plain if plain is not None else {"blocks": [block.block_type for block in value]}


def _keys(version: Event, name: str) -> list[int]:
    return sorted(term.pk for term in getattr(version, name).all())


def _scale(version: Event, name: str) -> int | None:
    return version.scale_id


def _amount(version: Event, name: str) -> str | None:
    value = getattr(version, name)
    return f"{Decimal(value):.2f}" if value is not None else None


def _changes(version: Event, name: str) -> list[Plain]:
    rows = [_change(version, change) for change in version.changes.all()]
    return sorted(rows, key=lambda row: row["original"])


def _change(version: Event, change: EventChange) -> Plain:
    """A changed date, without what is empty."""
    plain: Plain = {"original": change.original(version).isoformat()}
    if change.cancelled:
        plain["cancelled"] = True
    for name in ("start_date", "end_date"):
        plain[name] = _day(change, name)
    for name in ("start_time", "end_time"):
        plain[name] = _time(change, name)
    for name in _CHANGE_TEXTS:
        plain[name] = getattr(change, name)
    return {name: value for name, value in plain.items() if value not in (None, "")}


_readers: dict[str, Callable[[Event, str], Any]] = {
    "body": _body,
    "body_en": _body,
    "start_date": _day,
    "end_date": _last_day,
    "start_time": _time,
    "end_time": _time,
    "extra_dates": _starts,
    "excluded_dates": _starts,
    "changes": _changes,
    "scale": _scale,
    "cost_amount": _amount,
    **dict.fromkeys(TERMS, _keys),
}


def _set_day(version: Any, name: str, value: str | None) -> None:
    setattr(version, name, date.fromisoformat(value) if value else None)


def _set_time(version: Any, name: str, value: str | None) -> None:
    setattr(version, name, time.fromisoformat(value) if value else None)


def _set_body(version: Any, name: str, value: Any) -> None:
    if isinstance(value, str):
        setattr(version, name, as_blocks(value))


def _set_scale(version: Any, name: str, value: int | None) -> None:
    version.scale_id = value


def _set_last_day(version: Any, name: str, value: str | None) -> None:
    last = date.fromisoformat(value) if value else None
    version.end_date = None if last == version.start_date else last


def _set_starts(version: Event, name: str, value: list[str]) -> None:
    """As the screens keep them, so that exceptions follow when somebody changes the hour."""
    setattr(version, name, [stored_start(version, as_local(text)) for text in value])


def _set_amount(version: Any, name: str, value: str | None) -> None:
    setattr(version, name, Decimal(value) if value else None)


def _set_changes(version: Any, name: str, value: list[Plain]) -> None:
    version.changes = [_made_change(version, row) for row in value]


def _made_change(version: Event, row: Plain) -> EventChange:
    day, clock = stored_original(version, as_local(row["original"]))
    change = EventChange(
        original_date=day, original_time=clock, cancelled=bool(row.get("cancelled"))
    )
    for name in ("start_date", "end_date"):
        _set_day(change, name, row.get(name))
    for name in ("start_time", "end_time"):
        _set_time(change, name, row.get(name))
    for name in _CHANGE_TEXTS:
        setattr(change, name, row.get(name, ""))
    return change


_writers: dict[str, Callable[[Any, str, Any], None]] = {
    "body": _set_body,
    "body_en": _set_body,
    "start_date": _set_day,
    "end_date": _set_last_day,
    "start_time": _set_time,
    "end_time": _set_time,
    "extra_dates": _set_starts,
    "excluded_dates": _set_starts,
    "changes": _set_changes,
    "scale": _set_scale,
    "cost_amount": _set_amount,
}
