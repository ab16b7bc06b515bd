from django.db import models
from django.utils.translation import gettext_lazy as _


class OverlapRun(models.Model):
    """One time that the whole catalogue was compared, so that what was stopped goes on there.

    ``stamp`` says of which vocabulary the profiles were made that it started with.
    """

    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    stamp = models.CharField(max_length=32, blank=True)
    #: The last form of which all items were compared; forms are taken by name.
    done_to = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("comparison of the whole catalogue")
        verbose_name_plural = _("comparisons of the whole catalogue")

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"
