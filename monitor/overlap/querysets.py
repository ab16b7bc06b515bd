"""Pairs of overlapping items as managers ask for them."""

from collections.abc import Collection
from typing import Self

from django.db import models
from django.db.models import Q


class OverlapQuerySet(models.QuerySet):
    def asked(self) -> Self:
        """Those that somebody has to judge: never judged, or asked again."""
        return self.exclude(state="judged")

    def of_regions(self, regions: Collection[int]) -> Self:
        """Those with an item whose lead region is one of these."""
        return self.filter(Q(first__region__in=regions) | Q(second__region__in=regions))

    def of_profiles(self, profiles: Collection[int]) -> Self:
        """Those with at least one of these profiles."""
        return self.filter(Q(first__in=profiles) | Q(second__in=profiles))

    def among(self, profiles: Collection[int]) -> Self:
        """Those of which both items are among these profiles."""
        return self.filter(first__in=profiles, second__in=profiles)

    def of_kind(self, kind: str) -> Self:
        return self.filter(Q(first__kind=kind) | Q(second__kind=kind))

    def of_form(self, form: str) -> Self:
        """Both items always have one form."""
        return self.filter(first__form=form)

    def with_profiles(self) -> Self:
        return self.select_related("first", "second")


def open_overlaps(region: int | None) -> OverlapQuerySet:
    """The pairs that a region has to judge, the strongest first; None is what no region leads."""
    from monitor.models import Overlap

    rows = Overlap.objects.asked()
    if region is None:
        rows = rows.filter(Q(first__region__isnull=True) | Q(second__region__isnull=True))
    else:
        rows = rows.of_regions([region])
    return rows.order_by("-score", "pk")
