from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone

#: A form that is open for longer is opened anew.
KEPT_FOR = timedelta(days=2)


class ContributionStartQuerySet(models.QuerySet):
    def forgotten(self) -> Self:
        """Those that no open form refers to any more."""
        return self.filter(created_at__lt=timezone.now() - KEPT_FOR)


class ContributionStart(models.Model):
    """Which item came from which empty form, so that sending the form twice makes one item.

    The unique mark decides it, also for two requests at once: somebody presses twice, or the
    script saves while a button is pressed.
    """

    mark = models.CharField(max_length=64, unique=True)
    item_pk = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = ContributionStartQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.mark[:8]}: {self.item_pk}"
