"""Whether two events are called the same, and whether that says anything."""

from collections.abc import Iterable
from functools import lru_cache

from events.harvest.doubles.features import listed
from events.overlap.likeness import alike as nearly_same
from publishing.duplicates.words import EMPTY, is_generic, stem, words_of

#: Tell how it stands, or ask people to come, and not what it is.
_AROUND = listed(
    """
    geannuleerd afgelast afgezegd uitgesteld verplaatst vol volgeboekt uitverkocht canceled
    cancelled postponed soldout full uitnodiging invitation aankondiging savethedate
    """
)
#: Half of all calendars have one of these at any hour.
_EVERYWHERE = frozenset(
    stem(word)
    for word in listed(
        """
        open dag dagen avond middag ochtend overleg vergadering bestuur bestuursvergadering inloop
        inloopspreekuur inloopuur spreekuur borrel kickoff lunch ontbijt ontmoeting ontmoetingen
        informatie informatieavond informatiebijeenkomst voorlichting online webinar gastles proefles
        les toets examen tentamen vakantie meeting team teamoverleg regiooverleg stuurgroep
        projectgroep werkgroep open huis nieuwjaarsreceptie receptie afsluiting opening presentatie
        lezing demo intervisie studiedag day evening morning lunch lecture session talk event
        evenement groep klas info q vragenuur uur house introductie introduction kennismaking coffee
        koffie
        """
    )
)


def same(one: str, other: str, start_year: int, places: frozenset[str]) -> bool:
    """Whether two titles are the same but for how they are written.

    ``places`` are words of the town: who names it in the title says nothing more. Neither does
    who names the year in which it is.
    """
    ours, theirs = (_telling(title, start_year, places) for title in (one, other))
    return bool(ours) and ours == theirs


def says_enough(title: str, places: frozenset[str]) -> bool:
    """Whether few events are called so: something is left without what every calendar has."""
    rest = [word for word in words_of(title) if word not in EMPTY and word not in places]
    return any(
        stem(word) not in _EVERYWHERE and not is_generic(stem(word)) and not word.isdecimal()
        for word in rest
    )


def words_in(some: Iterable[str]) -> frozenset[str]:
    """The words of several titles without empty ones: what shares none of them is never alike."""
    return frozenset(word for title in some for word in words_of(title)) - EMPTY


def alike(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two events have nearly the same title; part one is not part two."""
    return nearly_same(some, others)


def shared(one: str, other: str) -> float:
    """Which part of the telling words two titles have in common, of 1; by the shorter one."""
    ours, theirs = _stems(one), _stems(other)
    least = min(len(ours), len(theirs))
    return len(ours & theirs) / least if least else 0.0


def numbers_differ(one: str, other: str) -> bool:
    """Whether the titles themselves number what they are: part, group, class, round."""
    return _marks(one) != _marks(other)


@lru_cache(maxsize=20_000)
def _telling(title: str, year: int, places: frozenset[str]) -> tuple[str, ...]:
    words = [word for word in words_of(title) if word not in _AROUND and word != str(year)]
    without = [word for word in words if word not in places]
    return tuple(word for word in without or words if word not in EMPTY)


@lru_cache(maxsize=20_000)
def _stems(title: str) -> frozenset[str]:
    found = (stem(word) for word in words_of(title) if word not in EMPTY | _AROUND)
    return frozenset(word for word in found if word not in _EVERYWHERE and not is_generic(word))


@lru_cache(maxsize=20_000)
def _marks(title: str) -> frozenset[str]:
    """Numbers, single letters and Roman numerals; years are none."""
    return frozenset(
        word
        for word in words_of(title)
        if (word.isdecimal() and not 1900 < int(word[:9]) < 2100)
        or (any(letter.isdecimal() for letter in word[:9]) and not word.isdecimal())
        or (len(word) == 1 and word not in EMPTY)
        or word in {"ii", "iii", "iv", "vi", "vii", "viii", "ix"}
    )
