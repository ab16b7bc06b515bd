from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.key_facts import offer_facts
from initiatives.models.initiative import Initiative
from initiatives.models.phase import Phase
from initiatives.structured_data import offer_data
from organisations.models import Owned
from publishing.key_facts import KeyFact
from publishing.models import Publication
from taxonomy.models import Form

_INHERITED_COLLECTIONS = ("provinces", "target_groups", "action_lines", "development_paths")


class Offer(Owned, Publication):
    """Something concrete a person or company can use now: course, voucher, coach, teaching pack.

    Described the way Open Referral HSDS describes a service and schema.org a Course: what, for
    whom, where, cost and who pays, level, duration, form, start and how to apply. What it lacks
    in classification it takes from its initiative (`classification`).
    """

    kind = "offer"
    url_namespace = "initiatives"
    page_relations = ("owner", "form", "initiative", "initiative__scale")
    page_collections = (
        "organisations",
        *(f"initiative__{name}" for name in _INHERITED_COLLECTIONS),
    )

    merged_together = (
        *Publication.merged_together,
        ("cost", "cost_amount"),
        ("duration_value", "duration_unit"),
        ("available_from", "available_until"),
    )

    #: What an offer without a value of its own takes from its initiative.
    INHERITED_FIELDS = (*_INHERITED_COLLECTIONS, "scale")

    class Mode(models.TextChoices):
        ON_SITE = "on-site", _("at a place")
        ONLINE = "online", _("online")
        HYBRID = "hybrid", _("at a place and online")

    class Workload(models.TextChoices):
        FULL_TIME = "full-time", _("full-time")
        PART_TIME = "part-time", _("part-time")
        WORK_AND_LEARN = "work-and-learn", _("working and learning")

    class Cost(models.TextChoices):
        FREE = "free", _("free")
        FUNDED = "funded", _("paid in part by somebody else")
        PAID = "paid", _("paid")

    class DurationUnit(models.TextChoices):
        HOUR = "hour", _("hours")
        DAY = "day", _("days")
        WEEK = "week", _("weeks")
        MONTH = "month", _("months")
        YEAR = "year", _("years")

    class Start(models.TextChoices):
        ALWAYS = "always", _("at any moment")
        FIXED = "fixed", _("on fixed dates")
        ON_REQUEST = "on-request", _("on request")

    initiative = models.ForeignKey(
        Initiative,
        verbose_name=_("initiative"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="offers",
        help_text=_("What this belongs to. A missing classification is taken from it."),
    )
    form = models.ForeignKey(
        Form,
        verbose_name=_("form"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="offers",
    )
    phase = models.CharField(
        _("phase"), max_length=20, choices=Phase.choices, default=Phase.RUNNING
    )
    conditions = models.TextField(
        _("conditions"), blank=True, help_text=_("Who can use this, and who cannot.")
    )
    conditions_en = models.TextField(_("conditions (English)"), blank=True)
    mode = models.CharField(
        _("where people take part"), max_length=10, choices=Mode.choices, blank=True
    )
    place = models.CharField(
        _("place"), max_length=300, blank=True, help_text=_("Building, street and town.")
    )
    cost = models.CharField(_("cost"), max_length=10, choices=Cost.choices, blank=True)
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
    paid_by = models.CharField(_("who pays"), max_length=300, blank=True)
    paid_by_en = models.CharField(_("who pays (English)"), max_length=300, blank=True)
    level = models.PositiveSmallIntegerField(
        _("level (NLQF)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(8)],
        help_text=_("1 to 8; mbo 2 is level 2, hbo bachelor is level 6."),
    )
    level_note = models.CharField(_("level in words"), max_length=100, blank=True)
    level_note_en = models.CharField(_("level in words (English)"), max_length=100, blank=True)
    duration_value = models.DecimalField(
        _("duration"),
        max_digits=6,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    duration_unit = models.CharField(
        _("unit of the duration"), max_length=10, choices=DurationUnit.choices, blank=True
    )
    duration_note = models.CharField(_("about the duration"), max_length=200, blank=True)
    duration_note_en = models.CharField(
        _("about the duration (English)"), max_length=200, blank=True
    )
    workload = models.CharField(_("workload"), max_length=20, choices=Workload.choices, blank=True)
    start = models.CharField(_("start"), max_length=12, choices=Start.choices, blank=True)
    start_note = models.CharField(_("about the start"), max_length=200, blank=True)
    start_note_en = models.CharField(_("about the start (English)"), max_length=200, blank=True)
    available_from = models.DateField(_("available from"), null=True, blank=True)
    available_until = models.DateField(
        _("available until"),
        null=True,
        blank=True,
        help_text=_("After this day it counts as ended."),
    )
    how_to_apply = models.TextField(_("how to apply"), blank=True)
    how_to_apply_en = models.TextField(_("how to apply (English)"), blank=True)
    apply_url = models.URLField(_("address to apply at"), max_length=500, blank=True)

    class Meta(Publication.Meta):
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints = [
            models.CheckConstraint(
                name="offer_available_until_not_before_from",
                condition=Q(available_from__isnull=True)
                | Q(available_until__isnull=True)
                | Q(available_until__gte=F("available_from")),
                violation_error_message=_("The last day cannot be before the first."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if (self.duration_value is None) != (not self.duration_unit):
            raise ValidationError(
                {"duration_unit": _("Give the duration as a number and a unit, or neither.")}
            )
        if self.cost == self.Cost.FREE and self.cost_amount:
            raise ValidationError({"cost_amount": _("Something free has no amount.")})

    def has_ended(self, today: date | None = None) -> bool:
        """Whether its last day, or its phase, says that nobody can use it any more."""
        if self.phase == Phase.ENDED:
            return True
        return self.available_until is not None and self.available_until < (
            today or timezone.localdate()
        )

    def inherits(self, field: str) -> bool:
        """Whether this part of the classification comes from the initiative."""
        return self._lacks(field) and bool(self.classification(field))

    def classification(self, field: str) -> Any:
        """Its own classification, or for what it lacks its initiative's (design section 4)."""
        source: Any = self.initiative if self._lacks(field) else super()
        return source.classification(field)

    def _lacks(self, field: str) -> bool:
        inheritable = self.initiative is not None and field in self.INHERITED_FIELDS
        return inheritable and not super().classification(field)

    @property
    def is_national(self) -> bool:
        """National by its scale; and, when it says nothing of where or under what, by default."""
        scale = self.classification("scale")
        if scale is not None:
            return scale.ref == scale.NATIONAL
        return self.initiative is None and not self.classification("provinces")

    def key_facts(self) -> list[KeyFact]:
        return offer_facts(self)

    def structured_data(self) -> dict[str, Any]:
        return super().structured_data() | offer_data(self)
