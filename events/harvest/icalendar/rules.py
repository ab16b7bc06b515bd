"""The rules of a feed: mended where it is clear what is meant, written out where they do not fit."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice

from dateutil.rrule import rrulestr

from events.harvest.icalendar.remarks import RefusedError, Remarks
from events.recurrence.rhythm import HORIZON, gives_dates, last_own_date, own_dates
from events.recurrence.rule import LISTS
from events.recurrence.rule_text import LARGEST_COUNT
from events.recurrence.schedule import Local, ScheduleError, as_time
from events.recurrence.series_rule import last_start, rule_for
from publishing.sentences import gettext as _

_KNOWN = {"FREQ", "UNTIL", "COUNT", "INTERVAL", "WKST", "RSCALE", "SKIP", *LISTS}
_OTHER_NAMES = {"BYWEEKDAY": "BYDAY"}
_LONGEST = 2_500
#: What a rule that has to be written out may give; a daily one fills four years with it.
MOST_WRITTEN = 1_500
_TOO_OFTEN = {"HOURLY", "MINUTELY", "SECONDLY"}
_TIMES = ("BYHOUR=", "BYMINUTE=", "BYSECOND=")
_COUNT = re.compile(r"(?:^|;)COUNT=(\d+)")
_UNTIL = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)?(Z?))?")


def mended(text: str, remarks: Remarks) -> str:
    """A rule with capitals, without parts that nobody knows or that say nothing.

    Empty when nothing repeats. Raises RefusedError for what repeats more often than once a day:
    that is no calendar that anybody can read.
    """
    if len(text) > _LONGEST:
        raise RefusedError(_("Its rule is far too long (RRULE)."))
    parts: dict[str, str] = {}
    for piece in re.sub(r"[\s\\]", "", text).upper().removeprefix("RRULE:").split(";"):
        name, _equals, value = piece.partition("=")
        value = value.strip(",")
        name = _OTHER_NAMES.get(name, name)
        if name not in _KNOWN:
            # An unknown part may say when it ends, misspelt; a private one adds nothing.
            if name and not name.startswith("X-"):
                raise unreadable(text)
            continue
        if value and (name not in parts):
            parts[name] = _sane(name, value)
    if "FREQ" not in parts:
        if parts or text.strip():
            remarks(_("The rule does not say how often (FREQ), so it is left out."))
        return ""
    if parts["FREQ"] in _TOO_OFTEN:
        raise RefusedError(
            _("It repeats more often than once a day (%(freq)s).") % {"freq": parts["FREQ"]}
        )
    if parts.get("COUNT") == "0":
        remarks(_("The rule repeats zero times, so it is left out."))
        return ""
    order = ["FREQ", *(name for name in parts if name != "FREQ")]
    return ";".join(f"{name}={parts[name]}" for name in order if parts[name])


def _sane(name: str, value: str) -> str:
    """A value as the library reads it; empty for one that says what is usual anyway."""
    if name == "UNTIL" and (found := _UNTIL.fullmatch(value)):
        day = "".join(found.group(1, 2, 3))
        return f"{day}T{found[4]}{found[5]}{found[6] or '00'}{found[7]}" if found[4] else day
    if name == "INTERVAL" and value.isdigit() and int(value) == 0:
        return ""
    if name in ("COUNT", "INTERVAL") and value.isdigit():
        return str(int(value))
    if name == "BYDAY":
        return ",".join(day.removeprefix("+") for day in value.split(",") if day)
    return value


def usable(text: str, start: Local) -> bool:
    """Whether the site can hold this rule as it is."""
    try:
        rule_for(text, start)
    except (ScheduleError, ValueError, OverflowError, TypeError):
        return False
    return True


def written_out(
    rules: Iterable[str], left_out: Iterable[str], start: Local, zone: str, last: date
) -> list[Local]:
    """The starts that several rules give together up to the day ``last``, without those of others.

    For what one rule cannot say: two rules, several times on one day, a rule for exceptions.
    Raises RefusedError when they cannot be read, or give too many.
    """
    found: set[datetime] = set()
    for text in rules:
        found.update(_starts(text, start, zone, last))
    for text in left_out:
        found.difference_update(_starts(text, start, zone, last))
    if len(found) > MOST_WRITTEN:
        raise RefusedError(_("It repeats far too many times."))
    return [time if isinstance(start, datetime) else time.date() for time in sorted(found)]


def _starts(text: str, start: Local, zone: str, last: date) -> Iterator[datetime]:
    first, until = as_time(start), as_time(last + timedelta(days=1)) - timedelta(seconds=1)
    pieces = [piece for piece in text.split(";") if not piece.startswith("UNTIL=")]
    try:
        # Without its times of day the site can read it, and knows whether it comes at all.
        rule = rule_for(without_times(text), start)
        if not gives_dates(replace(rule, count=None, until=None), first):
            return
        final = last_start(rule, start, zone)
        if final is not None:
            until = min(until, as_time(final))
        for found in islice(rrulestr(";".join(pieces), dtstart=first), MOST_WRITTEN + 1):
            if found > until:
                return
            yield found
    except (ScheduleError, ValueError, TypeError, OverflowError, AttributeError):
        raise unreadable(text) from None


def without_times(text: str) -> str:
    """A rule without the parts that say at which times of a day."""
    return ";".join(piece for piece in text.split(";") if not piece.startswith(_TIMES))


def bounded(text: str, start: Local, zone: str) -> str:
    """A rule with a COUNT beyond what the site takes, ended by its last day instead.

    Raises RefusedError when it cannot be read.
    """
    found = _COUNT.search(text)
    if found is None or int(found[1][:9]) <= LARGEST_COUNT:
        return text
    try:
        rule = rule_for(_COUNT.sub("", text).strip(";"), start)
    except (ScheduleError, ValueError, OverflowError):
        raise unreadable(text) from None
    dates = islice(own_dates(rule, as_time(start)), int(found[1][:9]) - 1, None)
    final = min(next(dates, HORIZON), last_own_date(rule, start, zone))
    return str(replace(rule, until=final if isinstance(start, datetime) else final.date()))


def unreadable(text: str) -> RefusedError:
    return RefusedError(_("Its rule cannot be read: %(rule)s.") % {"rule": text[:120]})
