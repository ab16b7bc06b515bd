"""Which sources and records are meant where."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from harvest.kinds import kinds


class SourceQuerySet(models.QuerySet):
    """Sources."""

    def asked(self) -> Self:
        """Those that are asked by themselves. One that waits for a decision is asked on: when the
        feed is as it was, there is nothing to decide any more."""
        askable = [kind.slug for kind in kinds() if not kind.is_uploaded]
        return self.filter(state__in=("active", "blocked"), kind__in=askable)

    def due(self, now: datetime) -> Self:
        """Those whose turn it is, the longest waiting first, and nobody runs them already."""
        free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
        turn = Q(next_run_at__isnull=True) | Q(next_run_at__lte=now)
        return (
            self.asked().filter(free, turn).order_by(F("next_run_at").asc(nulls_first=True), "pk")
        )


class RecordQuerySet(models.QuerySet):
    """Records of sources."""

    #: Missing once, and in two further good runs.
    RUNS_BEFORE_ASKING = 3

    @classmethod
    def asked_about(cls, now: datetime) -> Q:
        """What is missing for so long that a person has to say what became of it."""
        to_come = Q(last_end__isnull=True) | Q(last_end__gte=now)
        return Q(state="missing", missing_runs__gte=cls.RUNS_BEFORE_ASKING) & to_come

    def to_ask_about(self, now: datetime) -> Self:
        """Those about which a person has to be asked."""
        return self.filter(self.asked_about(now))
