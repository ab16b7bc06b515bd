"""Who follows a practice, what there is to tell them, and the mails that tell it."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.models.adoption import AdoptionStep
from initiatives.models.practice import Practice
from publishing.models.outgoing import OutgoingMail

#: An address of which nobody said by the link in the mail that it is theirs goes after so long.
UNCONFIRMED_KEPT = timedelta(days=7)


class FollowingQuerySet(models.QuerySet):
    def confirmed(self) -> Self:
        """Those of people who said by their mailbox or their account that they want it."""
        return self.filter(confirmed_at__isnull=False)

    def forgotten(self) -> Self:
        """Addresses that nobody confirmed in time."""
        return self.filter(
            confirmed_at__isnull=True, created_at__lt=timezone.now() - UNCONFIRMED_KEPT
        )

    def of_person(self, user: Any, addresses: Collection[str] = ()) -> Self:
        """What an account follows, also by an address of which it is known to be theirs."""
        return self.filter(Q(user=user) | Q(email__in=[one.lower() for one in addresses]))


class Following(models.Model):
    """Somebody wants to hear of one practice: an account, or no more than a bare address.

    `email` is in lower case, and empty for an account, whose own address may change.
    """

    practice = models.ForeignKey(
        Practice, verbose_name=_("practice"), on_delete=models.CASCADE, related_name="followings"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="followings",
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=2, default="nl")
    created_at = models.DateTimeField(_("asked"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    objects = FollowingQuerySet.as_manager()

    class Meta:
        verbose_name = _("followed practice")
        verbose_name_plural = _("followed practices")
        constraints = [
            models.UniqueConstraint(
                name="following_once_per_account",
                fields=["practice", "user"],
                condition=Q(user__isnull=False),
            ),
            models.UniqueConstraint(
                name="following_once_per_address",
                fields=["practice", "email"],
                condition=~Q(email=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.practice)

    @property
    def address(self) -> str:
        """Where its mails go; empty when the account was switched off."""
        if self.user is None:
            return self.email
        return self.user.email if self.user.is_active else ""


class PracticeNews(models.Model):
    """Something that followers of a practice are told: a step of a region, or a new version of it.

    Without `step` the practice itself was published anew. It says nothing of whoever did it.
    """

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="news")
    step = models.ForeignKey(
        AdoptionStep, null=True, blank=True, on_delete=models.CASCADE, related_name="news"
    )
    at = models.DateTimeField(default=timezone.now, db_index=True)
    #: When the mails that tell it were written down.
    spread_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("news of a practice")
        verbose_name_plural = _("news of practices")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.practice_id}: {self.at:%Y-%m-%d}"


class FollowMail(OutgoingMail):
    """One mail of one day to one follower of one practice; that is what its link stops."""

    following = models.ForeignKey(Following, on_delete=models.CASCADE, related_name="mails")
    day = models.DateField()
    news = models.ManyToManyField(PracticeNews, related_name="mails")

    class Meta:
        verbose_name = _("mail to a follower")
        verbose_name_plural = _("mails to followers")
        constraints = [
            models.UniqueConstraint(name="follow_mail_once_a_day", fields=["following", "day"])
        ]

    def __str__(self) -> str:
        return f"{self.following_id}: {self.day}"
