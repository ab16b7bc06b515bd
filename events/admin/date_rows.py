"""The dates of an event as the admin lists them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.changed_dates import named
from events.horizon import Horizon, horizon
from events.materialising import occurrences_of
from events.models import Event, Occurrence
from events.recurrence.schedule import Local
from events.when import when_in_words


@dataclass(frozen=True)
class DateRow:
    """`original` names the date in addresses; `marks` say what is different about it."""

    original: str
    when: str
    marks: tuple[str, ...]
    note: str
    is_cancelled: bool
    is_changed: bool
    is_first: bool


def coming_dates(event: Event, now: datetime | None = None) -> list[DateRow]:
    """What is not over yet, as far as the calendar reaches; the next one first."""
    now = now or timezone.now()
    window = horizon(timezone.localdate(now))
    rows = occurrences_of(event, Horizon(window.first, window.last))
    return [_row(event, row) for row in rows if not row.is_over(now)]


def past_dates(event: Event, now: datetime | None = None) -> list[DateRow]:
    """What is over, as far as the calendar reaches back; the last one first."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    rows = occurrences_of(event, Horizon(horizon(today).first, today + timedelta(days=1)))
    return [_row(event, row) for row in reversed(rows) if row.is_over(now)]


@dataclass(frozen=True)
class LeftOut:
    """A date that was taken out of the series."""

    original: str
    when: str


def left_out_dates(event: Event, today: date | None = None) -> list[LeftOut]:
    """What was taken out and is not over, soonest first."""
    today = today or timezone.localdate()
    excluded = [start for start in event.schedule().excluded if _day(start) >= today]
    return [LeftOut(start.isoformat(), capfirst(named(start))) for start in sorted(excluded)]


def _row(event: Event, occurrence: Occurrence) -> DateRow:
    return DateRow(
        original=occurrence.original,
        when=capfirst(when_in_words(occurrence)),
        marks=tuple(_marks(event, occurrence)),
        note=occurrence.change.text("note").text if occurrence.change else "",
        is_cancelled=occurrence.is_cancelled,
        is_changed=occurrence.change is not None,
        is_first=occurrence.original == event.local_start().isoformat(),
    )


def _marks(event: Event, occurrence: Occurrence) -> list[str]:
    change = occurrence.change
    if change is None:
        return []
    if change.cancelled:
        return [_("does not go ahead")]
    marks = []
    if occurrence.is_moved:
        original = datetime.fromisoformat(occurrence.original)
        usual = named(original.date() if event.all_day else original)
        marks.append(_("instead of %(date)s") % {"date": usual})
    if change.location_name or change.location_address or change.online_url:
        marks.append(_("another place"))
    if change.title or change.title_en:
        marks.append(_("another title"))
    return marks


def _day(local: Local) -> date:
    return local.date() if isinstance(local, datetime) else local
