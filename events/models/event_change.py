from datetime import datetime, time, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from events.models.event import Event
from events.recurrence.schedule import Change, Local
from taxonomy.localised import LocalisedFieldsMixin


class EventChange(LocalisedFieldsMixin, models.Model):
    """One date of a series that is not as the rule says: cancelled, moved, or in another place.

    `original_date` and `original_time` are the local start that the rule gives (RECURRENCE-ID);
    without a time it is the date of that day. What is empty stays as it is for the series.
    """

    event = ParentalKey(Event, related_name="changes", on_delete=models.CASCADE)
    original_date = models.DateField(_("date that changes"))
    original_time = models.TimeField(
        _("time that changes"),
        null=True,
        blank=True,
        help_text=_("Only needed when there are several on one day."),
    )
    cancelled = models.BooleanField(_("does not go ahead"), default=False)
    start_date = models.DateField(_("new day"), null=True, blank=True)
    start_time = models.TimeField(_("new start"), null=True, blank=True)
    end_date = models.DateField(_("new last day"), null=True, blank=True)
    end_time = models.TimeField(_("new end"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    location_name = models.CharField(_("name of the place"), max_length=200, blank=True)
    location_address = models.CharField(_("address"), max_length=300, blank=True)
    online_url = models.URLField(_("address to take part online"), max_length=1000, blank=True)
    note = models.CharField(
        _("note"),
        max_length=300,
        blank=True,
        help_text=_("What is different this time, for readers."),
    )
    note_en = models.CharField(_("note (English)"), max_length=300, blank=True)

    class Meta:
        ordering = ["original_date", "original_time", "pk"]
        verbose_name = _("changed date")
        verbose_name_plural = _("changed dates")

    def __str__(self) -> str:
        return f"{self.original_date}: {_('does not go ahead') if self.cancelled else self.title}"

    def original(self, event: Event) -> Local:
        """The local start that the rule of the event gives."""
        if event.all_day:
            return self.original_date
        return datetime.combine(
            self.original_date, self.original_time or event.start_time or time(0)
        )

    def as_change(self, event: Event) -> Change:
        """The times of this date; those that are left empty follow from the series."""
        original = self.original(event)
        if self.cancelled or not self._has_own_time():
            return Change(original, cancelled=self.cancelled)
        return Change(original, False, *self._own_time(event, original))

    def _has_own_time(self) -> bool:
        return any(
            value is not None
            for value in (self.start_date, self.start_time, self.end_date, self.end_time)
        )

    def _own_time(self, event: Event, original: Local) -> tuple[Local, Local]:
        day = self.start_date or self.original_date
        if event.all_day:
            length = event.local_end() - event.local_start()
            end = self.end_date + timedelta(days=1) if self.end_date else day + length
            return day, end
        if not isinstance(original, datetime):
            raise TypeError("Something with times has a start with a time")
        start = datetime.combine(day, self.start_time or original.time())
        if self.end_time is None and self.end_date is None:
            return start, start + (event.local_end() - event.local_start())
        usual = start + (event.local_end() - event.local_start())
        end = datetime.combine(self.end_date or day, self.end_time or usual.time())
        return start, end
