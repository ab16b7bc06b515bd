from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisations.models.organisation import Organisation

WORDS_MAX = 1000


class JoinRequestQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """Those on which nobody has decided, what has waited longest first."""
        return self.filter(state=JoinRequest.State.WAITING).order_by("created_at", "pk")


class JoinRequest(models.Model):
    """Somebody wants to work for an organisation here.

    Whoever asks to join becomes a member. Whoever claims a profile that nobody looks after becomes
    its owner, which is for the region's manager to decide.
    """

    class Purpose(models.TextChoices):
        JOIN = "join", _("join")
        CLAIM = "claim", _("look after the profile")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        related_name="join_requests",
        on_delete=models.CASCADE,
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        related_name="join_requests",
        on_delete=models.CASCADE,
    )
    purpose = models.CharField(
        _("purpose"), max_length=10, choices=Purpose.choices, default=Purpose.JOIN
    )
    words = models.TextField(_("in their own words"), max_length=WORDS_MAX, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    reason = models.TextField(_("reason of the refusal"), max_length=WORDS_MAX, blank=True)
    created_at = models.DateTimeField(_("asked"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        related_name="+",
        on_delete=models.SET_NULL,
    )

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=Q(state="waiting"),
                name="one_waiting_request_per_organisation",
            ),
        ]

    def __str__(self) -> str:
        # Without the person: the label of a log entry outlives an account.
        return f"{self.get_purpose_display()}: {self.organisation}"
