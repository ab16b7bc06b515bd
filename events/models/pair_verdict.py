from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from events.models.event import Event


class PairVerdict(models.Model):
    """What somebody said about two events that overlap or look alike, so that nobody asks again.

    The event with the smaller key stands first.
    """

    class Verdict(models.TextChoices):
        INTENDED = "intended", _("known and intended")
        SAME = "same", _("the same event")
        JOINT = "joint", _("belong together")
        UNRELATED = "unrelated", _("nothing to do with each other")

    first = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices)
    note = models.CharField(_("note"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("verdict on two events")
        verbose_name_plural = _("verdicts on two events")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_verdict_per_pair"),
            models.CheckConstraint(name="pair_in_order", condition=Q(first__lt=F("second"))),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}: {self.get_verdict_display()}"
