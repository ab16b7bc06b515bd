"""What was done about items that nobody confirmed, and the mails that tell of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models.outgoing import OutgoingMail


class FreshnessStep(models.Model):
    """One step on the way of one item, from asking to offline; each is taken once.

    `since` is the day from which this way counts: that of the last confirmation or of the first
    publication. A confirmation moves it on, and so begins a new way. The unique constraint is
    what lets two processes at once take a step only once.
    """

    class Step(models.TextChoices):
        """In the order in which they are taken."""

        ASKED = "asked", _("asked to confirm")
        REMINDED = "reminded", _("reminded")
        REMINDED_AGAIN = "reminded_again", _("reminded again")
        MARKED = "marked", _("told that readers see that it was not confirmed")
        ARCHIVED = "archived", _("taken offline")

    kind = models.CharField(max_length=40)
    item_pk = models.BigIntegerField()
    since = models.DateField()
    step = models.CharField(max_length=20, choices=Step.choices)
    #: The day it was taken, or taken again because nobody could be told.
    day = models.DateField()
    #: How many people were told by mail.
    told = models.PositiveIntegerField(default=0)
    #: For what was taken offline: the version that readers saw.
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("step for an item that nobody confirmed")
        verbose_name_plural = _("steps for items that nobody confirmed")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "item_pk", "since", "step"], name="freshness_step_taken_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.item_pk}: {self.get_step_display()} ({self.day})"


class FreshnessMail(OutgoingMail):
    """One mail to one address about all that happened to its items; at most one a day.

    It is written down together with the steps it tells of, and sent afterwards.
    """

    day = models.DateField()
    steps = models.ManyToManyField(FreshnessStep, related_name="mails")

    class Meta:
        verbose_name = _("mail about items to confirm")
        verbose_name_plural = _("mails about items to confirm")
        constraints = [
            models.UniqueConstraint(
                fields=["address", "day"], name="freshness_mail_once_a_day_per_address"
            )
        ]

    def __str__(self) -> str:
        return f"{self.address} ({self.day})"
