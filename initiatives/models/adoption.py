"""What a region does with a practice, from the first interest to the day it stops."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models.initiative import Initiative
from initiatives.models.practice import Practice
from taxonomy.localised import LocalisedFieldsMixin
from taxonomy.models import Region


class AdoptionQuerySet(models.QuerySet):
    def for_page(self) -> Self:
        """With everything a page tells of adoptions, in a fixed number of queries."""
        return self.select_related("region", "initiative", "practice").prefetch_related(
            "region__provinces", "steps", "figures"
        )

    def active(self) -> Self:
        """Those of regions that work on it or have it: such a practice counts in their provinces."""
        return self.filter(state__in=Adoption.ACTIVE)

    def of_live(self) -> Self:
        """Those of practices that visitors may see."""
        return self.filter(practice__live=True)


class Adoption(LocalisedFieldsMixin, models.Model):
    """What one region does with one practice.

    `state` is that of the last of its `steps`. A region that stopped keeps its row, so that others
    can read why. `initiative` is what came of it there: the link is kept here and not with the
    initiative, so that no version of the initiative can lose it. `told_by` names a document when
    no region told this itself. `confirmed_on` is the day on which the region last said so.
    """

    class State(models.TextChoices):
        INTERESTED = "interested", _("interested")
        PREPARING = "preparing", _("preparing")
        PILOTING = "piloting", _("piloting")
        RUNNING = "running", _("running")
        STOPPED = "stopped", _("stopped")

    #: A practice counts in the provinces of a region that is so far with it.
    ACTIVE = (State.PREPARING, State.PILOTING, State.RUNNING)

    practice = models.ForeignKey(
        Practice, verbose_name=_("practice"), on_delete=models.CASCADE, related_name="adoptions"
    )
    region = models.ForeignKey(
        Region, verbose_name=_("region"), on_delete=models.PROTECT, related_name="adoptions"
    )
    state = models.CharField(_("state"), max_length=20, choices=State.choices)
    adaptation = models.TextField(_("what this region changed"), blank=True)
    adaptation_en = models.TextField(_("what this region changed (English)"), blank=True)
    results = models.TextField(_("results"), blank=True)
    results_en = models.TextField(_("results (English)"), blank=True)
    contact_name = models.CharField(
        _("contact"),
        max_length=200,
        blank=True,
        help_text=_("A role or department, not a private person."),
    )
    contact_email = models.EmailField(_("e-mail address of the contact"), blank=True)
    initiative = models.ForeignKey(
        Initiative,
        verbose_name=_("initiative that came of it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="adoptions",
    )
    told_by = models.CharField(_("source"), max_length=300, blank=True, editable=False)
    told_by_en = models.CharField(_("source (English)"), max_length=300, blank=True, editable=False)
    confirmed_on = models.DateField(_("last confirmed"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("adoption of a practice")
        verbose_name_plural = _("adoptions of practices")
        ordering = ["region__sort_order", "region__label", "pk"]
        constraints = [
            models.UniqueConstraint(name="adoption_once_per_region", fields=["practice", "region"]),
        ]

    def __str__(self) -> str:
        return f"{self.practice}, {self.region}: {self.get_state_display()}"

    @property
    def is_active(self) -> bool:
        """Whether the practice counts in the provinces of this region because of it."""
        return self.state in self.ACTIVE


class AdoptionStep(LocalisedFieldsMixin, models.Model):
    """One step on the way of a region with a practice; in the order in which they were told.

    `day` is when it was so, None when nobody knows. `why` is there when a region stopped or
    went back. `recorded_by` is for curators, never for readers. `confirmed_before` is when the
    adoption was confirmed before this step, for who takes the step back.
    """

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(_("state"), max_length=20, choices=Adoption.State.choices)
    day = models.DateField(_("since"), null=True, blank=True)
    why = models.TextField(_("why"), blank=True)
    why_en = models.TextField(_("why (English)"), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    confirmed_before = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("step of an adoption")
        verbose_name_plural = _("steps of adoptions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.get_state_display())


class AdoptionFigure(LocalisedFieldsMixin, models.Model):
    """A result in a figure; regions that use the same words stand side by side."""

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="figures")
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    label = models.CharField(_("what it says"), max_length=200)
    label_en = models.CharField(_("what it says (English)"), max_length=200, blank=True)
    value = models.CharField(_("figure"), max_length=100)
    value_en = models.CharField(_("figure (English)"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("figure of an adoption")
        verbose_name_plural = _("figures of adoptions")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"
