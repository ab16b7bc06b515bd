from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.organisation import Organisation


class MailDomain(models.Model):
    """Says that whoever has a verified address at a domain works for an organisation."""

    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        related_name="mail_domains",
        on_delete=models.CASCADE,
    )
    domain = models.CharField(_("mail domain"), max_length=253)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        null=True,
        related_name="+",
        on_delete=models.SET_NULL,
    )
    confirmed_at = models.DateTimeField(_("confirmed"), auto_now_add=True)

    class Meta:
        verbose_name = _("mail domain")
        verbose_name_plural = _("mail domains")
        ordering = ["domain"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "domain"], name="mail_domain_once_per_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.domain} ({self.organisation})"
