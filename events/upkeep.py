"""What the calendar needs without anybody saving an event: days go by, and names change."""

from collections.abc import Callable, Iterator

from django.db.models import Q, QuerySet

from events.horizon import horizon
from events.materialising import materialise
from events.models import CalendarRevision, Event

#: So many events are in memory at once; a daily series has a thousand dates.
BATCH = 100

Progress = Callable[[int], None]


def due_events() -> QuerySet[Event]:
    """The live events of which dates or texts are behind.

    Series that go on are known up to the end of the horizon, which moves by a day every day; and
    something that is named in a text may be called otherwise since. What has no entry yet was
    written past `Event.save`.
    """
    behind = Q(calendar_entry__known_until__lt=horizon().last) | Q(calendar_entry__due=True)
    return Event.objects.live().filter(behind | Q(calendar_entry__isnull=True))


def live_events() -> QuerySet[Event]:
    """All of which dates and texts can be written anew, such as after a change of the horizon."""
    return Event.objects.live()


def renew(events: QuerySet[Event], progress: Progress = lambda done: None) -> int:
    """Writes dates and texts of these events anew, in batches; returns how many differ.

    Safe to repeat, to stop halfway, and to run twice at once. `progress` hears how many are done.
    """
    changed = done = 0
    for keys in _batches(events):
        changed += materialise(keys)
        done += len(keys)
        progress(done)
    return changed


def keep_up() -> int:
    """Renews what is due; returns how many events differ. For `run_due`, every few minutes."""
    changed = renew(due_events())
    CalendarRevision.tidy()
    return changed


def _batches(events: QuerySet[Event]) -> Iterator[list[int]]:
    """Keys in ascending order; each batch is asked for when it is its turn."""
    rows, last = events.order_by("pk").values_list("pk", flat=True), 0
    while keys := list(rows.filter(pk__gt=last)[:BATCH]):
        yield keys
        last = keys[-1]
