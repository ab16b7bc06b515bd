from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DraftLinkQuerySet(models.QuerySet):
    def of(self, item: models.Model) -> Self:
        """The links to one item."""
        return self.filter(kind=item.kind, item_pk=item.pk)  # type: ignore[attr-defined]

    def open(self, now: datetime | None = None) -> Self:
        """Those that still work."""
        return self.filter(withdrawn_at__isnull=True, expires_at__gt=now or timezone.now())


class DraftLink(models.Model):
    """A secret link to a draft: whoever has it can read the draft, and nothing else.

    The address is signed by this site (`organisations.contributing.sharing`), so that reading this
    table is not enough to follow a link.
    """

    kind = models.CharField(max_length=40)
    item_pk = models.BigIntegerField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("works until"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    objects = DraftLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to a draft")
        verbose_name_plural = _("links to drafts")
        indexes = [models.Index(fields=["kind", "item_pk"], name="draft_link_of_item")]

    def __str__(self) -> str:
        return f"{self.kind} {self.item_pk} ({self.expires_at:%Y-%m-%d})"
