"""What sort of event something is, by the words it is announced with. One table, a modest guess."""

import re
import unicodedata
from collections.abc import Iterable

from events.models import Event

#: Ends of words, for Dutch joins words ("banenbeurs"); the first sort that has one counts.
_WORDS: tuple[tuple[Event.Type, tuple[str, ...]], ...] = (
    (
        Event.Type.OPEN_DAY,
        (
            "open dag", "open dagen", "open avond", "open avonden", "open huis", "open day",
            "open days", "open evening", "open house", "opendag", "voorlichtingsavond",
            "voorlichtingsdag", "meeloopdag", "kennismakingsdag", "proefstudeerdag",
        ),
    ),
    (
        Event.Type.CONFERENCE,
        (
            "congres", "congressen", "conferentie", "conferenties", "conference", "conferences",
            "symposium", "beurs", "beurzen", "summit", "fair", "banenmarkt", "expo",
        ),
    ),
    (
        Event.Type.TRAINING,
        (
            "training", "trainingen", "trainings", "workshop", "workshops", "cursus", "cursussen",
            "course", "courses", "masterclass", "masterclasses", "leergang", "bootcamp",
            "bijscholing", "nascholing", "webinar", "webinars",
        ),
    ),
)  # fmt: skip

_PATTERNS = [
    (kind, re.compile(rf"(?:{'|'.join(map(re.escape, words))})\b")) for kind, words in _WORDS
]


def guessed_type(texts: Iterable[str]) -> Event.Type:
    """The sort that the words of these texts, a title first, speak for; a meeting when none does."""
    for text in texts:
        folded = _folded(text)
        for kind, pattern in _PATTERNS:
            if pattern.search(folded):
                return kind
    return Event.Type.MEETING


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())
