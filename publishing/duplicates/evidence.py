"""Everything two descriptions have in common and in which they differ."""

from collections.abc import Iterable
from functools import lru_cache

from publishing.duplicates.description import Description
from publishing.duplicates.organisation_names import (
    SORTS,
    long_names,
    one_is_short_for_other,
    one_may_be_short_for_other,
)
from publishing.duplicates.titles import (
    TitleLikeness,
    is_title_with_subtitle,
    most_alike,
    read_title,
)
from publishing.duplicates.web_addresses import read_address
from publishing.duplicates.words import telling_stems

_NEARLY_SAME_TEXT, _SIMILAR_TEXT = 0.85, 0.5
#: A shorter part of a word says nothing.
_ENOUGH_LETTERS = 5
#: Below it a title is not a variant of the other one.
_ANOTHER_TITLE = 0.35
#: A text of fewer words says too little to compare.
_ENOUGH_WORDS = 4


class Evidence:
    """What one can say of two descriptions, each answer by its name.

    ``text`` is how much the two texts say the same, of 1; None when one says too little.
    """

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

    @property
    def contradicted(self) -> bool:
        """Whether something says that these are two, however much they look alike."""
        if self.one.kind != self.other.kind or self.other_day:
            return True
        title = self.title
        if title.other_numbers or title.other_years or title.other_provinces:
            return True
        if self.elsewhere and not self.same_page:
            return True
        if title.contradicts and not self.renamed:
            return True
        return self.other_party and not (self.same_page or self.same_text)

    @property
    def renamed(self) -> bool:
        """Under another title the same thing.

        Of one owner that means the same text, but only when the titles have nothing in common:
        with one pattern for all of its titles it may have one text for all of them as well.
        """
        if self.is_organisation:
            return self.same_site or self.short_name
        if self.page_names_it:
            return True
        if not (self.same_text and (self.same_owner or self.same_page)):
            return False
        if not self.title.contradicts:
            return bool(self.shared_words)
        return self.title.score < _ANOTHER_TITLE and self.text_is_its_own

    @property
    def same_text(self) -> bool:
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
        alike = self.same_day or self.similar_text
        if not (alike or self.same_page or self.same_site):
            return False
        return is_title_with_subtitle(self.one.titles, self.other.titles)

    @property
    def text_is_its_own(self) -> bool:
        """Whether the texts are about what the titles name, and not of a form letter."""
        return all(
            _mentions(_text_stems(each.summary), each.titles) for each in (self.one, self.other)
        )

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

    @property
    def same_day(self) -> bool:
        return self.one.day is not None and self.one.day == self.other.day

    @property
    def similar_text(self) -> bool:
        return self.text is not None and self.text >= _SIMILAR_TEXT


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
