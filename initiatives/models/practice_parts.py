"""What a practice has several of: results, conditions and material, in the order of its author."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from initiatives.models.practice import Practice
from taxonomy.localised import LocalisedFieldsMixin

CONDITION_MAX = 250


class PracticeResult(LocalisedFieldsMixin, Orderable):
    """A figure that came of a practice, and who says so, to lay beside those of others."""

    practice = ParentalKey(Practice, related_name="results", on_delete=models.CASCADE)
    label = models.CharField(
        _("what was counted"),
        max_length=200,
        help_text=_("For example “participants with a job within a year”."),
    )
    label_en = models.CharField(_("what was counted (English)"), max_length=200, blank=True)
    value = models.CharField(
        _("figure"), max_length=100, help_text=_("For example “96 of 120” or “more than 90%”.")
    )
    value_en = models.CharField(_("figure (English)"), max_length=100, blank=True)
    source = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("Where the figure comes from: a report, a count of your own, a year."),
    )
    source_en = models.CharField(_("source (English)"), max_length=300, blank=True)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("result")
        verbose_name_plural = _("results in figures")

    def __str__(self) -> str:
        source = f" ({self.source})" if self.source else ""
        return f"{self.label}: {self.value}{source}"


class PracticeCondition(LocalisedFieldsMixin, Orderable):
    """Something that has to be there before a region can do the same."""

    class Kind(models.TextChoices):
        PARTNER = "partner", _("partner")
        MONEY = "money", _("money")
        PEOPLE = "people", _("people")
        LAW = "law", _("rules and law")
        SCALE = "scale", _("scale")
        OTHER = "other", _("other")

    practice = ParentalKey(Practice, related_name="conditions", on_delete=models.CASCADE)
    condition = models.CharField(
        _("condition"),
        max_length=CONDITION_MAX,
        help_text=_("One thing, so short that a region can say yes or no to it."),
    )
    condition_en = models.CharField(_("condition (English)"), max_length=CONDITION_MAX, blank=True)
    kind = models.CharField(_("about"), max_length=10, choices=Kind.choices, default=Kind.OTHER)
    is_required = models.BooleanField(
        _("it cannot do without"),
        default=True,
        help_text=_("Untick what only helps."),
    )

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("condition")
        verbose_name_plural = _("conditions to repeat it")

    def __str__(self) -> str:
        helps = "" if self.is_required else f" ({_('helps')})"
        return f"{self.get_kind_display()}: {self.condition}{helps}"


class PracticeMaterial(LocalisedFieldsMixin, Orderable):
    """Something to read or use that is kept elsewhere."""

    practice = ParentalKey(Practice, related_name="materials", on_delete=models.CASCADE)
    title = models.CharField(
        _("what it is"), max_length=200, help_text=_("For example “Handbook for coaches (pdf)”.")
    )
    title_en = models.CharField(_("what it is (English)"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=500)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("material")
        verbose_name_plural = _("material")

    def __str__(self) -> str:
        return f"{self.title} ({self.url})"
