from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from publishing.freshness import CONFIRM_AFTER, GRACE_PERIOD


class PublicationQuerySet(models.QuerySet):
    """What visitors may see, and what waits for somebody."""

    def live(self) -> Self:
        """The only door to public pages."""
        return self.filter(live=True)

    def newest_first(self) -> Self:
        return self.order_by("-first_published_at", "-pk")

    def of_regions(self, region_ids: set[int] | frozenset[int]) -> Self:
        return self.filter(region__in=region_ids)

    def in_review(self) -> Self:
        """Submitted and not yet decided."""
        return self.filter(workflow_states__status="in_progress")

    def drafts(self) -> Self:
        """Never published, or changed since."""
        return self.filter(Q(live=False) | Q(has_unpublished_changes=True))

    def to_confirm(self, today: date | None = None) -> Self:
        """Live, and not confirmed for so long that its owner should be asked."""
        limit = (today or timezone.localdate()) - CONFIRM_AFTER
        return self.live().filter(Q(verified_on__lt=limit) | Q(verified_on__isnull=True))

    def stale(self, today: date | None = None) -> Self:
        limit = (today or timezone.localdate()) - CONFIRM_AFTER - GRACE_PERIOD
        return self.live().filter(Q(verified_on__lt=limit) | Q(verified_on__isnull=True))
