"""Makes events of what partners' feeds tell, and keeps them right."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from events.actions.follow_source import follow_source
from events.harvest.briefing import briefing_for
from events.harvest.differing import differences_of
from events.harvest.doubles.actions.undo_join import undo_join
from events.harvest.doubles.leading import pass_on
from events.harvest.doubles.recognising import Recognising
from events.harvest.doubles.sharing import join_of, shared_of
from events.harvest.mapping import mapped
from events.harvest.outlooks import outlooks_of
from events.harvest.retiring import withdraw
from events.harvest.storing import Storing
from events.harvest.telling import tell_reviewers
from events.materialising import later, materialise
from harvest.kinds import Difference, Keeper, Kept, Outlook, Shared
from harvest.models import Record, Source
from harvest.records import ReadRecord
from publishing.duplicates import following


class EventKeeper(Keeper):
    """One for all sources; `prepared` gives one for a run, which leaves the dates for `settle`."""

    item_kind = "event"

    def __init__(self, storing: Storing | None = None, doubles: Recognising | None = None) -> None:
        self._storing = storing
        self._doubles = doubles
        self._due: set[int] = set()
        self._alike: set[int] = set()

    def prepared(self, source: Source) -> "EventKeeper":
        return EventKeeper(Storing(briefing_for(source)), Recognising(source))

    def keep(self, source: Source, record: Record, read: ReadRecord) -> Kept:
        if self._storing is None or self._doubles is None:
            keeper = self.prepared(source)
            kept = keeper.keep(source, record, read)
            keeper.settle()
            return kept
        due, alike = set[int](), set[int]()
        with later(due), following.later(alike):
            kept = _kept(self._storing, self._doubles, record, read)
        # Only now is it sure that nothing of it was undone.
        self._due |= due
        self._alike |= alike
        return kept

    def settle(self) -> None:
        due, self._due = self._due, set()
        alike, self._alike = self._alike, set()
        materialise(due)
        following.refresh_after_commit(self.item_kind, alike)
        if self._storing is not None and self._storing.handed_in:
            self._storing.handed_in = 0
            tell_reviewers(self._storing.briefing.source)

    def outlook(self, source: Source, reads: Sequence[ReadRecord]) -> list[Outlook]:
        return outlooks_of(source, reads)

    def retire(self, record: Record, fate: str) -> None:
        if fate != Record.State.PAST and pass_on(record, self):
            return
        if fate == Record.State.WITHDRAWN:
            withdraw(record)

    def differences(self, record: Record) -> list[Difference]:
        return differences_of(record)

    def take_over(self, record: Record, field: str, *, user: Any) -> None:
        follow_source(record, field, user=user)

    def shared(self, source: Source, *, user: Any) -> list[Shared]:
        return shared_of(source, user=user)

    def take_apart(self, record: Record, *, user: Any) -> None:
        undo_join(join_of(record), user=user, keeper=self)


def _kept(storing: Storing, doubles: Recognising, record: Record, read: ReadRecord) -> Kept:
    try:
        wanted = mapped(read.values, storing.briefing)
    except ValueError as fault:
        # A date or a rule that cannot be used; a ScheduleError says it in words.
        raise ValidationError(str(fault)) from fault
    if record.item_pk is None:
        shared = doubles.share(record, read, wanted.groups)
        return shared or storing.store_new(record, wanted)
    if doubles.is_led_by_another(record):
        return Kept(record.item_pk)
    kept = storing.store_known(record, wanted)
    doubles.tell_others(record)
    return kept
