"""What is kept to find doubles fast, and what people said about them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from taxonomy.models import Region


class DuplicateProfile(models.Model):
    """One item as the engine compares it, so that a hundred are read in one query.

    ``kind`` and ``object_id`` say which item; ``data`` is its description. It follows from the
    item and can be made again at any time.
    """

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    live = models.BooleanField(default=False)
    region = models.ForeignKey(Region, null=True, on_delete=models.SET_NULL, related_name="+")
    data = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("description for finding doubles")
        verbose_name_plural = _("descriptions for finding doubles")
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="one_profile_per_item"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class DuplicateKey(models.Model):
    """One way to find a profile again: a word pair, a web address, an abbreviation, as a number."""

    profile = models.ForeignKey(DuplicateProfile, on_delete=models.CASCADE, related_name="keys")
    key = models.BigIntegerField()

    class Meta:
        verbose_name = _("key for finding doubles")
        verbose_name_plural = _("keys for finding doubles")
        indexes = [models.Index(fields=["key", "profile"], name="duplicate_key_lookup")]

    def __str__(self) -> str:
        return str(self.key)
