"""Whether something can be used now: a facet of every kind, and what the coverage map counts."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.models import Phase
from publishing.confirmation.items import counts_since
from publishing.freshness import Freshness, freshness_of, schedule
from publishing.models import Publication


class Validity(models.TextChoices):
    """The values of the facet ``validity``."""

    CURRENT = "current", _("can be used now")
    UPCOMING = "upcoming", _("still to begin")
    ENDED = "ended", _("ended")
    UNCONFIRMED = "unconfirmed", _("not confirmed recently")


def validity_of(item: Publication, today: date | None = None) -> Validity:
    """What holds for an item of the catalogue that has no dates, on a day (today unless given).

    What nobody ever confirmed counts from its publication, as when its owner is asked.
    """
    today = today or timezone.localdate()
    until = getattr(item, "available_until", None)
    if getattr(item, "phase", "") == Phase.ENDED or (until is not None and until < today):
        return Validity.ENDED
    if freshness_of(counts_since(item), today) == Freshness.STALE:
        return Validity.UNCONFIRMED
    begins = getattr(item, "available_from", None)
    return Validity.UPCOMING if begins is not None and begins > today else Validity.CURRENT


def turning_unconfirmed(rows: QuerySet[Any], first: date, last: date) -> QuerySet[Any]:
    """Those that count as confirmed on the day ``first`` and not any more on ``last``."""
    times = schedule()
    holds = times.confirm_after + times.grace
    oldest, newest = first - holds, last - holds - timedelta(days=1)
    published = Coalesce("first_published_at", "created_at")
    never = Q(
        verified_on__isnull=True,
        published__gte=_beginning_of(oldest),
        published__lt=_beginning_of(newest + timedelta(days=1)),
    )
    confirmed = Q(verified_on__gte=oldest, verified_on__lte=newest)
    return rows.annotate(published=published).filter(confirmed | never)


def _beginning_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
