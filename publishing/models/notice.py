"""What is to be told to somebody by mail, and the mails that tell it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from publishing.models.outgoing import OutgoingMail


class NoticeMail(OutgoingMail):
    """One mail to one person: a single notice that goes at once, or all of a day.

    `day` is that of a bundle, and empty for what goes at once. `user` is the account it goes to;
    the mail is removed with it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="notice_mails"
    )
    #: In which language whoever told it thinks the reader reads; empty when that is not known.
    language = models.CharField(max_length=2, blank=True)
    day = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("mail with notices")
        verbose_name_plural = _("mails with notices")
        constraints = [
            models.UniqueConstraint(
                fields=["address", "day"],
                condition=Q(day__isnull=False),
                name="notice_mail_once_a_day_per_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.address} ({self.day or self.created_at})"


class Notice(models.Model):
    """One thing to tell. `name` is that of its templates, `context` what they show."""

    mail = models.ForeignKey(NoticeMail, on_delete=models.CASCADE, related_name="notices")
    name = models.CharField(max_length=60)
    context = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def __str__(self) -> str:
        return f"{self.name} ({self.mail})"
