from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class EntryQuerySet(models.QuerySet["Entry"]):
    def standing(self) -> Self:
        """What counts now."""
        return self.filter(until__isnull=True)

    def on(self, day: date) -> Self:
        """What counted on a day, at its end."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)

    def gone_since(self, day: date, version: int) -> Self:
        """What counted on a day and ended since, and besides whatever was written after a version.

        Together with what stood at that version this is what `on` gives, at the cost of what changed.
        """
        return self.filter(Q(until__gt=day, since__lte=day) | Q(version__gt=version))

    def lasting(self) -> Self:
        """Without rows that were taken back on the day on which they began."""
        return self.exclude(until=F("since"))


class Entry(models.Model):
    """Under what one live item counted, and from which day until which.

    Made from the item's search document, so that what is counted here is what search finds.
    A change closes the row of the day before and opens one; of several changes on one day
    the last one stands. The matrix of any past day is counted from the rows of that day.
    A row that was taken back on its own day ends on the day on which it began: it is of no day.
    """

    kind = models.CharField(_("kind"), max_length=30)
    item_pk = models.PositiveBigIntegerField(_("key of the item"))
    #: Keys of terms with those above them, by facet: ``{"province": ["NL-FL"], ...}``.
    facets = models.JSONField(_("classification"), default=dict)
    national = models.BooleanField(_("national"), default=False)
    #: The first day it counted so, and the first day it did not any more; None while it does.
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    #: Higher than that of every row written before: who has read up to here is up to date.
    version = models.PositiveBigIntegerField(_("version"), db_index=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the ledger")
        verbose_name_plural = _("entries of the ledger")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "item_pk"],
                condition=models.Q(until__isnull=True),
                name="one_open_entry_per_item",
            ),
            models.UniqueConstraint(
                fields=["kind", "item_pk", "since"], name="one_entry_per_item_and_day"
            ),
        ]
        indexes = [
            models.Index(fields=["since", "until"], name="entry_days"),
            # Partial, so that no database takes it for what is standing, which is nearly everything.
            models.Index(
                fields=["until", "since"],
                condition=models.Q(until__isnull=False),
                name="entry_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.item_pk} {self.since}"
