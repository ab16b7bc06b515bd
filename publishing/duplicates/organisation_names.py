"""Abbreviations of organisations: HvA is Hogeschool van Amsterdam."""

from publishing.duplicates.description import Description
from publishing.duplicates.words import EMPTY, fold, squeezed, words_of

_SHORTEST, _LONGEST = 2, 8


def one_is_short_for_other(one: Description, other: Description) -> bool:
    """Whether two organisations are one by an abbreviation or another name that fits."""
    ours, theirs = short_names(one), short_names(other)
    if ours & initials(other) or theirs & initials(one):
        return True
    known = {squeezed(name) for name in one.names} & {squeezed(name) for name in other.names}
    return any(len(name) > _LONGEST for name in known)


def short_names(description: Description) -> set[str]:
    """The names that may be an abbreviation, without dots."""
    found = {"".join(words_of(name)) for name in description.names if len(words_of(name)) == 1}
    return {name for name in found if _SHORTEST <= len(name) <= _LONGEST}


def initials(description: Description) -> set[str]:
    """The abbreviations that its names of several words could have."""
    found: set[str] = set()
    for name in description.names:
        words = words_of(fold(name))
        if len(words) < 2:
            continue
        found.add("".join(word[0] for word in words))
        found.add("".join(word[0] for word in words if word not in EMPTY))
    return {name for name in found if _SHORTEST <= len(name) <= _LONGEST}
