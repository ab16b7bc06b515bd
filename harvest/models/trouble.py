from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harvest.models.source import Source


class Trouble(models.Model):
    """That something is wrong with a source, from when to when, and who heard of it.

    `code` is a word for what is wrong. The owner is told first, a manager when it lasts; each of
    them once, and once more when it works again.
    """

    source = models.ForeignKey(Source, related_name="troubles", on_delete=models.CASCADE)
    code = models.CharField(max_length=40)
    began_at = models.DateTimeField(_("began"))
    owner_told_at = models.DateTimeField(_("owner told"), null=True, blank=True)
    manager_told_at = models.DateTimeField(_("manager told"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("trouble of a source")
        verbose_name_plural = _("troubles of sources")
        ordering = ["-began_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "code"],
                condition=Q(ended_at__isnull=True),
                name="one_open_trouble",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.code}"
