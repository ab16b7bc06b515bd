"""What of a question is counted: its words, a place, kinds. Often nothing."""

import hashlib
import hmac
import json
from dataclasses import dataclass, field

from django.conf import settings

from monitor.demand.telling import may_tell_of_somebody
from search.analysis import fold, is_stop_word, understand, words
from search.lexicon import BEFORE_PLACES, ONLY_PLACES
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
    typed = _words_by_form(query.text)
    told = " ".join(typed.values())
    too_long = len(told) > LONGEST or any(len(word) > LONGEST_WORD for word in told.split())
    if not typed or len(typed) > MOST_WORDS or too_long:
        return None
    places = [f"{facet}={value}" for facet in PLACES for value in query.values(facet)]
    if len(places) > MOST_PLACES:
        return None
    kinds = " ".join(sorted(query.values("kind")))
    return Asked(" ".join(sorted(typed)), " ".join(places), kinds, told)


def common_form(text: str) -> str:
    """What questions in other words, in another order, for the same have in common."""
    return " ".join(sorted(_words_by_form(text)))


def named_provinces(text: str) -> tuple[str, ...]:
    """The codes of the provinces of the places that search reads in these words, each once."""
    places = understand(text, ONLY_PLACES).places
    return tuple(dict.fromkeys(place.province for place in places))


def _words_by_form(text: str) -> dict[str, str]:
    """What was typed, folded and in order, by the form in which it is compared.

    Words that say nothing are left out, but for those that make a name a place: "in Houten".
    """
    if all(is_stop_word(word) for word in words(text)):
        return {}
    found: dict[str, str] = {}
    for group in understand(text, ONLY_PLACES).groups:
        first, last = group.words[0], group.words[-1]
        typed = fold(fold(text[first.start : last.end]))
        if not group.province:
            form = first.tokens["nl"].word
        else:
            form = "".join(word.surface for word in group.words)
            typed = f"{_small_word_before(text, first.start)} {typed}".strip()
        found.setdefault(form, typed)
    return found


def _small_word_before(text: str, start: int) -> str:
    """The word that makes a place of the name after it, when it says nothing by itself."""
    before = list(words(text[:start]))[-1:]
    return "".join(w.whole for w in before if w.whole in BEFORE_PLACES and is_stop_word(w))
