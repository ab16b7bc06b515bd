"""What whoever changes an item should know beforehand. Rooms above this one say what and when."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Note:
    """Some sentences, and a page where more can be seen or done about it."""

    text: str
    url: str = ""
    label: str = ""


#: For an item as it is in hand; None when there is nothing to know.
NoteOn = Callable[[Any], Note | None]
_note_on: dict[type, NoteOn] = {}


def register_note(model: type, note_on: NoteOn) -> None:
    """Let a room say something above the form of a kind; called from its `apps.py`."""
    _note_on[model] = note_on


def note_on(item: Any) -> Note | None:
    """What is to be said above the form of this item; nothing of one that is not stored yet."""
    function = _note_on.get(type(item))
    return function(item) if function is not None and item.pk is not None else None
