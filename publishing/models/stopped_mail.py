from django.db import models
from django.utils.translation import gettext_lazy as _


class StoppedMail(models.Model):
    """An address, in lower case, whose owner does not want the daily mail with notices any more."""

    address = models.EmailField(unique=True)
    stopped_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("stopped daily mail")
        verbose_name_plural = _("stopped daily mails")

    def __str__(self) -> str:
        return self.address
