"""The keys by which likely doubles of a description are looked up.

Two items that may be the same share at least one key; most items that share none are never
compared. A key is a number made of what it stands for, because numbers make a small index.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import combinations, pairwise

from publishing.duplicates.description import Description
from publishing.duplicates.organisation_names import initials, short_names
from publishing.duplicates.titles import read_title
from publishing.duplicates.web_addresses import read_address
from publishing.duplicates.words import telling_stems

#: Of a long title only the first words; more would not find more.
MOST_WORDS = 6
#: The letters at the start and at the end by which a name is found that was typed wrong.
_EDGE = 6
#: So many samples of a text: two that are half the same share one nearly always.
_SAMPLES = 4
_ENOUGH_WORDS = 6


def keys_of(description: Description) -> list[int]:
    """The keys of a description, the ones that fewest items have first, each once."""
    return list(dict.fromkeys(_number(text) for text in _texts(description)))


def _texts(description: Description) -> Iterator[str]:
    yield from _of_address(description)
    titles = [read_title(name) for name in description.names]
    if description.kind == "organisation":
        yield from (f"short:{name}" for name in sorted(_abbreviations(description)))
    for title in titles:
        yield f"title:{' '.join(sorted(title.stems))}"
    yield from (f"text:{sample}" for sample in _samples(description.summary))
    for title in titles:
        words = title.telling[:MOST_WORDS] or title.stems[:MOST_WORDS]
        yield from (f"pair:{' '.join(sorted(two))}" for two in combinations(words, 2))
    for title in titles:
        yield from _of_edges("".join(title.telling or title.stems))
    for title in titles:
        words = title.telling[:MOST_WORDS]
        yield from _with_parties(words, description)
        yield from (f"word:{word}" for word in sorted(words, key=len, reverse=True))


def _of_address(description: Description) -> Iterator[str]:
    address = read_address(description.website)
    if address.is_page:
        yield f"page:{address.host}/{address.path}"
    if address.tells:
        yield f"host:{address.host}"


def _abbreviations(description: Description) -> set[str]:
    return short_names(description) | initials(description)


def _of_edges(letters: str) -> Iterator[str]:
    if len(letters) >= _EDGE:
        yield f"begin:{letters[:_EDGE]}"
        yield f"end:{letters[-_EDGE:]}"


def _with_parties(words: Iterable[str], description: Description) -> Iterator[str]:
    for party in sorted(description.parties):
        yield from (f"party:{party} {word}" for word in words)


def _samples(text: str) -> list[str]:
    """The same few pairs of neighbouring words of a text, whatever was added or left out."""
    words = telling_stems(text)
    if len(words) < _ENOUGH_WORDS:
        return []
    pairs = {f"{one} {other}" for one, other in pairwise(words)}
    return sorted(pairs, key=_number)[:_SAMPLES]


def _number(text: str) -> int:
    digest = blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
