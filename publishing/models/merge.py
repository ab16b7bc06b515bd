"""Which item took the place of which, and everything needed to take that back."""

from typing import Any, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MergeQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Those that nobody took back."""
        return self.filter(undone_at__isnull=True)


class Merge(models.Model):
    """One item was absorbed by another of the same kind, which was kept.

    The absorbed item stays in the database, offline; its addresses lead to the kept one for as
    long as the merge stands. The titles are those of the moment, so that a list can name what was
    deleted since. `record` is written and read by `publishing.merging` only. The unique
    constraint is what lets two people at once absorb an item only once.
    """

    kind = models.CharField(max_length=40)
    kept_pk = models.BigIntegerField()
    absorbed_pk = models.BigIntegerField()
    kept_title = models.CharField(_("kept"), max_length=200)
    absorbed_title = models.CharField(_("absorbed"), max_length=200)
    record: Any = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    made_at = models.DateTimeField(_("merged on"), auto_now_add=True, db_index=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("merged by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    undone_at = models.DateTimeField(_("taken back on"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken back by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge of two items")
        verbose_name_plural = _("merges of two items")
        indexes = [models.Index(fields=["kind", "kept_pk"], name="merge_kept")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "absorbed_pk"],
                condition=Q(undone_at__isnull=True),
                name="absorbed_once",
            ),
            models.CheckConstraint(
                name="merge_of_two", condition=~Q(kept_pk=models.F("absorbed_pk"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.absorbed_pk} -> {self.kept_pk}"
