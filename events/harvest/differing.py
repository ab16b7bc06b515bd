"""What a person changed here in an event of a feed, and what the source says of it now."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from events.harvest import hand_edits
from events.harvest.briefing import Briefing, briefing_for
from events.harvest.doubles.leading import leads
from events.harvest.fields import GROUPS, PlainGroups, plain_of, write
from events.harvest.mapping import mapped
from events.harvest.words import group_in_words
from events.models import Event
from harvest.kinds import Difference
from harvest.models import Record

LINK = "online_url"


def differences_of(record: Record) -> list[Difference]:
    """A line for every group that stays as a person left it, though the source says otherwise.

    Also for a link to join that the source gives and that nobody has let out. Nothing when the
    event follows another feed.
    """
    event = Event.objects.filter(pk=record.item_pk).first() if record.item_pk else None
    if event is None or not record.values or not leads(record):
        return []
    briefing = briefing_for(record.source)
    version = event.get_latest_revision_as_object()
    wanted = said_now(record, briefing)
    return list(_lines(version, wanted, record, briefing))


def said_now(record: Record, briefing: Briefing) -> PlainGroups:
    """By group, what the source says now; nothing when that cannot be an event any more."""
    try:
        said = mapped(record.values, briefing)
    except (ValidationError, ValueError):
        return {}
    return {**said.groups, LINK: {LINK: said.found_link}}


def _lines(
    version: Event, wanted: PlainGroups, record: Record, briefing: Briefing
) -> Iterator[Difference]:
    differing = [
        group
        for group, plain in wanted.items()
        if (here := plain_of(version, group)) != plain
        and (group == LINK or hand_edits.is_by_hand(record, group, here))
    ]
    here = {group: group_in_words(version, group) for group in differing}
    for group in differing:
        write(version, group, wanted[group], briefing.term)
    for group in differing:
        at_source = group_in_words(version, group)
        yield Difference(group, GROUPS[group].words, here[group], at_source)
