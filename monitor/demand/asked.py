"""What of a question is counted: its words, a place, kinds. Often nothing."""

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.conf import settings

from monitor.demand.telling import may_tell_of_somebody
from search.analysis import Group, fold, is_stop_word, understand, words
from search.lexicon import BEFORE_PLACES, ONLY_PLACES, site_lexicon, stems_of
from search.query import SearchQuery

#: Facets that say where; with `kind` the only filters under which a question is counted. With
#: others it may have been a filter that left nothing, so that it tells nothing of the words.
PLACES = ("province", "region")
MOST_PLACES = 3
#: More is a sentence, and a sentence may tell about somebody. The name of a place is one.
MOST_WORDS = 5
LONGEST_WORD = 30
#: Of all words together; a row holds no more.
LONGEST = 200


@dataclass(frozen=True)
class Asked:
    """What counts as the same question, and how one visitor put it.

    ``form`` has the words as search compares them, in which different people's questions for the
    same are alike. It is no word that people know ("vervaard") and search may find something else
    with it. ``words`` are what this visitor typed, in their order, which is what search goes by,
    without what says nothing; they play no part in what is the same.
    """

    form: str
    places: str = ""
    kinds: str = ""
    words: str = field(default="", compare=False, repr=False)

    def digest(self, secret: str) -> str:
        """What stands for it while too few have asked it.

        The key is of the week and of this installation: a stolen database does not hold it whole.
        """
        told = json.dumps([self.form, self.places, self.kinds])
        key = f"{settings.SECRET_KEY}{secret}".encode()
        return hmac.new(key, told.encode(), hashlib.sha256).hexdigest()


def what_is_asked(query: SearchQuery) -> Asked | None:
    """What is counted of a question; None for one that is not counted at all.

    Not at all: what may hold a number, an address or a name in a sentence, and what was asked
    under filters that may themselves be why there is little.
    """
    chosen = {name for name, values in query.filters.items() if values}
    if not chosen <= {*PLACES, "kind"} or query.date_from or query.date_to:
        return None
    if may_tell_of_somebody(query.text):
        return None
    groups = _telling_groups(query.text)
    forms = _forms(groups)
    if not forms or len(forms) > MOST_WORDS:
        return None
    told = _as_typed(query.text, groups)
    if len(told) > LONGEST or any(len(word) > LONGEST_WORD for word in told.split()):
        return None
    places = [f"{facet}={value}" for facet in PLACES for value in query.values(facet)]
    if len(places) > MOST_PLACES:
        return None
    kinds = " ".join(sorted(query.values("kind")))
    return Asked(" ".join(forms), " ".join(places), kinds, told)


def common_form(text: str) -> str:
    """What questions in other words, in another order, for the same have in common."""
    return " ".join(_forms(_telling_groups(text)))


def named_provinces(text: str) -> tuple[str, ...]:
    """The codes of the provinces of the places that search reads in these words, each once."""
    places = understand(text, ONLY_PLACES).places
    return tuple(dict.fromkeys(place.province for place in places))


def _telling_groups(text: str) -> Sequence[Group]:
    """The words that say something and the places they name; none when all are small words."""
    if all(is_stop_word(word) for word in words(text)):
        return ()
    return understand(text, ONLY_PLACES).groups


def _forms(groups: Sequence[Group]) -> list[str]:
    """Each word as search compares it, and each place by its letters, once and in order."""
    return sorted(
        {
            "".join(word.surface for word in group.words)
            if group.province
            else group.words[0].tokens["nl"].word
            for group in groups
        }
    )


def _as_typed(text: str, groups: Sequence[Group]) -> str:
    """The words that say something, folded and in order.

    Of those that say nothing only what search needs to read the others as it did: those within
    the name of a place or a phrase of the vocabulary, and "in" before a name that is a word too.
    """
    typed = list(words(text))
    kept = {number for number, word in enumerate(typed) if not is_stop_word(word)}
    at = {word.start: number for number, word in enumerate(typed)}
    for place in (group for group in groups if group.province):
        first, last = at[place.words[0].start], at[place.words[-1].start]
        kept.update(range(first, last + 1))
        if first and typed[first - 1].whole in BEFORE_PLACES:
            kept.add(first - 1)
    for phrase in _known_phrases(text):
        kept.update(phrase)
    # Twice, because a sign may stand for a capital.
    return " ".join(fold(fold(text[typed[n].start : typed[n].end])) for n in sorted(kept))


def _known_phrases(text: str) -> Iterator[range]:
    """Where words stand that mean about the same as others only together."""
    lexicon, stems = site_lexicon(), stems_of(text)
    for first in range(len(stems)):
        for end in range(first + 2, min(first + lexicon.longest, len(stems)) + 1):
            if lexicon.alternatives(stems[first:end]):
                yield range(first, end)
