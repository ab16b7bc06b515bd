from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from publishing.freshness import CONFIRM_AFTER, GRACE_PERIOD


class PublicationQuerySet(models.QuerySet):
    """What visitors may see, and what waits for somebody."""

    def live(self) -> Self:
        """The only door to public pages."""
        return self.filter(live=True)

    def for_page(self) -> Self:
        """With everything the item's own page reads, in a fixed number of queries."""
        kind: Any = self.model
        return self.select_related(
            "scale", "region", "image", *kind.page_relations
        ).prefetch_related("provinces", *kind.SUBJECT_FIELDS, *kind.page_collections)

    def for_cards(self) -> Self:
        """With what a card in a list reads, in a fixed number of queries."""
        related, collections = ["scale"], ["provinces"]
        if hasattr(self.model, "initiative"):
            related.append("initiative__scale")
            collections.append("initiative__provinces")
        return self.select_related(*related).prefetch_related(*collections)

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
