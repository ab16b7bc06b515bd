"""Which dates of other events come into question, asked of the database by their days first."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q

from events.models import Event, Occurrence
from events.overlap.proposal import Proposal
from events.overlap.terms import Keys, Vocabulary
from events.querysets import OccurrenceQuerySet
from taxonomy.models import Scale

#: Nobody is kept from one of these by being at another one.
NOT_ATTENDED = (Event.Type.MILESTONE, Event.Type.PUBLICATION, Event.Type.TARGET)
#: Dates on which nothing takes place.
NOT_HELD = (Event.Status.CANCELLED, Event.Status.POSTPONED)


class Candidate(NamedTuple):
    """One date of another event; the fields of `Occurrence`."""

    pk: int
    event_id: int
    starts_at: datetime
    ends_at: datetime
    first_day: date
    last_day: date
    all_day: bool


def held() -> OccurrenceQuerySet:
    """Dates on which people really meet, each known to the day."""
    return (
        Occurrence.objects.known_to_the_day()
        .exclude(status__in=NOT_HELD)
        .exclude(event__event_type__in=NOT_ATTENDED)
    )


def others(proposal: Proposal) -> OccurrenceQuerySet:
    """Without the event that is being edited, and the parts of the same larger event."""
    family = proposal.family | ({proposal.event} if proposal.event else frozenset())
    if not family:
        return held()
    return held().exclude(
        Q(event_id__in=family)
        | Q(event__part_of__in=family)
        | Q(event__part_of__part_of__in=family)
    )


def on_days(rows: OccurrenceQuerySet, days: Collection[date]) -> OccurrenceQuerySet:
    """Those that begin on one of the days, and those of several days that may touch one of them.

    The days are named one by one, and what goes on is asked for once: a condition for every
    stretch of days would be more than a database can look up by its indexes.
    """
    if not days:
        return rows.none()
    goes_on = Q(last_day__gt=F("first_day"), last_day__gte=min(days), first_day__lt=max(days))
    return rows.filter(Q(first_day__in=sorted(days)) | goes_on)


def around(proposal: Proposal, margin: int) -> set[date]:
    """The days of the proposal, and so many before and after each of them."""
    return {
        span.first_day + timedelta(days=offset)
        for span in proposal.spans
        for offset in range(-margin, (span.last_day - span.first_day).days + margin + 1)
    }


def near(proposal: Proposal, words: Vocabulary, days: int) -> list[Candidate]:
    """What may happen within so many days for the same region and people or theme; one query.

    Among what lasts several days is some that turns out to be farther away.
    """
    rows = on_days(others(proposal), around(proposal, days))
    if proposal.asks_for_region:
        rows = rows.filter(_in_region(proposal.provinces))
    if proposal.asks_for_subject:
        rows = rows.filter(_of_subject(proposal, words))
    return candidates(rows)


def candidates(rows: OccurrenceQuerySet) -> list[Candidate]:
    # Sorted here: asked for an order, a database without statistics walks through all dates
    # there ever were in that order instead of looking up the few days.
    return sorted(
        (Candidate(*row) for row in rows.order_by().values_list(*Candidate._fields)),
        key=lambda row: (row.starts_at, row.event_id),
    )


def _in_region(provinces: Keys) -> Q:
    """In one of the provinces, or for every province: national, or only online."""
    nothing_said = Q(event__scale__isnull=True) & ~Q(_linked("provinces"))
    national = Q(event__scale__ref=Scale.NATIONAL) | nothing_said
    no_place = Q(event__location_name="", event__location_address="")
    online = Q(event__status=Event.Status.MOVED_ONLINE) | (no_place & ~Q(event__online_url=""))
    return Q(_linked("provinces", province_id__in=provinces)) | national | online


def _of_subject(proposal: Proposal, words: Vocabulary) -> Q:
    groups = words.groups_that_share(proposal.target_groups)
    lines = words.lines_that_share(proposal.action_lines)
    same_people = _linked("target_groups", targetgroup_id__in=groups)
    return Q(same_people) | Q(_linked("action_lines", actionline_id__in=lines))


def _linked(relation: str, **wanted: Keys) -> Exists:
    field: Any = Event._meta.get_field(relation)
    links = field.remote_field.through._default_manager
    return Exists(links.filter(event_id=OuterRef("event_id"), **wanted))
