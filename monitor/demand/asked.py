"""What of a question is counted: words in their common form, a place, kinds. Often nothing."""

import hashlib
import hmac
import json
from dataclasses import dataclass

from django.conf import settings

from search.analysis import fold, is_stop_word, words
from search.analysis.stemming import dictionary_form
from search.query import SearchQuery

#: Facets that say where; with `kind` the only filters under which a question is counted. With
#: others it may have been a filter that left nothing, so that it tells nothing of the words.
PLACES = ("province", "region")
MOST_PLACES = 3
#: More is a sentence, and a sentence may tell about somebody.
MOST_WORDS = 5
LONGEST_WORD = 30
#: In the whole text. Postcodes, telephone and citizen numbers have more, whatever stands between.
MOST_DIGITS = 2
#: Signs of an e-mail address, a link or an account.
_TELLING = ("@", "://", "www.", "\\")


@dataclass(frozen=True)
class Asked:
    """What counts as the same question."""

    words: str
    places: str = ""
    kinds: str = ""

    def digest(self, secret: str) -> str:
        """What stands for it while too few have asked it.

        The key is of the week and of this installation: a stolen database does not hold it whole.
        """
        told = json.dumps([self.words, self.places, self.kinds])
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
    if not (told := _common_form(query.text)):
        return None
    places = [f"{facet}={value}" for facet in PLACES for value in query.values(facet)]
    if len(places) > MOST_PLACES:
        return None
    return Asked(told, " ".join(places), " ".join(sorted(query.values("kind"))))


def _common_form(text: str) -> str:
    """The words that different people's questions for the same have in common, or nothing."""
    if any(sign in text for sign in _TELLING):
        return ""
    # Folded, because one sign may stand for several digits or letters.
    if sum(char.isdigit() for char in fold(text)) > MOST_DIGITS:
        return ""
    typed = [word for word in words(text) if not is_stop_word(word)]
    forms = {dictionary_form(fold(word.whole)) for word in typed}
    if len(forms) > MOST_WORDS or any(len(form) > LONGEST_WORD for form in forms):
        return ""
    return " ".join(sorted(forms))
