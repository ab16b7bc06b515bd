from typing import Self
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

#: A process that missed more writes than these reads the ledger from the beginning.
STAMPS_KEPT = 300


class LedgerState(models.Model):
    """One row: how far the ledger has been written.

    Changed under the lock of the drain, or in the transaction in which terms are merged.
    """

    #: Counts the writes; every row of the ledger has that of the write that changed it last.
    version = models.PositiveBigIntegerField(default=0)
    #: Of the last write, made by chance: no other state of the ledger has the same.
    stamp = models.CharField(max_length=8, blank=True)
    #: The stamps of the last writes, the newest last. Who has one of them needs only newer rows.
    recent = models.TextField(blank=True)
    verified_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("state of the ledger")
        verbose_name_plural = _("states of the ledger")

    def __str__(self) -> str:
        return f"{self.version} {self.stamp}"

    @classmethod
    def now(cls) -> Self:
        """The row as it is, made when there is none."""
        return cls.objects.get_or_create(pk=1)[0]

    @classmethod
    def next_version(cls) -> int:
        """The version for the rows of one write; call it within the transaction of that."""
        # Two writers wait for each other here, so that versions follow each other as commits do.
        state = cls.objects.select_for_update().get_or_create(pk=1)[0]
        state.version += 1
        state.stamp = uuid4().hex[:8]
        state.recent = " ".join([*state.recent.split()[-STAMPS_KEPT + 1 :], state.stamp])
        state.save(update_fields=["version", "stamp", "recent"])
        return state.version
