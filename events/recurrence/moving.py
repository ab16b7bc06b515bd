"""A whole series at another day or time: its rule, its end and its exceptions come along."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from django.utils.translation import gettext as _

from events.recurrence.plain_rule import LAST_DAY, PlainRule, Repeats, from_rrule, to_rrule
from events.recurrence.rhythm import falls_on, last_own_date, own_dates, own_dates_on
from events.recurrence.rule import Rule
from events.recurrence.rule_text import read_rule
from events.recurrence.schedule import Change, Local, Schedule, ScheduleError, as_time
from events.recurrence.series_rule import explicit, last_day, rule_for
from events.recurrence.soundness import LAST_YEAR, ensure_sound
from events.recurrence.zones import moment, zone_named

_DAY = timedelta(days=1)


def moved(schedule: Schedule, start: Local, end: Local) -> Schedule:
    """The series with its first date from ``start`` to ``end``, and every other date in step.

    At another time of day all dates keep their day. On another day the rule moves along: "every
    week on Monday and Wednesday", begun on Tuesday instead of Monday, is on Tuesday and Thursday;
    a day of the month or of the year becomes that of the new start, and so does "the second Tuesday
    of the month". The last day of the rule moves with its last date.

    Excluded and changed dates stay those of the same day, week, month or year; one that has no date
    there any more is dropped. A date that was given a time of its own keeps that time, unless a
    series with times becomes one of whole days, or the other way round: then it keeps its day.

    Raises ``ScheduleError``: for times that are not sound, and ("rule") when another day is asked of
    a rule that no form shows, or that does not begin on its first date.
    """
    ensure_sound(schedule)
    ensure_sound(Schedule(start, end, schedule.zone))
    move = _Move(schedule, start)
    rule = move.rule() if schedule.rule else None
    new = replace(
        schedule,
        start=start,
        end=end,
        rule=str(rule or ""),
        extra=tuple(sorted({move.shifted(value) for value in schedule.extra})),
    )
    kept = [move.followed(value, rule) for value in schedule.excluded]
    changes = [(move.followed(change.original, rule), change) for change in schedule.changes]
    return replace(
        new,
        excluded=tuple(sorted({value for value in kept if value is not None})),
        changes=tuple(
            _moved_change(change, original, new)
            for original, change in changes
            if original is not None
        ),
    )


class _Move:
    """From the start that a series has to the one that it gets."""

    def __init__(self, series: Schedule, start: Local) -> None:
        self.series = series
        self.start = start
        self.days = (as_time(start).date() - as_time(series.start).date()).days
        #: What a form shows of the rule; only another day has to know.
        self.plain = from_rrule(series.rule, series.start, series.zone) if self.days else None
        repeats = self.plain.repeats if self.plain else Repeats.DAILY
        self.by_day = repeats in (Repeats.DAILY, Repeats.WEEKLY)
        self.by_year = repeats is Repeats.YEARLY

    def shifted(self, value: Local) -> Local:
        """As many days later as the start, and on the clock as much later."""
        old, new = self.series.start, self.start
        if isinstance(new, datetime) and isinstance(old, datetime):
            return value + (new - old)
        day = as_time(value).date() + self.days * _DAY
        return datetime.combine(day, new.time()) if isinstance(new, datetime) else day

    def followed(self, original: Local, rule: Rule | None) -> Local | None:
        """What a date becomes under the new rule; ``None`` when there is no date for it.

        Months differ in length, so that a date of every month or year becomes the one of that
        month or year.
        """
        if self.by_day or rule is None or not self._is_of_rule(original):
            return self.shifted(original)
        old, new = self.series.start, self.start
        first = last = _month(original) + _month(new) - _month(old)
        if self.by_year:
            first = (original.year + new.year - old.year) * 12
            last = first + 11
        rule = explicit(rule, new)
        found = own_dates_on(rule, as_time(new), _first_of(first), _first_of(last + 1) - _DAY)
        if not found or found[0] > last_own_date(rule, new, self.series.zone):
            return None
        return found[0] if isinstance(new, datetime) else found[0].date()

    def rule(self) -> Rule:
        """The rule of the moved series."""
        written = read_rule(self.series.rule)
        rule = self._on_another_day() if self.days else written
        endless = replace(rule, until=None, hours=(), minutes=(), seconds=())
        until = last_day(written, self.series.start, self.series.zone)
        if until is None or until.year > LAST_YEAR:
            return replace(endless, until=written.until)
        last: Local = self._last_day(endless, until)
        if isinstance(self.start, datetime):
            last = moment(datetime.combine(last, time(23, 59, 59)), zone_named(self.series.zone))
        return replace(endless, until=last)

    def _on_another_day(self) -> Rule:
        series = self.series
        first = next(own_dates(rule_for(series.rule, series.start), as_time(series.start)), None)
        if self.plain is None or first != as_time(series.start):
            raise ScheduleError(
                "rule",
                _("This repetition does not move to another day by itself. Change it as well."),
            )
        rule = read_rule(to_rrule(self._plain_on_another_day(self.plain), self.start, series.zone))
        turned = self.days % 7
        if rule.interval > 1 and len({day + turned > 6 for day in self.plain.weekdays}) > 1:
            # The days of one week would lie in two, did the week not begin later as well.
            return replace(rule, week_start=turned)
        return rule

    def _plain_on_another_day(self, plain: PlainRule) -> PlainRule:
        start = self.start
        if plain.repeats is Repeats.WEEKLY:
            return replace(plain, weekdays=tuple((day + self.days) % 7 for day in plain.weekdays))
        if plain.repeats is Repeats.MONTHLY_ON_DAY:
            still_last = plain.month_day == LAST_DAY and (start + _DAY).month != start.month
            return replace(plain, month_day=LAST_DAY if still_last else start.day)
        if plain.repeats is Repeats.MONTHLY_ON_WEEKDAY:
            still_last = plain.nth == -1 and (start + 7 * _DAY).month != start.month
            nth = -1 if still_last else None
            return replace(plain, weekdays=(start.weekday(),), nth=nth)
        return plain

    def _last_day(self, rule: Rule, until: date) -> date:
        """Until when the new rule goes, so that its last date is what the last date becomes."""
        series = self.series
        old = rule_for(series.rule, series.start)
        final = last_own_date(old, series.start, series.zone)
        own = takewhile(lambda found: found <= final, own_dates(old, as_time(series.start)))
        last = None if self.by_day else max(own, default=None)
        if last is not None:
            becomes = self.followed(last.date() if series.all_day else last, rule)
            if becomes is not None:
                return as_time(becomes).date()
        return until + self.days * _DAY

    def _is_of_rule(self, original: Local) -> bool:
        start = as_time(self.series.start)
        return falls_on(rule_for(self.series.rule, self.series.start), start, as_time(original))


def _month(local: date) -> int:
    """Months counted through the years."""
    return local.year * 12 + local.month - 1


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _moved_change(change: Change, original: Local, new: Schedule) -> Change:
    """The change, now of another date; what has a time of its own keeps it."""
    if isinstance(change.original, datetime) is not new.all_day:
        end = change.end
        if change.start is None and end is not None:
            # It only lasts longer or shorter.
            end += as_time(original) - as_time(change.original)
        return replace(change, original=original, end=end)
    if change.start is None:
        return Change(original, change.cancelled)
    day = as_time(change.start).date()
    if isinstance(new.start, datetime):
        start: Local = datetime.combine(day, new.start.time())
        return replace(change, original=original, start=start, end=None)
    last = day if change.end is None else (as_time(change.end) - datetime.resolution).date()
    return replace(change, original=original, start=day, end=max(day, last) + _DAY)
