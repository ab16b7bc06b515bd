from django.db import models
from django.utils.translation import gettext_lazy as _


class LaunchRecord(models.Model):
    """What launch content last said about one row, field by field.

    A later load changes a field only while the row still holds the value remembered here;
    what a curator changed since stays. A record whose row is gone was deleted by a curator.
    """

    kind = models.CharField(_("kind"), max_length=30)
    ref = models.CharField(_("identifier"), max_length=120)
    object_id = models.BigIntegerField(_("row"))
    values = models.JSONField(_("last loaded values"), default=dict)
    loaded_at = models.DateTimeField(_("loaded"), auto_now=True)

    class Meta:
        ordering = ["kind", "ref"]
        verbose_name = _("loaded record")
        verbose_name_plural = _("loaded records")
        constraints = [
            models.UniqueConstraint(fields=["kind", "ref"], name="one_launch_record_per_ref"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.ref}"
