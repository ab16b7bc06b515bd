from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.event import Event


class CalendarEntry(models.Model):
    """What subscribers were last told about a live event (RFC 5545).

    It stands apart from the event because no draft and no older version may ever bring back an
    earlier state. `uid` never changes and holds no time. `sequence` goes up when time, place or
    status do; `revised_at` is when anything that subscribers see changed last (DTSTAMP and
    LAST-MODIFIED), in UTC. The digests are those of the state they belong to.
    """

    event = models.OneToOneField(
        Event, primary_key=True, on_delete=models.CASCADE, related_name="calendar_entry"
    )
    uid = models.CharField(max_length=255, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    revised_at = models.DateTimeField()
    schedule_digest = models.CharField(max_length=64)
    content_digest = models.CharField(max_length=64)
    #: Days of its first and last known date; the last is the end of the horizon for endless ones.
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True, db_index=True)
    #: The zone whose rules a calendar program needs; empty for what lasts all day.
    zone = models.CharField(max_length=64, blank=True)
    cancelled = models.BooleanField(default=False)
    #: Up to which day the dates of a series that goes on are in the table; none when all are.
    known_until = models.DateField(null=True, db_index=True)
    #: Where the first date began, by what subscribers were told last; UTC.
    starts_at = models.DateTimeField(null=True)
    #: Where it began before it was moved, for readers who knew the earlier time; UTC.
    previously_started_at = models.DateTimeField(null=True)
    #: Whether something that it names, such as a term, has another name since.
    due = models.BooleanField(default=False, db_index=True)

    class Meta:
        verbose_name = _("calendar entry")
        verbose_name_plural = _("calendar entries")

    def __str__(self) -> str:
        return self.uid


class CalendarText(models.Model):
    """The finished VEVENTs of an event in one language: a feed is these, one after another.

    `text` has the event with all its changed dates, folded and with CRLF; `without_cancelled` is
    the same without dates that do not go ahead, empty when that makes no difference.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="calendar_texts")
    language = models.CharField(max_length=2)
    text = models.TextField()
    without_cancelled = models.TextField(blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "language"], name="one_text_per_language"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.language}"
