"""What a record that becomes an event holds, whoever read it: a calendar file or a web page.

All of it is in terms of JSON. It holds only what means something to readers, in an order that does
not depend on how the source happened to write it: another value is another content.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NotRequired, TypedDict

from events.recurrence.schedule import Change, Local, Schedule


class ChangeValues(TypedDict):
    """One date of a series that is not as the rule says, as `EventChange` has it.

    ``original``, ``start`` and ``end`` are local and in ISO 8601, of the type of the event's
    start; ``end`` is exclusive. ``start`` and ``end`` are None for a date that keeps its time.
    The texts are empty where they are as for the series.
    """

    original: str
    cancelled: bool
    start: str | None
    end: str | None
    title: str
    location_name: str
    location_address: str
    online_url_found: str
    note: str


class EventValues(TypedDict):
    """One event or series.

    ``start`` and ``end`` are local to ``time_zone``, in ISO 8601 without an offset: days when it
    lasts all day, and then ``end`` is the day after the last, as in ``Schedule``; for something
    with times ``end`` equals ``start`` when nobody said when it ends. ``rule`` is the value of an
    RRULE; ``extra_dates`` and ``excluded_dates`` are local starts, sorted. ``changes`` are sorted
    by their original start.

    ``title`` has no line ends and no word such as "Cancelled:" in front; ``status`` is a value of
    `Event.Status`. ``description`` is plain text, with an empty line between paragraphs; no
    markup, no scripts, and nothing of how to get into a meeting. ``online_url_found`` is an
    address to join a meeting that stood somewhere in the source: it may be private, so it is
    shown only after a person said so. ``website`` is the page about the event, http(s) only.
    ``categories`` are sorted. ``language`` is two letters, empty when the source does not say.
    No text is cut to the length that a field has here.

    Only web pages say the last three: ``registration_url`` is where one registers, ``cost`` a value of
    `Offer.Cost` and ``cost_amount`` euros as text; empty when the page does not say.
    """

    title: str
    description: str
    all_day: bool
    start: str
    end: str
    time_zone: str
    rule: str
    extra_dates: list[str]
    excluded_dates: list[str]
    changes: list[ChangeValues]
    status: str
    location_name: str
    location_address: str
    online_url_found: str
    website: str
    categories: list[str]
    language: str
    registration_url: NotRequired[str]
    cost: NotRequired[str]
    cost_amount: NotRequired[str]


def as_local(text: str) -> Local:
    """The day or the local time that a text of the values stands for."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def schedule_of(values: EventValues | Mapping[str, Any]) -> Schedule:
    """When it takes place, for expanding it and for saying its rule in words."""
    return Schedule(
        start=as_local(values["start"]),
        end=as_local(values["end"]),
        zone=values["time_zone"],
        rule=values["rule"],
        extra=tuple(as_local(text) for text in values["extra_dates"]),
        excluded=tuple(as_local(text) for text in values["excluded_dates"]),
        changes=tuple(
            Change(
                original=as_local(change["original"]),
                cancelled=change["cancelled"],
                start=as_local(change["start"]) if change["start"] else None,
                end=as_local(change["end"]) if change["end"] else None,
            )
            for change in values["changes"]
        ),
    )
