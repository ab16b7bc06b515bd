"""What a feed fills in, as people read it."""

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.harvest.fields import GROUPS, field_of
from events.horizon import horizon
from events.materialising import occurrences_of
from events.models import Event
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
    if not version.repeats:
        return capfirst(when_in_words(occurrences_of(version, horizon())[0]))
    words = [
        capfirst(rule_in_words(version.schedule())) or _("On several dates"),
        _("from %(day)s on") % {"day": date_format(version.start_date, "j F Y")},
    ]
    if count := len(version.changes.all()):
        words.append(_("dates that differ: %(count)s") % {"count": count})
    if version.excluded_dates:
        words.append(_("dates left out: %(count)s") % {"count": len(version.excluded_dates)})
    return "; ".join(words)
