"""Whether two events are probably one that was announced twice."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from events.overlap.proposal import Keys, Place

#: Of a hundred; the same words in another order are as alike as can be.
NEARLY_THE_SAME = 86
#: Names of places differ more: with and without the town, the room, the street.
SAME_PLACE = 85
#: A title may be cut off, or have a few words more, when what remains says enough.
ENOUGH_LETTERS, ENOUGH_WORDS = 15, 3

_NOT_A_WORD = re.compile(r"[\W_]+")
_YEAR = re.compile(r"20\d\d")


class Sign(StrEnum):
    """What makes two events look like one."""

    TITLE = "title"
    DAY = "day"
    PLACE = "place"
    ONLINE = "online"
    PROVINCE = "province"
    ORGANISER = "organiser"

    def __str__(self) -> str:
        """In words, in the active language."""
        return str(_SIGNS[self]())


_SIGNS = {
    Sign.TITLE: lambda: _("nearly the same title"),
    Sign.DAY: lambda: _("the same day"),
    Sign.PLACE: lambda: _("the same place"),
    Sign.ONLINE: lambda: _("both online"),
    Sign.PROVINCE: lambda: _("the same province, and of one of them the place is not known"),
    Sign.ORGANISER: lambda: _("an organisation that takes part in both"),
}


@dataclass(frozen=True)
class Look:
    """What an event looks like: all that is compared, but for the day."""

    titles: tuple[str, ...]
    place: Place
    provinces: Keys = frozenset()
    organisations: Keys = frozenset()


def signs_of_double(one: Look, other: Look) -> tuple[Sign, ...]:
    """Why two events on the same day are probably one; empty when they are not."""
    if not alike(one.titles, other.titles):
        return ()
    where = _same_place(one, other)
    if where is None:
        return ()
    signs = [Sign.TITLE, Sign.DAY, where]
    if one.organisations & other.organisations:
        signs.append(Sign.ORGANISER)
    return tuple(signs)


def alike(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two events have nearly the same title, in one language or the other."""
    theirs = [plain(title) for title in others]
    return any(_nearly_same(plain(mine), their) for mine in some for their in theirs)


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Words and numbers only: small letters without accents, a space between them."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub(" ", bare).strip()


def _nearly_same(one: str, other: str) -> bool:
    if not one or not other or _numbers_differ(one, other):
        return False
    if fuzz.token_sort_ratio(one, other) >= NEARLY_THE_SAME:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < ENOUGH_LETTERS or len(shorter.split()) < ENOUGH_WORDS:
        return False
    return longer.startswith(shorter) or set(shorter.split()) <= set(longer.split())


def _numbers_differ(one: str, other: str) -> bool:
    """Part one is not part two; a year that only one of them names says nothing."""
    ours, theirs = _numbers(one), _numbers(other)
    if ours == theirs:
        return False
    differ = ours ^ theirs
    return bool(ours and theirs) or not all(_YEAR.fullmatch(number) for number in differ)


def _numbers(text: str) -> set[str]:
    return {word for word in text.split() if word.isdecimal()}


def _same_place(one: Look, other: Look) -> Sign | None:
    here, there = one.place, other.place
    if here.is_known and there.is_known:
        return Sign.PLACE if _alike_places(here, there) else None
    if here.online and there.online:
        return Sign.ONLINE
    nothing_said = not (here.is_known or here.online) or not (there.is_known or there.online)
    if nothing_said and one.provinces & other.provinces:
        return Sign.PROVINCE
    return None


def _alike_places(here: Place, there: Place) -> bool:
    for name in ("name", "address"):
        ours, theirs = plain(getattr(here, name)), plain(getattr(there, name))
        if ours and theirs and fuzz.token_set_ratio(ours, theirs) >= SAME_PLACE:
            return True
    return False
