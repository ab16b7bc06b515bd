"""How much two titles are alike, and in what they differ."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from publishing.duplicates.provinces import without_provinces
from publishing.duplicates.words import EMPTY, is_generic, squeezed, stem

_YEAR = re.compile(r"(?:19|20)\d\d")
#: What comes after it explains what stands before it.
_SUBTITLE = re.compile(r":\s|\s[-–—|]\s|\s\(")
_HAS_DIGIT = re.compile(r"\d")
#: What a word that half of the catalogue has weighs against one that tells something.
GENERIC_WEIGHT = 0.3
#: Shorter words with a letter changed are other words.
SHORTEST_TYPED_WRONG = 5
ENOUGH_FOR_TWO_ERRORS = 9


@dataclass(frozen=True)
class Title:
    """A title taken apart."""

    text: str
    words: tuple[str, ...]
    numbers: frozenset[str]
    years: frozenset[str]
    provinces: frozenset[str]

    @property
    def stems(self) -> tuple[str, ...]:
        """Its words as they are compared, without empty ones."""
        return tuple(_by_stem(self.words))

    @property
    def telling(self) -> tuple[str, ...]:
        """The words by which it is known among others."""
        return tuple(word for word in self.stems if not is_generic(word))


@dataclass(frozen=True)
class TitleLikeness:
    """``score`` is 1 for titles that say the same; ``ours`` and ``theirs`` only one of them says.

    ``provinces`` are those that both name.
    """

    score: float
    shared: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    other_numbers: bool = False
    other_years: bool = False
    other_provinces: bool = False
    provinces: frozenset[str] = frozenset()

    @property
    def telling_shared(self) -> tuple[str, ...]:
        return tuple(word for word in self.shared if not is_generic(word))

    @property
    def contradicts(self) -> bool:
        """Whether each says something that the other does not: lasser against tester."""
        return bool(self.ours and self.theirs)

    @property
    def names_another(self) -> bool:
        """Whether the titles themselves say that it is another one."""
        return self.other_numbers or self.other_years or self.other_provinces or self.contradicts


@lru_cache(maxsize=20_000)
def read_title(text: str) -> Title:
    """Takes a title apart into words, numbers, years and provinces."""
    words, provinces = without_provinces(text)
    filled = [word for word in words if word not in EMPTY]
    figures = {stem(word) for word in filled if _HAS_DIGIT.search(word)}
    years = frozenset(word for word in figures if _YEAR.fullmatch(word))
    return Title(
        text=text,
        words=tuple(word for word in filled if not _HAS_DIGIT.search(word)),
        numbers=frozenset(figures) - years,
        years=years,
        provinces=provinces,
    )


def most_alike(ours: Sequence[str], theirs: Sequence[str]) -> TitleLikeness:
    """The likeness of the two names, one of each, that are most alike."""
    found = [likeness_of(read_title(one), read_title(other)) for one in ours for other in theirs]
    return max(
        found,
        key=lambda likeness: (likeness.score, not likeness.names_another),
        default=TitleLikeness(0),
    )


def is_title_with_subtitle(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether a title of one is one of the other with something added behind a mark."""
    return _adds_subtitle(ours, theirs) or _adds_subtitle(theirs, ours)


def _adds_subtitle(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    heads = {squeezed(_SUBTITLE.split(title, maxsplit=1)[0]) for title in ours}
    return bool(heads & {squeezed(title) for title in theirs} - {""})


def likeness_of(one: Title, other: Title) -> TitleLikeness:
    """How much two titles are alike; symmetric."""
    left, right = _joined(one.words, other.words), _joined(other.words, one.words)
    pairs = _matched(left, right)
    rest_left = [word for word in left if word not in pairs]
    rest_right = [word for word in right if word not in pairs.values()]
    both = 2 * sum(_weight(word) for word in pairs)
    total = both + sum(_weight(word) for word in (*rest_left, *rest_right))
    score = both / total if total else 0.0
    ours, theirs = _telling(rest_left), _telling(rest_right)
    if not (ours or theirs) and score < 1 and squeezed(one.text) == squeezed(other.text):
        score = 1.0
    return TitleLikeness(
        score=score,
        shared=tuple(pairs),
        ours=ours,
        theirs=theirs,
        other_numbers=_differ(one.numbers, other.numbers),
        other_years=_differ(one.years, other.years),
        other_provinces=_differ(one.provinces, other.provinces),
        provinces=one.provinces & other.provinces,
    )


def _joined(words: Sequence[str], theirs: Sequence[str]) -> dict[str, str]:
    """Two or three words as one where the other title has written them as one, by their stems."""
    wanted = set(theirs).difference(words)
    if not wanted:
        return _by_stem(words)
    found: list[str] = []
    place = 0
    while place < len(words):
        size, joint = _joint_at(words, place, wanted)
        found.append(joint or words[place])
        place += size
    return _by_stem(found)


def _joint_at(words: Sequence[str], place: int, wanted: set[str]) -> tuple[int, str]:
    """How many words from here on are one of those wanted, and which; one when none is."""
    if words[place] in wanted:
        return 1, ""
    for size in (3, 2):
        part = words[place : place + size]
        if len(part) == size:
            for joint in ("".join(part), "s".join(part)):
                if joint in wanted:
                    return size, joint
    return 1, ""


def _by_stem(words: Sequence[str]) -> dict[str, str]:
    return {stem(word): word for word in words}


def _matched(left: Mapping[str, str], right: Mapping[str, str]) -> dict[str, str]:
    """Which word of one is which of the other: equal ones first, then typing errors."""
    pairs = {word: word for word in left if word in right}
    for word in left:
        if word in pairs:
            continue
        for other in right:
            if other in pairs.values():
                continue
            # An error in the ending keeps it from being left out of the stem.
            if typed_wrong(word, other) or typed_wrong(left[word], right[other]):
                pairs[word] = other
                break
    return pairs


@lru_cache(maxsize=100_000)
def typed_wrong(one: str, other: str) -> bool:
    """Whether one word is the other with a typing error."""
    shorter = min(len(one), len(other))
    if shorter < SHORTEST_TYPED_WRONG:
        # Of a short word only letters that changed places, not the first.
        return shorter == 4 and one[0] == other[0] and sorted(one) == sorted(other)
    allowed = 2 if shorter >= ENOUGH_FOR_TWO_ERRORS else 1
    if one[0] != other[0] and shorter < ENOUGH_FOR_TWO_ERRORS:
        return False
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _weight(word: str) -> float:
    return GENERIC_WEIGHT if is_generic(word) else 1.0


def _telling(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in words if not is_generic(word))


def _differ(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether both say something and nothing of it is the same."""
    return bool(ours and theirs) and not ours & theirs
