"""Abbreviations of organisations: HvA is Hogeschool van Amsterdam."""

from publishing.duplicates.description import Description
from publishing.duplicates.words import EMPTY, words_of

_SHORTEST, _LONGEST = 2, 8


def one_is_short_for_other(one: Description, other: Description) -> bool:
    """Whether an abbreviation of one is made of the first letters of a name of the other."""
    ours, theirs = short_names(one), short_names(other)
    return bool(ours & initials(other) or theirs & initials(one))


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
    found = {"".join(words_of(name)) for name in description.names if len(words_of(name)) == 1}
    return {name for name in found if _SHORTEST <= len(name) <= _LONGEST}


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
