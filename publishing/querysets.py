from collections.abc import Collection
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef

from taxonomy.models import Province


class PublicationQuerySet(models.QuerySet):
    """What visitors may see, read in a fixed number of queries."""

    def live(self) -> Self:
        """The only door to public pages."""
        return self.filter(live=True)

    def needing_confirmation(self, now: datetime) -> Self:
        """The live rows of which somebody must say every year that they are right."""
        return self.live()

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


def active_in(model: Any, provinces: Collection[Province]) -> Exists:
    """Whether an item is active in one of these provinces.

    Asked of each item from the newest on: a join would first collect all items of the region, and
    give those in several of its provinces more than once.
    """
    relation = model._meta.get_field("provinces")
    through = relation.remote_field.through
    own = {relation.m2m_field_name(): OuterRef("pk")}
    return Exists(through.objects.filter(province__in=provinces, **own))
