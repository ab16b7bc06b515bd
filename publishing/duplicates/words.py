"""Words as they are compared: what means the same becomes the same."""

import re
import unicodedata
from functools import lru_cache

_SPECIAL = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "ĳ": "ij", "’": "'", "‘": "'", "`": "'"}
)
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|^'|(?<=\s)'(?=\w)")
_WORD = re.compile(r"[a-z0-9+#]+")
#: "Perron038" is two words, "3e" one.
_NAME_AND_NUMBER = re.compile(r"([a-z]{3,})(\d+)\b")
_NUMBER_INSIDE = re.compile(r"^(\d+)(?:e|de|ste)$")
_DOUBLED = re.compile(r"([a-z])\1+")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Words that say nothing of what something is.
EMPTY = _listed(
    """de het een en of van voor in op aan bij met tot te om naar uit door over als is zijn wordt
    worden wij we je jij u uw ons onze hun haar zijn dit dat deze die er ook nog maar dan wie wat
    waar hoe per via binnen tussen tegen onder the a an and or of for in on at to with by from your
    our als aan den der des ter ten s t n stichting vereniging cooperatie coop bv nv vof holding
    groep ism"""
)

#: Words that tell what sort of thing it is: half of the catalogue has one.
GENERIC = _listed(
    """opleiding opleidingen cursus cursussen training trainingen workshop workshops leergang
    leergangen scholing traject trajecten programma project projecten aanpak initiatief aanbod
    activiteit bijeenkomst netwerk platform regio regionaal regionale regionaal provinciaal
    provinciale landelijk landelijke nationaal nationale lokaal lokale nederland nederlandse
    nieuw nieuwe samen gratis pilot proef proeftuin route module lespakket lesprogramma
    deel editie versie plan actieplan regeling subsidie gezamenlijk gezamenlijke jaarlijkse
    course programme program network education session kennissessie les lessen lessenserie
    opleiden leiden leren masterclass bootcamp traineeship cohort start startdatum"""
)

#: Of two words that mean the same, the one that is used to compare.
_SAME_WORD = {
    "informatietechnologie": "it",
    "ict": "it",
    "artificial": "kunstmatige",
    "intelligence": "intelligentie",
    "cybersecurity": "cyberveiligheid",
    "omscholen": "omscholing",
    "bijscholen": "bijscholing",
    "bedrijf": "bedrijven",
    "docenten": "leraren",
    "leerkrachten": "leraren",
    "docent": "leraren",
    "leerkracht": "leraren",
    "leraar": "leraren",
    "sr": "senior",
    "jr": "junior",
    "univ": "universiteit",
    "gem": "gemeente",
    "prov": "provincie",
    "hs": "hogeschool",
    "ned": "nederland",
}


#: The same at the end of a longer word: a gastdocent is a gastleraar.
_SAME_END = {word: other for word, other in _SAME_WORD.items() if len(word) >= 6}
_HARD = {"z": "s", "v": "f"}
_SHORTEST_PART = 3


def fold(text: str) -> str:
    """Small letters without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_SPECIAL))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@lru_cache(maxsize=50_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words and numbers of a text in their order: "H.v.A." is one, "om-/bijscholing" two."""
    folded = fold(text).replace("&", " en ")
    folded = _DOTTED.sub(lambda found: found.group().replace(".", ""), folded)
    folded = _NAME_AND_NUMBER.sub(r"\1 \2", _APOSTROPHE.sub("", folded))
    return tuple(_WORD.findall(folded))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word as it is compared: without its ending, doubled letters single."""
    word = _by_one_name(word)
    if ordinal := _NUMBER_INSIDE.match(word):
        return ordinal.group(1)
    if len(word) > 4 and word.isalpha():
        for ending in ("eren", "en", "es", "e", "s"):
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                word = word.removesuffix(ending)
                break
        # A house is huis, houses are huizen; bedrijf, bedrijven.
        word = word[:-1] + _HARD.get(word[-1], word[-1])
    return _DOUBLED.sub(r"\1", word) if word.isalpha() else word


def _by_one_name(word: str) -> str:
    if word in _SAME_WORD:
        return _SAME_WORD[word]
    for end, other in _SAME_END.items():
        if word.endswith(end):
            return word.removesuffix(end) + other
    return word


@lru_cache(maxsize=50_000)
def is_generic(word: str) -> bool:
    """Whether a stem says only what sort of thing it is: netwerk, netwerkbijeenkomst."""
    if word in GENERIC_STEMS:
        return True
    return any(
        word[:place] in GENERIC_STEMS and word[place:] in GENERIC_STEMS
        for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    )


def telling_stems(text: str) -> tuple[str, ...]:
    """The stems of what is not empty, in order, each once."""
    return tuple(dict.fromkeys(stem(word) for word in words_of(text) if word not in EMPTY))


def squeezed(text: str) -> str:
    """All telling words of a text as one, however they were spaced."""
    return "".join(telling_stems(text))


GENERIC_STEMS = frozenset(stem(word) for word in GENERIC)
