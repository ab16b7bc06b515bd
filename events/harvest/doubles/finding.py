"""What is in the calendar already that a record of a feed tells as well."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from events.harvest.doubles import titles
from events.harvest.doubles.comparing import SHARED_WORDS, Comparison, Sureness, compare
from events.harvest.doubles.described import FIELDS, features_of_event, features_of_read
from events.harvest.doubles.features import Features, filled, page_of
from events.models import Event, EventJoin, Occurrence
from harvest.kinds import Alike
from harvest.models import Record
from harvest.records import ReadRecord

if TYPE_CHECKING:
    from harvest.models import Source

#: More than this is not a double but a habit.
MOST = 5
#: So many events of one day are compared.
MOST_COMPARED = 300
#: So many days are asked for in one query.
_AT_ONCE = 300


@dataclass(frozen=True)
class Found:
    """An event that looks like what was asked for."""

    event: Event
    comparison: Comparison

    @property
    def is_certain(self) -> bool:
        return self.comparison.sureness == Sureness.CERTAIN

    def as_alike(self) -> Alike:
        """For whoever keeps the feed: nothing of an event that is not public."""
        live = self.event.live
        return Alike(
            title=self.event.text("title").text if live else _("an event that is not public yet"),
            url=self.event.get_absolute_url() if live else "",
            reasons=tuple(sign.in_words({}) for sign in self.comparison.signs),
            is_certain=self.is_certain,
            item_pk=self.event.pk,
        )


def find(read: ReadRecord, *, source: "Source") -> list[Alike]:
    """What looks like a record that has no event yet, the surest first.

    At most one is certain: where several are, a person has to choose. An event that this source
    tells already is none, nor one of which somebody said that it is another one.
    """
    return Finder(source).find(read)


def find_many(reads: Sequence[ReadRecord], *, source: "Source") -> list[list[Alike]]:
    """`find` for each of them in the same order; the number of queries depends on the days only."""
    finder = Finder(source)
    finder.prepare(reads)
    return [finder.find(read) for read in reads]


class _Row(NamedTuple):
    """What is read of an event before it is compared."""

    pk: int
    titles: tuple[str, ...]
    words: frozenset[str]
    addresses: frozenset[str]


class Finder:
    """Finds for the records of one run of one source, and reads what all need only once.

    A day is read when the first record asks for it. What this run stores afterwards is of the same
    source, and so never a double.
    """

    def __init__(self, source: "Source") -> None:
        self.source = source
        self._by_day: dict[date, list[_Row]] = {}

    def prepare(self, reads: Iterable[ReadRecord]) -> None:
        """Reads the events of all days of these records in few queries."""
        found = (_features(read, self.source) for read in reads)
        self._read({day for features in found if features for day in features.every_day})

    def find(self, read: ReadRecord) -> list[Alike]:
        return [found.as_alike() for found in self.found(read)]

    def found(self, read: ReadRecord) -> list[Found]:
        """The same with the events themselves."""
        features = _features(read, self.source)
        if features is None:
            return []
        self._read(features.every_day - self._by_day.keys())
        words = titles.words_in(features.titles)
        rows = (row for day in features.every_day for row in self._by_day[day])
        keys = {row.pk for row in rows if _worth_it(features, words, row)}
        if not keys:
            return []
        return self._allowed(found_among(features, events_with(keys, features.every_day)), read.key)

    def _read(self, days: Collection[date]) -> None:
        self._by_day |= _rows_on(days)

    def _allowed(self, found: list[Found], key: str) -> list[Found]:
        if not found:
            return []
        told = _told_by([each.event.pk for each in found])
        rest = [
            each
            for each in found
            if self.source.pk not in told.get(each.event.pk, ())
            and each.event.pk not in self._taken_apart.get(key, ())
        ]
        return without_doubt(rest, told)[:MOST]

    @cached_property
    def _taken_apart(self) -> Mapping[str, set[int]]:
        """By record: the events of which somebody said that they are other ones."""
        rows = EventJoin.objects.filter(
            undone_at__isnull=False, organisation_id=self.source.organisation_id
        )
        apart: dict[str, set[int]] = defaultdict(set)
        for key, event in rows.values_list("key", "event_id"):
            apart[key].add(event)
        return apart


def candidates_on(days: Collection[date]) -> list[Event]:
    """The events, drafts too, that take place on one of these days."""
    keys = {row.pk for rows in _rows_on(days).values() for row in rows}
    return events_with(keys, days)


def events_with(keys: Collection[int], days: Collection[date]) -> list[Event]:
    """These events in the order of their keys, each with those of the days on which it is."""
    dates: dict[int, set[date]] = defaultdict(set)
    told = Occurrence.objects.filter(event__in=keys, first_day__in=days).order_by()
    for key, day in told.values_list("event_id", "first_day"):
        dates[key].add(day)
    fields = (*FIELDS, "first_published_at", "slug", "locked")
    events = list(Event.objects.filter(pk__in=keys).only(*fields).order_by("pk"))
    for event in events:
        event.days_found = dates[event.pk]
    return events


def found_among(features: Features, candidates: Iterable[Event]) -> list[Found]:
    """Those of the events that look like it, the surest first; two queries when there are any."""
    events = list(candidates)[:MOST_COMPARED]
    if not events:
        return []
    parties = _linked("organisations", "organisation_id", events)
    provinces = _linked("provinces", "province_id", events)
    found = []
    for event in events:
        try:
            there = features_of_event(
                event, getattr(event, "days_found", ()), parties[event.pk], provinces[event.pk]
            )
        except ValueError:
            continue
        comparison = compare(features, there)
        if comparison.sureness != Sureness.DIFFERENT:
            found.append(Found(event, comparison))
    return sorted(found, key=lambda each: (-each.comparison.score, each.event.pk))


def without_doubt(found: Sequence[Found], told: Mapping[int, Collection[int]]) -> list[Found]:
    """The same, certain only where one is, and that is public or came from a feed itself.

    What somebody typed and nobody published yet may still become anything, and what somebody
    locked is not to be touched.
    """
    certain = [each for each in found if each.is_certain]
    return [
        each
        if not each.is_certain or (len(certain) == 1 and _may_be_shared(each.event, told))
        else Found(each.event, replace(each.comparison, sureness=Sureness.LIKELY))
        for each in found
    ]


def _may_be_shared(event: Event, told: Mapping[int, Collection[int]]) -> bool:
    return not event.locked and (event.live or event.pk in told)


def _features(read: ReadRecord, source: "Source") -> Features | None:
    try:
        return features_of_read(read, source.organisation_id)
    except (ValueError, KeyError, TypeError, OverflowError):
        # Of what cannot be an event nothing can be a double.
        return None


def _worth_it(features: Features, words: frozenset[str], row: _Row) -> bool:
    """Whether more should be read of an event: by its title and addresses alone."""
    if {features.page, features.registration} & row.addresses:
        return True
    if not words & row.words:
        return False
    return titles.alike(features.titles, row.titles) or any(
        titles.shared(one, other) >= SHARED_WORDS for one in features.titles for other in row.titles
    )


def _rows_on(days: Collection[date]) -> dict[date, list[_Row]]:
    found: dict[date, list[_Row]] = {day: [] for day in days}
    wanted = sorted(days)
    for place in range(0, len(wanted), _AT_ONCE):
        some = wanted[place : place + _AT_ONCE]
        _add(found, Event.objects.filter(_going(), start_date__in=some), "", "start_date")
        repeats = ~Q(event__rule="") | ~Q(event__extra_dates=[])
        dates = Occurrence.objects.filter(_going("event__"), repeats, first_day__in=some)
        _add(found, dates, "event__", "first_day")
    return found


def _add(found: dict[date, list[_Row]], rows: "QuerySet[Any]", to: str, day: str) -> None:
    named = (f"{to}{name}" for name in ("pk", "title", "title_en", "website", "registration_url"))
    for on, key, title, title_en, *addresses in rows.order_by().values_list(day, *named):
        pages = frozenset(page_of(address) for address in addresses) - {""}
        names = filled(title, title_en)
        found[on].append(_Row(key, names, titles.words_in(names), pages))


def _going(to: str = "") -> Q:
    """Without what was taken offline: merged into another event, or withdrawn."""
    public = Q(**{f"{to}live": True}) | Q(**{f"{to}first_published_at__isnull": True})
    return public & Q(**{f"{to}precision": Event.Precision.DAY})


def _linked(relation: str, column: str, events: Iterable[Event]) -> dict[int, set[int]]:
    field: Any = Event._meta.get_field(relation)
    rows = field.remote_field.through._default_manager.filter(
        event_id__in=[event.pk for event in events]
    )
    found: dict[int, set[int]] = defaultdict(set)
    for event, key in rows.values_list("event_id", column):
        found[event].add(key)
    return found


def _told_by(keys: Collection[int]) -> dict[int, set[int]]:
    """By event: the sources that tell it already."""
    rows = Record.objects.filter(item_kind=Event.kind, item_pk__in=keys)
    found: dict[int, set[int]] = defaultdict(set)
    for event, source in rows.values_list("item_pk", "source_id"):
        if event is not None:
            found[event].add(source)
    return found
