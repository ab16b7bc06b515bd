from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from taxonomy.models.geography import Region
from taxonomy.models.term import Term
from taxonomy.querysets import ActionLineQuerySet, TermQuerySet


class ActionLine(Term, ClusterableModel):
    """A national line (A to E) or a line of one region's own plan.

    A regional line maps to the national lines it works on, so that whatever counts
    under it counts under those as well.
    """

    parameter = "action_line"

    class Kind(models.TextChoices):
        NATIONAL = "national", _("national line")
        REGIONAL = "regional", _("line of a regional plan")

    class Urgency(models.TextChoices):
        URGENT = "urgent", _("urgent")
        IMPORTANT = "important", _("important")
        NATIONAL_REGIONAL = "national-regional", _("national and regional together")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.NATIONAL)
    letter = models.CharField(_("letter"), max_length=1, blank=True)
    region = models.ForeignKey(
        Region,
        verbose_name=_("region"),
        related_name="action_lines",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
    )
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    urgency = models.CharField(_("urgency"), max_length=20, choices=Urgency.choices, blank=True)
    maps_to = ParentalManyToManyField(
        "self",
        verbose_name=_("national lines"),
        symmetrical=False,
        blank=True,
        related_name="regional_lines",
        limit_choices_to={"kind": Kind.NATIONAL},
    )
    focus = models.TextField(_("focus or steps"), blank=True, help_text=_("One line each."))
    focus_en = models.TextField(_("focus or steps (English)"), blank=True)
    goal = models.TextField(_("picture of 2030"), blank=True)
    goal_en = models.TextField(_("picture of 2030 (English)"), blank=True)
    bottleneck = models.TextField(_("problem it solves"), blank=True)
    bottleneck_en = models.TextField(_("problem it solves (English)"), blank=True)
    expected_results = models.TextField(
        _("expected results"), blank=True, help_text=_("One line each.")
    )
    expected_results_en = models.TextField(_("expected results (English)"), blank=True)
    cofinancing = models.TextField(_("co-financing"), blank=True, help_text=_("One line each."))
    cofinancing_en = models.TextField(_("co-financing (English)"), blank=True)

    objects = ActionLineQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Term.Meta):
        verbose_name = _("action line")
        verbose_name_plural = _("action lines")
        constraints = [
            # A line is either one of the five, with a letter, or belongs to a region's plan.
            models.CheckConstraint(
                name="action_line_letter_or_region",
                condition=(Q(kind="national", region__isnull=True) & ~Q(letter=""))
                | Q(kind="regional", region__isnull=False, letter=""),
                violation_error_message=_(
                    "A national line has a letter and no region; a regional line has a region "
                    "and no letter."
                ),
            ),
        ]

    @property
    def is_national(self) -> bool:
        return self.kind == self.Kind.NATIONAL

    @property
    def budget_total(self) -> Decimal:
        """The sum of the yearly budgets, in thousands of euros."""
        return sum((year.thousand_euros for year in self.budget_years.all()), Decimal(0))


class BudgetYear(models.Model):
    """What a regional line may spend in one year, in thousands of euros."""

    action_line = ParentalKey(ActionLine, related_name="budget_years", on_delete=models.CASCADE)
    year = models.PositiveSmallIntegerField(_("year"))
    thousand_euros = models.DecimalField(_("thousands of euros"), max_digits=9, decimal_places=1)

    class Meta:
        ordering = ["year"]
        verbose_name = _("budget of a year")
        verbose_name_plural = _("budget by year")
        constraints = [
            models.UniqueConstraint(
                fields=["action_line", "year"], name="one_budget_per_line_and_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.thousand_euros}"


class Action(Term, ClusterableModel):
    """One of the joint national actions; each serves one or more national lines."""

    parameter = "action"

    number = models.PositiveSmallIntegerField(_("number"))
    action_lines = ParentalManyToManyField(
        ActionLine, verbose_name=_("action lines"), blank=True, related_name="actions"
    )

    objects = TermQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Term.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")
