import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, Self

from django.apps import apps
from django.db import connection, models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.db.models.query import RawQuerySet
from django.utils import timezone

from publishing.querysets import PublicationQuerySet


class EventQuerySet(PublicationQuerySet):
    def needing_confirmation(self, now: datetime) -> Self:
        """Live events with a date still to come: what is over stays as it was."""
        dates: OccurrenceQuerySet = apps.get_model("events", "Occurrence").objects.all()
        coming = dates.not_over(now).filter(event=OuterRef("pk"))
        return super().needing_confirmation(now).filter(Exists(coming))

    def for_cards(self) -> Self:
        return self.select_related("scale").prefetch_related("provinces")

    def for_calendar(self) -> Self:
        """With what subscribers are told, in a fixed number of queries."""
        kind: Any = self.model
        return self.select_related("scale", "owner", "initiative", "part_of").prefetch_related(
            "changes", "organisations", "provinces", *kind.SUBJECT_FIELDS
        )

    def takes_place_from(self, today: date) -> Self:
        """What is on at ``today`` (local) or later; of drafts as far as their row tells."""
        dates = self._dates().filter(event=OuterRef("pk"), last_day__gte=today)
        once = Q(end_date__gte=today) | Q(end_date=None, start_date__gte=today)
        return self.filter(Exists(dates) | (Q(live=False) & (once | ~Q(rule=""))))

    def with_next_day(self, today: date) -> Self:
        """Annotates ``next_day``: of the first date that is not over, else the first day ever.

        ``is_coming`` tells which of the two it is; drafts have only their first day.
        """
        coming = self._dates().filter(event=OuterRef("pk"), last_day__gte=today)
        found = Subquery(coming.order_by("first_day", "starts_at").values("first_day")[:1])
        return self.annotate(
            next_day=Coalesce(found, "start_date"),
            is_coming=Case(
                When(Exists(coming) | Q(live=False, start_date__gte=today), then=True),
                default=False,
            ),
        )

    def _dates(self) -> models.QuerySet:
        kind: Any = self.model._meta.get_field("occurrences").related_model
        return kind._base_manager.all()


class OccurrenceQuerySet(models.QuerySet):
    """Dates of live events; only those have any."""

    def touching_days(self, first: date, last: date) -> Self:
        """What is on at any moment of the days ``first`` to ``last``, both included."""
        begins = Q(first_day__gte=first, first_day__lte=last)
        goes_on = Q(last_day__gt=F("first_day"), last_day__gte=first, first_day__lt=first)
        return self.filter(begins | goes_on)

    def of_one_day(self, first: date, last: date) -> Self:
        """What begins and ends on one of the days ``first`` to ``last``, both included."""
        return self.filter(first_day__gte=first, first_day__lte=last, last_day=F("first_day"))

    def of_several_days(self, first: date, last: date) -> Self:
        """What lasts more than a day and touches one of the days ``first`` to ``last``."""
        return self.filter(last_day__gt=F("first_day"), last_day__gte=first, first_day__lte=last)

    def overlapping(self, start: datetime, end: datetime) -> Self:
        """What shares a moment with the half-open stretch from ``start`` to ``end``."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)

    def over(self, now: datetime) -> Self:
        """What has ended. What nobody gave an end to is over when its day is."""
        return self.filter(self._over(now))

    def not_over(self, now: datetime) -> Self:
        """What goes on or is still to come."""
        return self.exclude(self._over(now))

    def _over(self, now: datetime) -> Q:
        without_end = Q(ends_at=F("starts_at"), last_day__gte=timezone.localdate(now))
        return Q(ends_at__lte=now) & ~without_end

    def going_ahead(self) -> Self:
        """Without what was cancelled, or waits for another date."""
        return self.exclude(status__in=("cancelled", "postponed"))

    def of_events(self, keys: Collection[int]) -> Self:
        return self.filter(event_id__in=keys)

    def of_many_events(self, keys: Collection[int]) -> Self:
        """The same for thousands of keys, of dates that something else narrows as well.

        They travel as one parameter, and are looked up per date: the sum keeps a database from
        looking up all dates of every event first.
        """
        return self.annotate(own_event=F("event_id") + 0).filter(own_event__in=_listed(keys))

    def known_to_the_day(self) -> Self:
        """Without old facts of which only the month or the year is known."""
        return self.exclude(event__in=self._old_facts())

    def known_roughly(self) -> Self:
        """Only those."""
        return self.filter(event__in=self._old_facts())

    def _old_facts(self) -> models.QuerySet:
        event: Any = self.model._meta.get_field("event").related_model
        return event.objects.exclude(precision="day")

    def first_of_each_day(self, numbers: Mapping[date, int]) -> RawQuerySet:
        """Of all dates of one day known to the day the first of each day, as many as are given.

        Whatever narrowed this queryset does not count. One short look into an index per day, sent
        together: ranking the dates of a crowded month takes twenty times as long, and Django has
        no words for it that SQLite understands.
        """
        table = self.model._meta.db_table
        event: Any = self.model._meta.get_field("event").related_model
        one_day = (
            f"SELECT * FROM (SELECT id, event_id, first_day, all_day, starts_at FROM {table}"  # noqa: S608
            " WHERE first_day = %s AND last_day = first_day AND event_id NOT IN"
            f" (SELECT id FROM {event._meta.db_table} WHERE NOT precision = 'day')"
            " ORDER BY all_day DESC, starts_at, event_id, id LIMIT %s) AS dates"
        )
        parameters = [value for pair in numbers.items() for value in pair]
        return self.raw(" UNION ALL ".join([one_day] * len(numbers)), parameters)

    def for_lists(self) -> Self:
        """With what a line of the calendar shows, in one query."""
        return self.select_related("event", "event__scale", "change")

    def in_order(self) -> Self:
        """By day, all-day first, then by time; always the same."""
        return self.order_by("first_day", "-all_day", "starts_at", "event_id", "pk")


def _listed(keys: Collection[int]) -> RawSQL:
    """Many keys as a table of one column."""
    text = json.dumps(list(keys))
    if connection.vendor == "postgresql":
        return RawSQL("SELECT value::bigint FROM json_array_elements_text(%s::json)", [text])
    return RawSQL("SELECT value FROM json_each(%s)", [text])
