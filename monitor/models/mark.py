from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taxonomy.models import Region

MOST_TEXT = 500


class MarkedMeanwhileError(Exception):
    """A colleague of the same region said something of the gap since the page was shown."""


class GapMarkQuerySet(models.QuerySet):
    def about(self, one: tuple[str, str], other: tuple[str, str]) -> Self:
        """The marks of a cell, whichever of its terms stands in the rows."""
        first, second = sorted((one, other))
        return self.filter(
            first_facet=first[0],
            first_term=first[1],
            second_facet=second[0],
            second_term=second[1],
        )

    def between(self, facets: tuple[str, str]) -> Self:
        """The marks of all cells of two vocabularies."""
        first, second = sorted(facets)
        return self.filter(first_facet=first, second_facet=second)


class GapMark(models.Model):
    """What the manager of a region says of a gap: on purpose, in preparation, or wanted.

    A gap is two terms of two vocabularies, kept in the order of their facets, so that a map
    with its rows and columns exchanged has the same marks.
    """

    class Kind(models.TextChoices):
        ON_PURPOSE = "on-purpose", _("on purpose")
        IN_PREPARATION = "in-preparation", _("in preparation")
        WANTED = "wanted", _("wanted")

    region = models.ForeignKey(
        Region, verbose_name=_("region"), on_delete=models.CASCADE, related_name="gap_marks"
    )
    first_facet = models.CharField(_("first vocabulary"), max_length=30)
    first_term = models.CharField(_("first term"), max_length=80)
    second_facet = models.CharField(_("second vocabulary"), max_length=30)
    second_term = models.CharField(_("second term"), max_length=80)
    kind = models.CharField(_("what it is"), max_length=15, choices=Kind.choices)
    text = models.TextField(_("why or what"), max_length=MOST_TEXT, blank=True)
    by = models.CharField(
        _("by whom"),
        max_length=200,
        blank=True,
        help_text=_("An organisation or a role, not the name of a person."),
    )
    until = models.DateField(_("until"), null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = GapMarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("mark of a gap")
        verbose_name_plural = _("marks of gaps")
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "first_facet", "first_term", "second_facet", "second_term"],
                name="one_mark_per_gap_and_region",
            ),
            models.CheckConstraint(
                name="gap_mark_in_preparation_has_end",
                condition=~Q(kind="in-preparation") | Q(until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region}: {self.first_term} × {self.second_term}"

    def clean(self) -> None:
        super().clean()
        missing = {}
        if self.kind == self.Kind.ON_PURPOSE and not self.text.strip():
            missing["text"] = _("Say why your region leaves this out on purpose.")
        if self.kind == self.Kind.IN_PREPARATION:
            if not self.by.strip():
                missing["by"] = _("Say who prepares it: an organisation or a role.")
            if self.until is None:
                missing["until"] = _("Say until when; after that day we ask again.")
        if missing:
            raise ValidationError(missing)

    @property
    def cell(self) -> dict[str, str]:
        """The two terms by their facet."""
        return {self.first_facet: self.first_term, self.second_facet: self.second_term}

    @property
    def version(self) -> str:
        """Another one after every change."""
        return f"{self.pk}:{self.changed_at.isoformat()}"

    @property
    def is_overdue(self) -> bool:
        """Whether its last day is past: it asks for attention, and the gap counts again."""
        return self.until is not None and self.until < timezone.localdate()

    def put(self, one: tuple[str, str], other: tuple[str, str]) -> None:
        """Make it about these two terms."""
        first, second = sorted((one, other))
        self.first_facet, self.first_term = first
        self.second_facet, self.second_term = second

    @property
    def settles(self) -> bool:
        """Whether the gap needs nobody now: left on purpose, or being filled in time."""
        return self.kind != self.Kind.WANTED and not self.is_overdue
