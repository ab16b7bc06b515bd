"""Whether two descriptions are of one thing. A pure function: no database, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from publishing.duplicates.description import Description
from publishing.duplicates.organisation_names import (
    SORTS,
    long_names,
    one_is_short_for_other,
    one_may_be_short_for_other,
)
from publishing.duplicates.relations import Relation
from publishing.duplicates.signs import Sign, Signal
from publishing.duplicates.titles import (
    TitleLikeness,
    is_title_with_subtitle,
    most_alike,
    read_title,
)
from publishing.duplicates.web_addresses import read_address
from publishing.duplicates.words import telling_stems

#: From this score on two items count as the same, and as related.
SAME_FROM = 0.70
RELATED_FROM = 0.42
#: What contradicts being the same keeps the score below it, however much else is alike.
_AT_MOST_RELATED = SAME_FROM - 0.03
_NEARLY_SAME_TEXT, _SIMILAR_TEXT = 0.85, 0.5
_RENAMED = 0.74
#: A shorter part of a word says nothing.
_ENOUGH_LETTERS = 5
#: Below it a title is not a variant of the other one.
_ANOTHER_TITLE = 0.35
#: A text of fewer words says too little to compare.
_ENOUGH_WORDS = 4


@dataclass(frozen=True)
class Comparison:
    """What came out: the relation, how sure of 1, and the signs that led to it."""

    relation: Relation
    score: float
    signs: tuple[Sign, ...]


def compare(one: Description, other: Description) -> Comparison:
    """Whether two descriptions are of one thing, and why; symmetric but for the wording."""
    signs = _Signs(one, other)
    score = signs.score()
    if score >= SAME_FROM and signs.contradicted():
        score = _AT_MOST_RELATED
    if score >= SAME_FROM:
        relation = Relation.SAME
    elif score >= RELATED_FROM:
        relation = Relation.RELATED
    else:
        relation = Relation.DIFFERENT
    return Comparison(relation, round(min(1.0, max(0.0, score)), 3), signs.found())


class _Signs:
    """Everything two descriptions have in common and in which they differ."""

    def __init__(self, one: Description, other: Description) -> None:
        self.one, self.other = one, other
        self.is_organisation = one.kind == "organisation"
        self.title = self._most_alike()
        here, there = read_address(one.website), read_address(other.website)
        self.same_host = here.tells and here.host == there.host
        same = bool(here.host) and here == there
        self.same_page = same and here.is_page
        self.same_site = same and here.tells
        self.other_host = here.tells and there.tells and here.host != there.host
        path = set(telling_stems(here.path))
        self.page_names_it = self.same_page and any(
            path.intersection(telling_stems(name)) for name in (*one.titles, *other.titles)
        )
        self.text = text_likeness(one.summary, other.summary)
        self.short_name = self.is_organisation and one_is_short_for_other(one, other)
        self.perhaps_short_name = (
            self.is_organisation and self.same_site and one_may_be_short_for_other(one, other)
        )

    def _most_alike(self) -> TitleLikeness:
        if self.is_organisation:
            return most_alike(long_names(self.one), long_names(self.other))
        return most_alike(self.one.names, self.other.names)

    # -- what weighs ------------------------------------------------------------------------

    def score(self) -> float:
        score = self._title_score() + self._text_score() + self._address_score()
        score += self._party_score() + self._place_score() + self._subject_score()
        # A renaming has no title to go by.
        return max(score, _RENAMED) if self._renamed() and self._same_text() else score

    def _title_score(self) -> float:
        weight = 0.62 if self.text is not None else 0.74
        score = weight * (0.95 if self.explained else self.title.score)
        if not self.shared_words:
            # Words that half of the catalogue has are no likeness.
            score *= 0.4
        return max(score, self._short_name_score())

    def _short_name_score(self) -> float:
        if self.short_name:
            return 0.60 if self.other_host else 0.72
        return 0.3 if self.perhaps_short_name else 0.0

    def _text_score(self) -> float:
        return 0.22 * self.text if self.text is not None else 0.0

    def _address_score(self) -> float:
        if self.is_organisation and self.same_site:
            return 0.46
        if self.same_page:
            return 0.62 if self.page_names_it else 0.28
        return 0.05 if self.same_host else 0.0

    def _party_score(self) -> float:
        if self.same_owner:
            return 0.10
        if self.shares_party:
            return 0.06
        return -0.10 if self.other_party else 0.0

    def _place_score(self) -> float:
        if self.shares_province:
            return 0.05
        return -0.05 if self.elsewhere else 0.0

    def _subject_score(self) -> float:
        ours, theirs = self.one.subjects, self.other.subjects
        if not ours or not theirs:
            return 0.0
        return 0.06 * len(ours & theirs) / len(ours | theirs)

    # -- what contradicts -------------------------------------------------------------------

    def contradicted(self) -> bool:
        """Whether something says that these are two, however much they look alike."""
        if self.one.kind != self.other.kind or self.other_day:
            return True
        title = self.title
        if title.other_numbers or title.other_years or title.other_provinces:
            return True
        if self.elsewhere and not self.same_page:
            return True
        if title.contradicts and not self._renamed():
            return True
        return self.other_party and not (self.same_page or self._same_text())

    def _renamed(self) -> bool:
        """Under another title the same thing.

        Of one owner that means the same text, but only when the titles have nothing in common:
        with one pattern for all of its titles it may have one text for all of them as well.
        """
        if self.is_organisation:
            return self.same_site or self.short_name
        if self.page_names_it:
            return True
        if not (self._same_text() and (self.same_owner or self.same_page)):
            return False
        if not self.title.contradicts:
            return bool(self.shared_words)
        return self.title.score < _ANOTHER_TITLE and self.text_is_its_own

    def _same_text(self) -> bool:
        return self.text is not None and self.text >= _NEARLY_SAME_TEXT

    @property
    def shared_words(self) -> frozenset[str]:
        """The words by which both are known."""
        shared = frozenset(self.title.telling_shared)
        return (shared - SORTS) | self.title.provinces if self.is_organisation else shared

    @property
    def explained(self) -> bool:
        """Whether one title is the other with an explanation, and more says that it is the same.

        A part of something larger is called in the same way.
        """
        same_day = self.one.day is not None and self.one.day == self.other.day
        alike = self.text is not None and self.text >= _SIMILAR_TEXT
        if not (same_day or alike or self.same_page or self.same_site):
            return False
        return is_title_with_subtitle(self.one.titles, self.other.titles)

    @property
    def text_is_its_own(self) -> bool:
        """Whether the texts are about what the titles name, and not of a form letter."""
        return all(
            _mentions(_text_stems(each.summary), each.titles) for each in (self.one, self.other)
        )

    # -- single questions -------------------------------------------------------------------

    @property
    def same_owner(self) -> bool:
        return self.one.owner is not None and self.one.owner == self.other.owner

    @property
    def shares_party(self) -> bool:
        return bool(self.one.parties & self.other.parties)

    @property
    def other_party(self) -> bool:
        return bool(self.one.parties and self.other.parties) and not self.shares_party

    @property
    def shared_provinces(self) -> frozenset[str]:
        return self.one.provinces & self.other.provinces

    @property
    def shares_province(self) -> bool:
        return bool(self.shared_provinces) or (self.one.national and self.other.national)

    @property
    def elsewhere(self) -> bool:
        """Whether both say where, and it is not in one province."""
        one, other = self.one, self.other
        if one.national or other.national or not one.provinces or not other.provinces:
            return False
        return not self.shared_provinces

    @property
    def other_day(self) -> bool:
        return bool(self.one.day and self.other.day) and self.one.day != self.other.day

    # -- in signs ---------------------------------------------------------------------------

    def found(self) -> tuple[Sign, ...]:
        """The signs that are worth telling, what they have in common first."""
        return tuple(sign for sign in (*self._alike(), *self._unlike()) if sign is not None)

    def _alike(self) -> list[Sign | None]:
        party = Signal.SAME_OWNER if self.same_owner else Signal.SHARED_PARTY
        text = Signal.SAME_TEXT if self._same_text() else Signal.SIMILAR_TEXT
        day = self.one.day is not None and self.one.day == self.other.day
        return [
            _if(self.shares_party, Sign(party)),
            self._title_sign(),
            _if(self.same_page or self.same_site, Sign(Signal.SAME_ADDRESS)),
            _if(self.text is not None and self.text >= _SIMILAR_TEXT, Sign(text)),
            _if(day, Sign(Signal.SAME_DAY)),
            _if(
                bool(self.shared_provinces),
                Sign(Signal.SAME_PROVINCE, tuple(sorted(self.shared_provinces))),
            ),
        ]

    def _title_sign(self) -> Sign | None:
        if (self.short_name or self.perhaps_short_name) and self.title.score < 0.99:
            return Sign(Signal.SHORT_NAME)
        if not self.shared_words:
            return None
        if self.title.score >= 0.99:
            return Sign(Signal.SAME_TITLE)
        if self.title.score >= 0.8 or self.explained:
            return Sign(Signal.NEARLY_SAME_TITLE)
        return _if(self.title.score >= 0.4, Sign(Signal.ALIKE_TITLE))

    def _unlike(self) -> list[Sign | None]:
        title, there = self.title, self.other.provinces
        return [
            _if(self.one.kind != self.other.kind, Sign(Signal.OTHER_KIND)),
            _if(title.other_years, Sign(Signal.OTHER_YEAR)),
            _if(title.other_numbers, Sign(Signal.OTHER_NUMBER)),
            _if(self.other_day, Sign(Signal.OTHER_DAY)),
            _if(self.elsewhere, Sign(Signal.OTHER_PROVINCE, tuple(sorted(there)))),
            _if(title.other_provinces and not self.elsewhere, Sign(Signal.OTHER_PROVINCE_NAMED)),
            _if(self.other_party and not self.is_organisation, Sign(Signal.OTHER_OWNER)),
        ]


@lru_cache(maxsize=20_000)
def _text_stems(text: str) -> frozenset[str]:
    return frozenset(telling_stems(text))


def _mentions(text: frozenset[str], titles: Iterable[str]) -> bool:
    words = {word for title in titles for word in read_title(title).telling}
    return any(_one_in_other(word, told) for word in words for told in text)


def _one_in_other(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= _ENOUGH_LETTERS and shorter in longer)


def text_likeness(one: str, other: str) -> float | None:
    """How much two texts say the same, of 1; None when one says too little."""
    ours, theirs = _text_stems(one), _text_stems(other)
    if len(ours) < _ENOUGH_WORDS or len(theirs) < _ENOUGH_WORDS:
        return None
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def _if(holds: bool, sign: Sign) -> Sign | None:
    return sign if holds else None
