"""The keys by which items that may overlap are looked up: form, place and a word, or whom it is for.

What overlaps shares form, place and a target group, or the one above it, so every two items that
overlap have a key of people in common, whatever the weights are. Keys of words find first what is
also about the same, where many serve the same people. Of a word its beginning counts, by which
compounds are found. A key is a number, because numbers make a small index.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from monitor.overlap.comparing import BEGINNING
from monitor.overlap.profile import Profile

#: Stands for the whole country where the name of a province would stand.
NATIONAL = "NL"
#: So many words of a title and of the rest; more would not find more.
MOST_TITLE_WORDS = 6
MOST_OTHER_WORDS = 6


@dataclass(frozen=True)
class AskedKeys:
    """Under what is found that may overlap an item: by what it is about, and by whom it is for."""

    words: tuple[int, ...] = ()
    people: tuple[int, ...] = ()


def stored_keys(profile: Profile) -> list[int]:
    """Under what an item can be found; nothing for what cannot overlap."""
    if not profile.can_overlap():
        return []
    places = [NATIONAL] if profile.national else sorted(profile.provinces)
    return _numbers(profile, places, [*_words(profile), *_people(profile)])


def asked_keys(profile: Profile, provinces: Collection[str]) -> AskedKeys:
    """Under what is found that may overlap an item; ``provinces`` are all there are.

    What is for the whole country is asked for beside what is in a province, and the other way round.
    """
    if not profile.can_overlap():
        return AskedKeys()
    places = [*(sorted(provinces) if profile.national else sorted(profile.provinces)), NATIONAL]
    return AskedKeys(
        words=tuple(_numbers(profile, places, _words(profile))),
        people=tuple(_numbers(profile, places, _people(profile))),
    )


def _numbers(profile: Profile, places: Collection[str], parts: Iterable[str]) -> list[int]:
    texts = (f"{profile.form}|{place}|{part}" for part in parts for place in places)
    return list(dict.fromkeys(_number(text) for text in texts))


def _words(profile: Profile) -> Iterator[str]:
    for word in list(profile.title_words)[:MOST_TITLE_WORDS]:
        yield word[:BEGINNING]
    for word in list(profile.other_words)[:MOST_OTHER_WORDS]:
        yield word[:BEGINNING]


def _people(profile: Profile) -> Iterator[str]:
    """The groups that were chosen come first, for no more than so many keys are followed."""
    for group in (*sorted(profile.groups), *sorted(profile.all_groups - profile.groups)):
        yield f"for {group}"


def _number(text: str) -> int:
    digest = blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
