"""What records would become, for a trial run. Stores nothing."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.harvest.briefing import Briefing, briefing_for
from events.harvest.doubles.finding import find_many
from events.harvest.fields import GROUPS, TERMS, field_of, write
from events.harvest.mapping import mapped
from events.harvest.storing import check_version
from events.harvest.words import group_in_words, when_of
from events.models import Event
from harvest.kinds import Alike, Outlook
from harvest.models import Source
from harvest.records import ReadRecord

#: For more records nobody reads what they look like, and looking takes long.
MOST_COMPARED = 200
_FACTS = ("event_type", "where", "status")


def outlooks_of(source: Source, reads: Sequence[ReadRecord]) -> list[Outlook]:
    """One for each, in the same order. The source need not be stored."""
    briefing = briefing_for(source)
    alike = find_many(reads[:MOST_COMPARED], source=source)
    alike += [[] for _read in reads[MOST_COMPARED:]]
    return [_outlook(read, briefing, found) for read, found in zip(reads, alike, strict=True)]


def _outlook(read: ReadRecord, briefing: Briefing, alike: list[Alike]) -> Outlook:
    event = Event(provenance=Event.Provenance.SOURCE)
    try:
        said = mapped(read.values, briefing)
        for group, plain in said.groups.items():
            write(event, group, plain, briefing.term)
        check_version(event)
        when = when_of(event)
    except ValidationError as fault:
        return Outlook(doubles=tuple(alike), faults=tuple(fault.messages))
    except ValueError as fault:
        return Outlook(doubles=tuple(alike), faults=(str(fault),))
    facts = [(GROUPS["when"].words, when)]
    facts += [
        (GROUPS[name].words, group_in_words(event, name))
        for name in _FACTS
        # That something goes ahead is what everybody expects.
        if name != "status" or event.status != Event.Status.SCHEDULED
    ]
    if said.found_link:
        facts.append((str(_("Link to take part")), str(_("found in the text; shown after review"))))
    return Outlook(
        facts=tuple((label, words) for label, words in facts if words),
        terms=tuple(_terms(event)),
        doubles=tuple(alike),
    )


def _terms(event: Event) -> list[tuple[str, str]]:
    found = [
        (capfirst(str(field_of(name).verbose_name)), term.label_here)
        for name in TERMS
        for term in getattr(event, name).all()
    ]
    if event.scale is not None:
        found.append((capfirst(str(field_of("scale").verbose_name)), event.scale.label_here))
    return found
