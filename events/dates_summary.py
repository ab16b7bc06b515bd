"""What an event amounts to, for somebody who is filling it in: its dates, how many, and oddities."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.horizon import Horizon
from events.materialising import occurrences_of
from events.models import Event, Occurrence
from events.recurrence.expansion import expand
from events.recurrence.rule_text import read_rule
from events.recurrence.schedule import Schedule, ScheduleError
from events.recurrence.wording import rule_in_words
from events.recurrence.zones import zone_named
from events.when import day_in_words, when_in_words

SHOWN = 12
#: More dates than this are not counted.
MOST_COUNTED = 1_000
#: How far ahead dates are looked for, the nearest first: for a yearly one it takes long.
_REACHES = (timedelta(days=550), timedelta(days=366 * 15))


@dataclass(frozen=True)
class ShownDate:
    """One date: when it is, in words, and what is special about it."""

    when: str
    is_cancelled: bool
    is_moved: bool


@dataclass(frozen=True)
class DatesSummary:
    """The next dates, or the last ones when all `are_over`.

    `count` is None for what never ends, or has more dates than anybody counts; `last` is then
    empty. `left_out` is how many were taken out; `notes` are sentences about times that a clock
    skips or shows twice.
    """

    rule: str
    dates: tuple[ShownDate, ...]
    are_over: bool
    count: int | None
    last: str
    left_out: int
    notes: tuple[str, ...]


def summary_of(event: Event, now: datetime | None = None) -> DatesSummary:
    """What the version in hand amounts to, seen from a moment; nothing is stored.

    Raises ScheduleError or ValueError when its dates cannot be worked out.
    """
    now = now or timezone.now()
    schedule = event.schedule()
    coming = _coming(event, schedule, now)
    count = _count(schedule)
    ending = _last_ones(event) if count is not None else []
    shown = coming or ending
    return DatesSummary(
        rule=capfirst(rule_in_words(schedule)),
        dates=tuple(
            ShownDate(capfirst(when_in_words(row)), row.is_cancelled, row.is_moved) for row in shown
        ),
        are_over=not coming,
        count=count,
        last=when_in_words(ending[-1]) if ending else "",
        left_out=len(schedule.excluded),
        notes=tuple(clock_notes(schedule, shown)),
    )


def _coming(event: Event, schedule: Schedule, now: datetime) -> list[Occurrence]:
    today = timezone.localdate(now)
    first = max(today, min(as_day(start) for start in (schedule.start, *schedule.extra)))
    coming: list[Occurrence] = []
    for reach in _REACHES:
        rows = occurrences_of(event, Horizon(first, first + reach))
        coming = [row for row in rows if not row.is_over(now)][:SHOWN]
        if len(coming) == SHOWN:
            break
    return coming


def _count(schedule: Schedule) -> int | None:
    if schedule.rule:
        rule = read_rule(schedule.rule)
        if rule.count is None and rule.until is None:
            return None
    try:
        return len(expand(schedule, date.min, date.max, most=MOST_COUNTED))
    except ScheduleError:
        return None


def _last_ones(event: Event) -> list[Occurrence]:
    return occurrences_of(event, Horizon(date.min, date.max))[-SHOWN:]


def clock_notes(schedule: Schedule, rows: Sequence[Occurrence]) -> Iterable[str]:
    """A sentence for each time of these dates that the clocks skip or show twice."""
    if schedule.all_day:
        return
    zone = zone_named(schedule.zone)
    changes = {change.original: change for change in schedule.changes}
    for row in rows:
        original = datetime.fromisoformat(row.original)
        start, end = original, original + schedule.duration
        if original in changes:
            start, end = schedule.times_of(changes[original])  # type: ignore[assignment]
        for local in dict.fromkeys((start, end)):
            yield from _clock_note(local, zone)


def _clock_note(local: datetime, zone: ZoneInfo) -> Iterable[str]:
    told = {"day": day_in_words(local.date()), "time": f"{local:%H:%M}"}
    first = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    second = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if first == second:
        return
    shown = first.astimezone(zone)
    if shown.replace(tzinfo=None, fold=0) != local:
        told["instead"] = f"{shown:%H:%M}"
        yield (
            _("%(day)s: summer time begins and the clocks skip %(time)s. It will be %(instead)s.")
            % told
        )
    else:
        yield (
            _("%(day)s: summer time ends and it is %(time)s twice. The first of the two is meant.")
            % told
        )


def as_day(local: date | datetime) -> date:
    return local.date() if isinstance(local, datetime) else local
