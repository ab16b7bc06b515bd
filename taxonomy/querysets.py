from collections.abc import Iterable
from typing import Self

from django.db import models


class TermQuerySet(models.QuerySet):
    """Filters that every vocabulary has."""

    def with_refs(self, refs: Iterable[str]) -> Self:
        return self.filter(ref__in=list(refs))


class ActionLineQuerySet(TermQuerySet):
    def national(self) -> Self:
        return self.filter(kind="national")

    def of_region(self, region: models.Model) -> Self:
        return self.filter(kind="regional", region=region)


class TargetGroupQuerySet(TermQuerySet):
    def top_level(self) -> Self:
        return self.filter(parent__isnull=True)
