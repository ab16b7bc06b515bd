"""Abbreviations of organisations: HvA is Hogeschool van Amsterdam."""

from publishing.duplicates.description import Description
from publishing.duplicates.words import EMPTY, stem, words_of

#: What sort of organisation it is; two libraries have nothing more in common.
SORTS = frozenset(
    stem(word)
    for word in (
        "provincie", "gemeente", "ministerie", "bibliotheek", "college", "school", "scholen",
        "hogeschool", "universiteit", "academie", "mbo", "roc", "stichting", "instituut",
        "centrum", "kenniscentrum", "werkcentrum", "lyceum",
    )
)  # fmt: skip

_SHORTEST, _LONGEST = 2, 6


def one_is_short_for_other(one: Description, other: Description) -> bool:
    """Whether both have one abbreviation, or one has the first letters of a name of the other."""
    ours, theirs = short_names(one), short_names(other)
    return bool(ours & theirs or ours & initials(other) or theirs & initials(one))


def long_names(description: Description) -> tuple[str, ...]:
    """The names that are more than an abbreviation; all when there are no others."""
    found = tuple(name for name in description.names if not _is_short(words_of(name)))
    return found or description.names


def one_may_be_short_for_other(one: Description, other: Description) -> bool:
    """Whether the letters of an abbreviation of one stand in a name of the other in their order.

    NOM is in Noordelijke Ontwikkelingsmaatschappij, and in much else: it says something only
    beside something better.
    """
    return _hidden_in(short_names(one), other) or _hidden_in(short_names(other), one)


def _hidden_in(shorts: set[str], other: Description) -> bool:
    names = ["".join(words_of(name)) for name in other.names if len(words_of(name)) > 1]
    return any(
        name[0] == short[0] and _in_order(short, name)
        for short in shorts
        if short.isalpha() and len(short) >= _SHORTEST + 1
        for name in names
    )


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def short_names(description: Description) -> set[str]:
    """The names that may be an abbreviation, without dots."""
    return {words_of(name)[0] for name in description.names if _is_short(words_of(name))}


def _is_short(words: tuple[str, ...]) -> bool:
    return len(words) == 1 and _SHORTEST <= len(words[0]) <= _LONGEST


def initials(description: Description) -> set[str]:
    """The abbreviations that its names of several words could have."""
    found: set[str] = set()
    for name in description.names:
        words = words_of(name)
        if len(words) < 2:
            continue
        found.add("".join(word[0] for word in words))
        found.add("".join(word[0] for word in words if word not in EMPTY))
    return {name for name in found if _SHORTEST <= len(name) <= _LONGEST}
