from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.event import Event, mode_of
from events.models.event_change import EventChange
from events.querysets import OccurrenceQuerySet
from events.recurrence.schedule import Local
from taxonomy.localised import LocalisedText


class Occurrence(models.Model):
    """One date of a live event: what lists, overlaps and search use.

    Written by `events.materialising` only. `starts_at` and `ends_at` are half-open, in UTC;
    `first_day` and `last_day` are days of the calendar in the event's zone, both included.
    `original` is the local start by which its series knows it (RECURRENCE-ID), in ISO 8601.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="occurrences")
    change = models.ForeignKey(EventChange, null=True, on_delete=models.SET_NULL, related_name="+")
    original = models.CharField(max_length=19)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    all_day = models.BooleanField(_("all day"), default=False)
    status = models.CharField(_("status"), max_length=12, choices=Event.Status.choices)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        constraints = [
            models.UniqueConstraint(fields=["event", "original"], name="one_row_per_occurrence"),
            models.CheckConstraint(
                name="occurrence_ends_after_start", condition=Q(ends_at__gte=F("starts_at"))
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at"], name="occurrence_starts"),
            # As `OccurrenceQuerySet.in_order` has them: a page of a list reads what it shows.
            models.Index(
                fields=["first_day", "-all_day", "starts_at", "event"], name="occurrence_in_order"
            ),
            # The same without what lasts several days: the first few of each day of a month.
            models.Index(
                fields=["first_day", "-all_day", "starts_at", "event"],
                name="occurrence_one_day",
                condition=Q(last_day=F("first_day")),
            ),
            # What lasts several days, to find what began before a period and is still going on.
            models.Index(
                fields=["last_day", "first_day"],
                name="occurrence_several_days",
                condition=Q(last_day__gt=F("first_day")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} ({self.first_day})"

    def get_absolute_url(self) -> str:
        """The page of the event; for a series it tells which date is meant."""
        address = self.event.get_absolute_url()
        if not self.event.repeats:
            return address
        return f"{address}?{urlencode({'date': self.original})}"

    @property
    def is_cancelled(self) -> bool:
        return self.status == Event.Status.CANCELLED

    def is_over(self, now: datetime) -> bool:
        """Whether it has ended; without an end, whether its day has. As `OccurrenceQuerySet.over`."""
        if self.starts_at == self.ends_at and self.last_day >= timezone.localdate(now):
            return False
        return self.ends_at <= now

    def local_start(self) -> datetime:
        """The start on a clock where the event takes place, with its offset."""
        return self.starts_at.astimezone(ZoneInfo(self.event.time_zone))

    def local_end(self) -> datetime:
        """The end likewise; exclusive."""
        return self.ends_at.astimezone(ZoneInfo(self.event.time_zone))

    @property
    def is_moved(self) -> bool:
        """Whether this date of a series is at another time than its rule gives."""
        start = self.local_start().replace(tzinfo=None)
        return self.original != (self.first_day if self.all_day else start).isoformat()

    def earlier_start(self) -> Local | None:
        """Where this date was before it was moved, on the clock of the event.

        For a date of a series that is what its rule gives, else what subscribers were told first.
        None when it is where it was. Days for what lasts all day, else times with their offset.
        """
        event, zone = self.event, ZoneInfo(self.event.time_zone)
        if event.repeats:
            if not self.is_moved:
                return None
            original = datetime.fromisoformat(self.original)
            return original.date() if self.all_day else original.replace(tzinfo=zone)
        entry = getattr(event, "calendar_entry", None) if event.pk else None
        if entry is None or entry.previously_started_at in (None, self.starts_at):
            return None
        start = entry.previously_started_at.astimezone(zone)
        return start.date() if self.all_day else start

    @property
    def several_days(self) -> bool:
        return self.last_day > self.first_day

    @property
    def mode(self) -> str:
        """Where people take part on this date, as `Event.mode`."""
        return mode_of(self.status, self.value)

    @property
    def place(self) -> tuple[str, str]:
        """Name and address on this date; both empty for what has moved online."""
        if self.status == Event.Status.MOVED_ONLINE:
            return "", ""
        return self.value("location_name"), self.value("location_address")

    def text(self, field: str) -> LocalisedText:
        """`title` (or another text) of this date: its own, else that of the event."""
        return self._holder(field).text(field)

    def value(self, field: str) -> Any:
        """`location_name`, `location_address` or `online_url` of this date, else of the event."""
        return getattr(self._holder(field), field)

    def _holder(self, field: str) -> EventChange | Event:
        """What says the field: the change when it says something of its own, else the event."""
        change = self.change
        return change if change is not None and getattr(change, field) else self.event
