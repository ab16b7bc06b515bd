"""What the portal knows about words: the curators' synonyms, and the names of places."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.analysis import Alternative, analyser_for, is_stop_word, tokens_of, words
from search.places import longest_place, place_named
from search.stamp import kept_while_unchanged
from search.synonyms import synonym_groups

# How much a word with about the same meaning counts beside the typed one: the term of a
# group and its synonyms for each other, and two synonyms of one term for each other.
SYNONYM_WEIGHT = 0.5
SIBLING_WEIGHT = 0.3
# Of groups that hold everything the first words will do.
MOST_ALTERNATIVES = 10
# Names that are ordinary words as well are places only after one of these.
BEFORE_PLACES = {
    *("in", "te", "bij", "rond", "rondom", "nabij", "omgeving", "regio", "provincie", "gemeente"),
    *("uit", "near", "around", "within"),
}

Stems = tuple[str, ...]


@dataclass(frozen=True)
class SiteLexicon:
    """The words of this installation, as they are at one moment."""

    synonyms: "SynonymTable"

    @property
    def longest(self) -> int:
        return max(self.synonyms.longest, longest_place())

    def alternatives(self, stems: Stems) -> tuple[Alternative, ...]:
        return self.synonyms.alternatives(stems)

    def province(self, surfaces: tuple[str, ...], after: str) -> str:
        place = place_named(surfaces)
        if place is None or (place.is_word and after not in BEFORE_PLACES):
            return ""
        return place.province


@kept_while_unchanged
def site_lexicon() -> SiteLexicon:
    """The curators' synonyms as they are now; a change works with the next request."""
    return SiteLexicon(SynonymTable(group.terms for group in synonym_groups()))


class SynonymTable:
    """Finds what means about the same; made anew when the curators change a group."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        """Each group is a term followed by its synonyms, as written."""
        self._found: dict[Stems, dict[Stems, Alternative]] = defaultdict(dict)
        for group in groups:
            self._add(group)
        self.longest = max((len(stems) for stems in self._found), default=1)

    def alternatives(self, stems: Stems) -> tuple[Alternative, ...]:
        found = self._found.get(stems)
        if not found:
            return ()
        best = sorted(found.values(), key=lambda alternative: -alternative.weight)
        return tuple(best[:MOST_ALTERNATIVES])

    def _add(self, group: Sequence[str]) -> None:
        members = {stems: text for text in reversed(group) if (stems := stems_of(text))}
        term = stems_of(group[0]) if group else ()
        for stems in members:
            for other, text in reversed(members.items()):
                if other != stems:
                    weight = SYNONYM_WEIGHT if term in (stems, other) else SIBLING_WEIGHT
                    known = self._found[stems].get(other)
                    if known is None or known.weight < weight:
                        self._found[stems][other] = _alternative(text, weight)


def stems_of(text: str) -> Stems:
    """What two writings of the same words have in common."""
    reader = analyser_for("nl")
    return tuple(reader.word(word.whole, word.pieces).word for word in words(text))


def _alternative(text: str, weight: float) -> Alternative:
    """A phrase, or when it holds words that say nothing ("and", "op de") its other words.

    Every document has those, so that looking for them in their place takes long.
    """
    found = list(words(text))
    telling = [word for word in found if not is_stop_word(word)] or found
    return Alternative(
        tuple(tokens_of(word.whole, word.pieces) for word in telling),
        weight,
        loose=len(telling) < len(found),
    )


#: Knows the names of places and no other words, so that it needs no database.
ONLY_PLACES = SiteLexicon(SynonymTable(()))
