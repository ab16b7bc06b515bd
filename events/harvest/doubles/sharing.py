"""Which events are told by several parties, in words for people."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.harvest.doubles.standing import joins_of_records, records_telling
from events.models import Event, EventJoin
from harvest.kinds import Shared
from harvest.models import Record, Source
from publishing.duplicates.signs import sign_of
from publishing.permissions import Verb, may, may_as_read

#: Of a source so many are shown, the last joined first.
MOST_SHOWN = 50


def may_take_apart(user: Any, join: EventJoin) -> bool:
    """Whether somebody may undo a join: whoever may change the event, or the source that joined.

    Where it followed from a merge, taking that back asks for more.
    """
    sides = [side for side in (join.event, join.source) if side is not None]
    return any(may(user, Verb.CHANGE, side) for side in sides)


def join_of(record: Record) -> EventJoin:
    """The join of a record that stands; raises ValidationError when there is none (any more)."""
    rows = records_telling(record.item_pk) if record.item_pk is not None else []
    join = joins_of_records(rows).get(record.pk)
    if join is None:
        raise ValidationError(_("Somebody took these apart already."))
    return join


def joins_of(event: Event) -> list[EventJoin]:
    """The joins by which other calendars share an event, the first one first."""
    rows = EventJoin.objects.standing().filter(event=event)
    return list(rows.select_related("source", "organisation", "joined_by").order_by("pk"))


def reasons_of(join: EventJoin) -> tuple[str, ...]:
    """Why the two were taken for one, in the active language."""
    signs = (sign_of(data) for data in join.signs)
    return tuple(sign.in_words({}) for sign in signs if sign is not None)


def shared_of(source: Source, *, user: Any) -> list[Shared]:
    """What records of a source share with events of others; a fixed number of queries."""
    rows = EventJoin.objects.standing().filter(source=source)
    rows = rows.select_related("event", "event__owner").prefetch_related("event__organisations")
    events = {join.event_id: join.event for join in rows.order_by("-pk")[:MOST_SHOWN]}
    told = Record.objects.filter(source=source, item_kind=Event.kind, item_pk__in=events)
    records = {row.pk: row for row in told}
    may_change_source = bool(events) and may(user, Verb.CHANGE, source)
    found = sorted(joins_of_records(records.values()).items(), key=lambda pair: -pair[1].pk)
    return [
        _shared(
            join,
            events[join.event_id],
            records[key],
            may_change_source or _may_change(user, events[join.event_id]),
        )
        for key, join in found
    ]


def _may_change(user: Any, event: Event) -> bool:
    return may_as_read(user, Verb.CHANGE, event)


def _shared(join: EventJoin, event: Event, record: Record, may_undo: bool) -> Shared:
    return Shared(
        record=record,
        title=event.text("title").text if event.live else record.title,
        url=event.get_absolute_url() if event.live else "",
        parties=_names(event.organisations.all()),
        reasons=reasons_of(join),
        by_hand=join.joined_by_id is not None,
        may_take_apart=may_undo,
    )


def _names(parties: Iterable[Any]) -> tuple[str, ...]:
    return tuple(sorted(party.text("title").text for party in parties))
