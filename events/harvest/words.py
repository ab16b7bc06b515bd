"""What a feed fills in, as people read it."""

from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.harvest.fields import GROUPS, field_of
from events.models import Event, Occurrence
from events.recurrence.expansion import expand
from events.recurrence.schedule import Schedule
from events.recurrence.wording import rule_in_words
from events.when import when_in_words
from publishing.comparing.values import list_of, text_of


def group_in_words(version: Event, group: str) -> str:
    """What stands in a group of a version; empty when nothing does."""
    if group == "when":
        return when_of(version)
    said = []
    for name in GROUPS[group].fields:
        field = field_of(name)
        listed = list_of(version, field)
        said.append(text_of(version, field) if listed is None else ", ".join(listed))
    return ", ".join(filter(None, said))


def when_of(version: Event) -> str:
    """The days and times of an event, or how a series repeats, and which dates differ.

    Raises ScheduleError when its dates cannot be used.
    """
    schedule = version.schedule()
    first = when_in_words(_first_date(version, schedule))
    if not version.repeats:
        return capfirst(first)
    words = [
        capfirst(rule_in_words(schedule)) or _("On several dates"),
        _("the first time %(when)s") % {"when": first},
    ]
    if schedule.changes:
        words.append(_("dates that differ: %(count)s") % {"count": len(schedule.changes)})
    if schedule.excluded:
        words.append(_("dates left out: %(count)s") % {"count": len(schedule.excluded)})
    return "; ".join(words)


def _first_date(version: Event, schedule: Schedule) -> Occurrence:
    """That of the start, not stored; without working out the others."""
    alone = Schedule(start=schedule.start, end=schedule.end, zone=schedule.zone)
    span = expand(alone, date.min, date.max)[0]
    return Occurrence(
        event=version,
        original=span.original.isoformat(),
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        first_day=span.first_day,
        last_day=span.last_day,
        all_day=span.all_day,
        status=version.status,
    )
