"""What the managers' queue of possible doubles gets to see of events that feeds tell."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.harvest.doubles.comparing import Sureness
from events.harvest.doubles.described import features_of_event
from events.harvest.doubles.finding import candidates_on, found_among
from events.models import Event, Occurrence, PairVerdict
from harvest.models import Record
from publishing.duplicates.kinds import Further

#: Of a series so many dates to come are compared.
_MOST_DATES = 26


def further(pk: int) -> Iterable[Further]:
    """Events that are probably this one, where a feed tells one of the two.

    Not two of one and the same feed: what a partner lists twice is two to that partner. Nor a
    pair of which somebody said in the calendar how it is.
    """
    event = Event.objects.filter(pk=pk).first()
    if event is None:
        return []
    dates = Occurrence.objects.filter(event=pk).order_by("first_day")
    days = set(dates.values_list("first_day", flat=True)[:_MOST_DATES]) | {event.start_date}
    others = [other for other in candidates_on(days) if other.pk != pk]
    sources = _sources([pk, *(other.pk for other in others)])
    judged = _judged(pk)
    mine = sources.get(pk, frozenset())
    wanted = [
        other
        for other in others
        if other.pk not in judged
        and (mine or sources.get(other.pk))
        and not mine & sources.get(other.pk, frozenset())
        and not _one_family(event, other)
    ]
    try:
        features = features_of_event(
            event,
            days,
            event.organisations.values_list("pk", flat=True),
            event.provinces.values_list("pk", flat=True),
        )
    except ValueError:
        return []
    return [
        Further(found.event.pk, found.comparison.score, found.comparison.signs)
        for found in found_among(features, wanted)
        if found.comparison.sureness >= Sureness.LIKELY
    ]


def facts(keys: Collection[int]) -> Mapping[int, str]:
    """By event: when and where it is, and from which calendars it comes; two queries."""
    names: dict[int, list[str]] = {}
    rows = Record.objects.filter(item_kind=Event.kind, item_pk__in=keys)
    for key, name in rows.order_by("pk").values_list("item_pk", "source__name"):
        if key is not None:
            names.setdefault(key, []).append(name)
    events = Event.objects.filter(pk__in=keys).values_list(
        "pk", "start_date", "start_time", "location_name"
    )
    found = {}
    for key, day, clock, place in events:
        parts = [date_format(day, "j F Y"), clock.strftime("%H:%M") if clock else "", place]
        if key in names:
            calendars = ", ".join(dict.fromkeys(names[key]))
            parts.append(_("from the calendar “%(name)s”") % {"name": calendars})
        found[key] = " · ".join(filter(None, parts))
    return found


def _sources(keys: Collection[int]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    rows = Record.objects.filter(item_kind=Event.kind, item_pk__in=keys)
    for key, source in rows.values_list("item_pk", "source_id"):
        if key is not None:
            found.setdefault(key, set()).add(source)
    return {key: frozenset(sources) for key, sources in found.items()}


def _judged(pk: int) -> set[int]:
    rows = PairVerdict.objects.filter(Q(first=pk) | Q(second=pk))
    other = rows.exclude(verdict=PairVerdict.Verdict.SAME)
    return {key for pair in other.values_list("first_id", "second_id") for key in pair}


def _one_family(one: Event, other: Event) -> bool:
    above = {one.part_of_id, one.pk} & {other.part_of_id, other.pk}
    return bool(above - {None})
