from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models.practice import Practice
from initiatives.models.practice_parts import CONDITION_MAX
from taxonomy.models import Region


class FitAnswer(models.Model):
    """What a region says to one condition of a practice.

    It holds the condition as it was asked and not the row it stands in: those rows are written
    anew with every version of a practice, by a reload and by a spreadsheet, and an answer has to
    outlive that. `initiatives.fit.matching` finds the condition back.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        PARTLY = "partly", _("partly")
        NO = "no", _("no")
        UNKNOWN = "unknown", _("not known")

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="fit_answers")
    condition = models.CharField(_("condition as it was asked"), max_length=CONDITION_MAX)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="fit_answers")
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices)
    note = models.TextField(_("note"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("answered by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("answered"))

    class Meta:
        ordering = ["practice", "region", "pk"]
        verbose_name = _("answer of a region")
        verbose_name_plural = _("answers of regions")
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "region", "condition"], name="fit_answer_one_per_condition"
            )
        ]

    def __str__(self) -> str:
        return f"{self.region}: {self.get_answer_display()} ({self.condition})"
