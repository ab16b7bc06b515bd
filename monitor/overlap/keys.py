"""The keys by which items that may overlap are looked up: form, place and word together.

What overlaps must share all three, so every two items that overlap have a key in common, and
most items have few keys in common with others. Of a word its beginning counts, by which compounds
are found. A key is a number, because numbers make a small index.
"""

from collections.abc import Collection, Iterator
from hashlib import blake2b

from monitor.overlap.comparing import BEGINNING
from monitor.overlap.profile import Profile

#: Stands for the whole country where the name of a province would stand.
NATIONAL = "NL"
#: So many words of a title and of the rest; more would not find more.
MOST_TITLE_WORDS = 6
MOST_OTHER_WORDS = 6


def stored_keys(profile: Profile) -> list[int]:
    """Under what an item can be found; nothing for what cannot overlap."""
    if not profile.can_overlap():
        return []
    places = [NATIONAL] if profile.national else sorted(profile.provinces)
    return _numbers(profile, places)


def asked_keys(profile: Profile, provinces: Collection[str]) -> list[int]:
    """Under what is found that may overlap an item; ``provinces`` are all there are.

    What is for the whole country is asked for beside what is in a province, and the other way round.
    """
    if not profile.can_overlap():
        return []
    places = sorted(provinces) if profile.national else sorted(profile.provinces)
    return _numbers(profile, [*places, NATIONAL])


def _numbers(profile: Profile, places: Collection[str]) -> list[int]:
    texts = (f"{profile.form}|{place}|{word}" for word in _words(profile) for place in places)
    return list(dict.fromkeys(_number(text) for text in texts))


def _words(profile: Profile) -> Iterator[str]:
    for word in list(profile.title_words)[:MOST_TITLE_WORDS]:
        yield word[:BEGINNING]
    for word in list(profile.other_words)[:MOST_OTHER_WORDS]:
        yield word[:BEGINNING]
    if not profile.words:
        # About ICT in general: found by whom it is for.
        yield from (f"for {group}" for group in sorted(profile.all_groups))


def _number(text: str) -> int:
    digest = blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
