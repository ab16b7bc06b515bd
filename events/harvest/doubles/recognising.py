"""What a run asks about doubles: share an event that is there, or leave it to another feed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from events.harvest.doubles.finding import Finder
from events.harvest.doubles.joining import join
from events.harvest.doubles.leading import (
    is_guest,
    leads,
    remember_together,
    shared_events,
    tellings_of,
)
from events.models import Event
from harvest.kinds import Kept
from harvest.models import Record, Source
from harvest.records import ReadRecord
from publishing.sentences import gettext as _


@dataclass
class Recognising:
    """For the records of one run of one source; what all of them need is read once."""

    source: Source
    finder: Finder = field(init=False)

    def __post_init__(self) -> None:
        self.finder = Finder(self.source)

    @cached_property
    def _shared(self) -> set[int]:
        return shared_events(self.source)

    def share(self, record: Record, read: ReadRecord, groups: Mapping[str, Any]) -> Kept | None:
        """Let a record without an event share the one that it certainly is; None without one.

        ``groups`` is what the record says, by group of fields. What the event says the same
        follows the feed from now on; what it says otherwise stays as whoever wrote it left it.
        """
        found = [each for each in self.finder.found(read) if each.is_certain]
        if not found:
            return None
        # Held fast, and as it is now.
        rows = Event.objects.select_for_update(of=("self",))
        event = rows.get(pk=found[0].event.pk)
        signs = [sign.as_data() for sign in found[0].comparison.signs]
        record.title = record.title or read.title[:300]
        join(record, event, signs=signs)
        others = tellings_of(event.pk)
        record.taken = others[0].record.taken if others else dict(groups)
        record.note = _(
            "It is the same as “%(event)s”, which was here already: they share a page."
        ) % {"event": event}
        self._shared.add(event.pk)
        return Kept(event.pk, is_changed=True, is_shared=True)

    def is_led_by_another(self, record: Record) -> bool:
        """Whether the event of a record follows another feed, so that this one changes nothing."""
        if record.item_pk not in self._shared or leads(record):
            return False
        record.note = (
            _("Another organisation keeps the event here, so this calendar does not change it.")
            if is_guest(record)
            else _("The event follows another calendar that tells it as well.")
        )
        return True

    def tell_others(self, record: Record) -> None:
        """After the event of a record was brought up to date."""
        if record.item_pk in self._shared:
            remember_together(record)
