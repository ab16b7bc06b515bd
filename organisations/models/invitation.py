from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.membership import Membership
from organisations.models.organisation import Organisation


class InvitationQuerySet(models.QuerySet):
    def open(self, now: datetime) -> Self:
        """Those that can still be accepted at `now`."""
        return self.filter(
            accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now
        ).order_by("created_at", "pk")


class Invitation(models.Model):
    """Asks somebody by mail to work for an organisation here.

    Of the secret in the link only a fingerprint is kept: who reads the database cannot use it.
    The address is bound: only an account that has verified it can accept.
    """

    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        related_name="invitations",
        on_delete=models.CASCADE,
    )
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(
        _("role"),
        max_length=10,
        choices=Membership.Role.choices,
        default=Membership.Role.MEMBER,
    )
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        null=True,
        related_name="+",
        on_delete=models.SET_NULL,
    )
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    expires_at = models.DateTimeField(_("works until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        indexes = [models.Index(fields=["email"], name="invitation_email")]

    def __str__(self) -> str:
        # Without the address: the label of a log entry outlives an invitation.
        return f"{self._meta.verbose_name}: {self.organisation}"
