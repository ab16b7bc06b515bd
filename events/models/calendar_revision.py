import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import models
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: Before anything was ever noted.
_NEVER = datetime(2026, 1, 1, tzinfo=UTC)
#: No transaction is open for so long that a row of its own could still appear below others.
_KEPT = timedelta(hours=2)


def by_chance() -> int:
    """So small that a database can add up very many."""
    return secrets.randbits(31)


@dataclass(frozen=True)
class CalendarState:
    """What the calendar files are made of, as it was at one moment.

    Two states with the same `stamp` are the same; `changed_at` (UTC) is when it last changed.
    """

    stamp: str
    changed_at: datetime


class CalendarRevision(models.Model):
    """A mark that something changed which calendar files are made of.

    Written in the transaction of the change. Rows are added and never altered, so that nobody who
    saves an event waits for somebody else who does; together they are the stamp of a state.
    """

    chance = models.BigIntegerField(default=by_chance)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("revision of the calendar")
        verbose_name_plural = _("revisions of the calendar")

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M:%S}"

    @classmethod
    def note(cls) -> None:
        """Says that calendar files may differ from now on; takes effect with the transaction."""
        cls.objects.create()

    @classmethod
    def current(cls) -> CalendarState:
        """The state as it is, in one small query."""
        found = cls.objects.aggregate(total=Sum("chance"), latest=Max("made_at"))
        changed_at = found["latest"] or _NEVER
        return CalendarState(f"{found['total'] or 0:x}", changed_at.replace(microsecond=0))

    @classmethod
    def tidy(cls) -> None:
        """Takes away old rows, but never the last one."""
        newest = cls.objects.order_by("-made_at", "-pk").values_list("pk", flat=True).first()
        old = cls.objects.filter(made_at__lt=timezone.now() - _KEPT)
        old.exclude(pk=newest).delete()
