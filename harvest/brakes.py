"""When a run may withdraw nothing, because what it sees is more likely a fault than the truth."""

from dataclasses import dataclass

from harvest.records import Reading
from publishing.sentences import gettext, ngettext

#: More than so many, and more than this part of what was still to come, gone at once.
MOST_GONE = 5
LARGEST_PART_GONE = 0.2


@dataclass(frozen=True)
class Brake:
    """`code` is for the run, `message` for people. `asks`: a person can say that it is right."""

    code: str
    message: str
    asks: bool

    @property
    def holds_new(self) -> bool:
        """Whether what is new waits too: it may be what is gone, under another name."""
        return self.asks


def brake_for(reading: Reading, *, gone: int, followed: int, may_shrink: bool) -> Brake | None:
    """The brake that a reading calls for, or None.

    `followed` is how many records that are still to come were in the feed before, `gone` how many
    of them would stop being so; `may_shrink`: a person has said that it is right.
    """
    if not reading.is_complete:
        return Brake("incomplete", _incomplete(), asks=False)
    if may_shrink:
        return None
    if followed and not reading.records and not reading.refused:
        return Brake("empty", _empty(followed), asks=True)
    if gone > MOST_GONE and gone > followed * LARGEST_PART_GONE:
        return Brake("shrinking", _shrinking(gone, followed), asks=True)
    return None


def _incomplete() -> str:
    return gettext(
        "The feed is not complete: it seems to have been cut off. What is in it came in; nothing "
        "was withdrawn."
    )


def _empty(followed: int) -> str:
    return ngettext(
        "The feed is empty, while an event that is still to come was in it. Nothing was withdrawn.",
        "The feed is empty, while %(followed)d events that are still to come were in it. Nothing "
        "was withdrawn.",
        followed,
    ) % {"followed": followed}


def _shrinking(gone: int, followed: int) -> str:
    return gettext(
        "%(gone)d of the %(followed)d events that are still to come are not in the feed any more. "
        "Nothing was withdrawn, and nothing new came in."
    ) % {"gone": gone, "followed": followed}
