"""Whether two events are in the same place, however each wrote it."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from rapidfuzz import fuzz

from events.harvest.doubles.features import listed
from events.overlap.likeness import plain
from events.overlap.proposal import Place


class Where(Enum):
    """What two places have to do with each other."""

    SAME = auto()
    #: So alike that a person should look.
    ALIKE = auto()
    BOTH_ONLINE = auto()
    #: Of one of them too little is known.
    UNKNOWN = auto()
    OTHER = auto()


#: Every town has one.
_IN_EVERY_TOWN = listed(
    """
    stadhuis gemeentehuis provinciehuis raadhuis bibliotheek bieb school schoolgebouw aula kantine
    buurthuis wijkcentrum dorpshuis kerk zaal theater lokaal hoofdgebouw campus kantoor station
    hal sporthal gymzaal park locatie vestiging building hall library office room online hotel
    museum kasteel cafe restaurant de het een the
    """
)
_NOT_TELLING = listed(
    """
    nederland netherlands the nl in te de het van en aan
    """
)
_POSTCODE = re.compile(r"\b(\d{4})\s?([A-Za-z]{2})\b")
_HOUSE_NUMBER = re.compile(r"(?<=[a-z.])\s+(\d+)\b", re.IGNORECASE)
_ALIKE_FROM = 85
#: One word that no list knows has to be this long to be a name.
_A_NAME = 6


@dataclass(frozen=True)
class _Read:
    words: frozenset[str]
    name_numbers: frozenset[str]
    postcode: str
    number: str
    town: frozenset[str]

    @property
    def names_it(self) -> bool:
        """Whether it says enough to be one place in the whole country."""
        telling = self.words - _IN_EVERY_TOWN
        if self.postcode or (self.number and len(telling) > 1):
            return True
        return len(telling) > 1 or any(len(word) >= _A_NAME for word in telling)


def compare(one: Place, other: Place, joining: tuple[str, str] = ("", "")) -> Where:
    """How two places relate; ``joining`` are the addresses at which one takes part online."""
    if one.is_known and other.is_known:
        return _compare(_read(one.name, one.address), _read(other.name, other.address))
    if one.online and other.online:
        return Where.SAME if joining[0] and joining[0] == joining[1] else Where.BOTH_ONLINE
    if one.online_only or other.online_only:
        return Where.OTHER if one.is_known or other.is_known else Where.UNKNOWN
    return Where.UNKNOWN


def town_words(place: Place) -> frozenset[str]:
    """The words of the town, as far as an address is written so that one can tell."""
    return _read(place.name, place.address).town


def words_of_place(place: Place) -> frozenset[str]:
    return _read(place.name, place.address).words


def _compare(one: _Read, other: _Read) -> Where:
    if one.town and other.town and not one.town & other.town:
        return Where.OTHER
    if one.name_numbers and other.name_numbers and one.name_numbers != other.name_numbers:
        # The next room, or the next house.
        return Where.ALIKE
    if one.postcode and other.postcode:
        same = one.postcode == other.postcode and one.number == other.number
        if same:
            return Where.SAME
        return Where.ALIKE if _nearly(one, other) else Where.OTHER
    if one.words == other.words:
        return Where.SAME if one.names_it else Where.ALIKE
    if _one_says_more(one, other) or _one_says_more(other, one):
        return Where.SAME
    return Where.ALIKE if _nearly(one, other) else Where.OTHER


def _one_says_more(less: _Read, more: _Read) -> bool:
    """Whether everything that one says the other says too, the town included."""
    if not less.words < more.words:
        return False
    if more.town and not more.town <= less.words:
        # "De Brug" may be in any town.
        return False
    return bool(more.town) and bool(less.words - more.town - _NOT_TELLING)


def _nearly(one: _Read, other: _Read) -> bool:
    ours, theirs = " ".join(sorted(one.words)), " ".join(sorted(other.words))
    return bool(ours and theirs) and fuzz.token_set_ratio(ours, theirs) >= _ALIKE_FROM


@lru_cache(maxsize=20_000)
def _read(name: str, address: str) -> _Read:
    whole = f"{name}, {address}" if address and address not in name else name or address
    postcode = _POSTCODE.search(whole)
    number = _HOUSE_NUMBER.search(address or name)
    return _Read(
        words=frozenset(plain(whole).split()) - _NOT_TELLING,
        name_numbers=frozenset(word for word in plain(name).split() if word.isdecimal())
        if address
        else frozenset(),
        postcode="".join(postcode.groups()).lower() if postcode else "",
        number=number.group(1) if number else "",
        town=_town(whole),
    )


def _town(text: str) -> frozenset[str]:
    """What stands behind the postcode, or at the end behind a comma."""
    if found := _POSTCODE.search(text):
        after = text[found.end() :].lstrip(" ,").split(",")[0]
        return frozenset(plain(after).split()) - _NOT_TELLING
    parts = [plain(part) for part in text.split(",")]
    named = [part for part in parts if part and part not in _NOT_TELLING]
    if len(named) > 1 and not any(letter.isdecimal() for letter in named[-1]):
        return frozenset(named[-1].split()) - _NOT_TELLING
    return frozenset()
