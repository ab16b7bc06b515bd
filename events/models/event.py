from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue

from events.key_facts import event_facts
from events.querysets import EventQuerySet
from events.recurrence.schedule import Local, Schedule
from events.signals import event_stored
from initiatives.models import Initiative, Offer
from organisations.models import Owned
from publishing.bookkeeping import BOOKKEEPING
from publishing.key_facts import KeyFact
from publishing.models import Publication

if TYPE_CHECKING:
    from events.dates import EventDates

#: What is stored about an item's drafts and reviews: none of it changes a calendar.
_NOT_IN_CALENDAR = BOOKKEEPING | {"verified_on", "verified_by", "verified_by_en", "updated_at"}


class Event(Owned, Publication):
    """Something that takes place at a time, once or again and again.

    Times are local: what a clock on the wall says in `time_zone`. Something that lasts all day
    has days and no times; its `end_date` is its last day. `rule` is the value of an RRULE of
    RFC 5545, kept as it came; `extra_dates` (RDATE) and `excluded_dates` (EXDATE) are local
    starts in ISO 8601. Dates that differ from the rule are `changes`. What this amounts to on
    the calendar stands in `occurrences`, for live events only.
    """

    kind = "event"
    url_namespace = "events"
    page_relations = ("owner", "initiative", "initiative__scale", "part_of", "calendar_entry")
    page_collections = ("organisations", "changes")
    merged_together = (
        *Publication.merged_together,
        (
            "start_date", "start_time", "end_date", "end_time", "all_day", "time_zone",
            "precision", "rule", "extra_dates", "excluded_dates", "changes",
        ),
        ("status", "status_note", "status_note_en"),
        ("location_name", "location_address"),
        ("cost", "cost_amount"),
        ("registration_url", "registration_deadline"),
    )  # fmt: skip

    class Type(models.TextChoices):
        MEETING = "meeting", _("meeting")
        TRAINING = "training", _("training or workshop")
        CONFERENCE = "conference", _("conference or fair")
        OPEN_DAY = "open-day", _("open day")
        MILESTONE = "milestone", _("milestone")
        PUBLICATION = "publication", _("publication")
        TARGET = "target", _("target date")

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("goes ahead")
        CANCELLED = "cancelled", _("cancelled")
        POSTPONED = "postponed", _("postponed")
        MOVED_ONLINE = "moved-online", _("moved online")

    class Language(models.TextChoices):
        DUTCH = "nl", _("Dutch")
        ENGLISH = "en", _("English")
        BOTH = "nl-en", _("Dutch and English")
        OTHER = "other", _("another language")

    class Precision(models.TextChoices):
        """How exactly it is known when something was; only old facts are less exact than a day."""

        DAY = "day", _("to the day")
        MONTH = "month", _("to the month")
        QUARTER = "quarter", _("to the quarter")
        SEASON = "season", _("to the season")
        YEAR = "year", _("to the year")

    event_type = models.CharField(
        _("sort of event"), max_length=12, choices=Type.choices, default=Type.MEETING
    )
    initiative = models.ForeignKey(
        Initiative,
        verbose_name=_("initiative"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
        help_text=_("What this belongs to."),
    )
    part_of = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="parts",
        help_text=_("The larger event that this is a part of, such as a week or a festival."),
    )

    all_day = models.BooleanField(_("all day"), default=False)
    start_date = models.DateField(_("first day"))
    start_time = models.TimeField(_("starts at"), null=True, blank=True)
    end_date = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Empty: the same day.")
    )
    end_time = models.TimeField(_("ends at"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default=settings.TIME_ZONE,
        help_text=_("The place whose clock the times are of, such as Europe/Amsterdam."),
    )
    precision = models.CharField(
        _("how exactly the date is known"),
        max_length=8,
        choices=Precision.choices,
        default=Precision.DAY,
        editable=False,
    )
    rule = models.TextField(_("repeats"), blank=True)
    extra_dates = models.JSONField(_("also on"), default=list, blank=True)
    excluded_dates = models.JSONField(_("not on"), default=list, blank=True)

    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.SCHEDULED
    )
    status_note = models.CharField(
        _("about the status"),
        max_length=300,
        blank=True,
        help_text=_("What people should know, for example where a new date will be announced."),
    )
    status_note_en = models.CharField(_("about the status (English)"), max_length=300, blank=True)

    location_name = models.CharField(_("name of the place"), max_length=200, blank=True)
    location_address = models.CharField(
        _("address"), max_length=300, blank=True, help_text=_("Street, number and town.")
    )
    online_url = models.URLField(_("address to take part online"), max_length=1000, blank=True)
    spoken_language = models.CharField(
        _("spoken language"), max_length=8, choices=Language.choices, blank=True
    )
    cost = models.CharField(_("cost"), max_length=10, choices=Offer.Cost.choices, blank=True)
    cost_amount = models.DecimalField(
        _("amount in euros"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    cost_note = models.CharField(_("about the cost"), max_length=300, blank=True)
    cost_note_en = models.CharField(_("about the cost (English)"), max_length=300, blank=True)
    audience_size = models.PositiveIntegerField(
        _("how many people can come"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    registration_url = models.URLField(_("address to register at"), max_length=1000, blank=True)
    registration_deadline = models.DateField(_("last day to register"), null=True, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta(Publication.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [  # type: ignore[misc]
            *Publication.Meta.indexes,
            # What else begins on a day, drafts too: doubles of what a feed tells.
            models.Index(fields=["start_date"], name="event_start_date"),
            # The few old facts that a calendar by day leaves out.
            models.Index(
                fields=["precision"],
                name="event_known_roughly",
                condition=~models.Q(precision="day"),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        stored = kwargs.get("update_fields")
        if stored is None or not set(stored) <= _NOT_IN_CALENDAR:
            # Only now are its changed dates and its organisations stored as well.
            event_stored.send(type(self), keys=[self.pk])

    def clean(self) -> None:
        super().clean()
        from events.validation import schedule_faults

        faults = schedule_faults(self)
        if self.cost == Offer.Cost.FREE and self.cost_amount:
            faults["cost_amount"] = _("Something free has no amount.")
        if self.part_of_id and self.part_of_id == self.pk:
            faults["part_of"] = _("An event cannot be a part of itself.")
        if faults:
            raise ValidationError(faults)

    def localised_value(self, field: str, language: str | None = None) -> tuple[Any, str]:
        """As elsewhere; but what an English feed said stands in Dutch too, and is still English."""
        value, lang = super().localised_value(field, language)
        # Lists of dates read few columns; asking for another one would cost a query per row.
        came = self.__dict__.get("provenance") == self.Provenance.SOURCE
        if came and lang == "nl" and value and _is_same(value, self.__dict__.get(f"{field}_en")):
            return value, "en"
        return value, lang

    @property
    def is_national(self) -> bool:
        """National by its scale; and, when it says nothing of where, by default."""
        if self.scale is not None:
            return super().is_national
        return not self.classification("provinces")

    @property
    def mode(self) -> str:
        """Where people take part, in the terms of `Offer.Mode`; empty when nothing says."""
        return mode_of(self.status, partial(getattr, self))

    @cached_property
    def dates(self) -> "EventDates":
        """Its dates by this version; whoever shows a live event gives it those that are stored."""
        from events.dates import planned_dates

        return planned_dates(self)

    @property
    def is_stale(self) -> bool:
        """Nobody confirms what is over, so readers are not warned that nobody did."""
        return super().is_stale and not self.dates.are_over

    @property
    def kind_label(self) -> str:
        return capfirst(self.get_event_type_display())

    def page_context(self) -> dict[str, Any]:
        from events.page import event_context

        return super().page_context() | event_context(self, self.dates)

    def key_facts(self) -> list[KeyFact]:
        return event_facts(self)

    def structured_data(self) -> dict[str, Any]:
        from events.structured_data import event_data

        return super().structured_data() | event_data(self, self.dates)

    @property
    def repeats(self) -> bool:
        return bool(self.rule or self.extra_dates)

    def schedule(self) -> Schedule:
        """Start, end, rule and exceptions; those of the changes that belong to this version.

        Raises ValueError when a stored date cannot be read.
        """
        start, end = self.local_start(), self.local_end()
        return Schedule(
            start=start,
            end=end,
            zone=self.time_zone,
            rule=self.rule,
            extra=tuple(self._local(text) for text in self.extra_dates),
            excluded=tuple(self._local(text) for text in self.excluded_dates),
            changes=tuple(change.as_change(self) for change in self.changes.all()),
        )

    def local_start(self) -> Local:
        if self.all_day:
            return self.start_date
        return datetime.combine(self.start_date, self.start_time or time(0))

    def local_end(self) -> Local:
        """Exclusive, as in `Schedule`; the start itself when nobody said when it ends."""
        last = self.end_date or self.start_date
        if self.all_day:
            return last + timedelta(days=1)
        if self.end_time is None:
            return (
                self.local_start() if last == self.start_date else datetime.combine(last, time(0))
            )
        return datetime.combine(last, self.end_time)

    def _local(self, text: str) -> Local:
        """A stored local start; a bare day stands for the usual time on that day."""
        moment = datetime.fromisoformat(text)
        if self.all_day:
            return moment.date()
        if len(text) <= len("2026-01-01"):
            return datetime.combine(moment.date(), self.start_time or time(0))
        return moment


def _is_same(value: Any, english: Any) -> bool:
    """Whether two texts are one; blocks of a text have names of their own, which say nothing."""
    if not isinstance(value, StreamValue) or not isinstance(english, StreamValue):
        return bool(value == english)
    texts = (
        [(block.block_type, str(getattr(block.value, "source", block.value))) for block in body]
        for body in (value, english)
    )
    return next(texts) == next(texts)


def mode_of(status: str, value: Callable[[str], Any]) -> str:
    """The mode that follows from a status and from `value`, which gives a field by its name."""
    moved = status == Event.Status.MOVED_ONLINE
    on_site = not moved and bool(value("location_name") or value("location_address"))
    if moved or value("online_url"):
        return Offer.Mode.HYBRID if on_site else Offer.Mode.ONLINE
    return Offer.Mode.ON_SITE if on_site else ""
