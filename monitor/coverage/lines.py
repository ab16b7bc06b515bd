"""Which terms stand in the rows or columns, in which order, and which of them are shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.labels import Label, Vocabulary


@dataclass(frozen=True)
class Place:
    """A term with its depth, and the term right above it in the table."""

    label: Label
    depth: int = 0
    parent: str = ""

    @property
    def value(self) -> str:
        return self.label.value


def places(words: Vocabulary, axis: str, *, every_level: bool) -> list[Place]:
    """All lines of an axis: the broadest terms, or each with the narrower ones below it.

    A term with several above it (a regional action line) stands under the first, once.
    """
    labels = words.of(axis)
    if not every_level:
        return [Place(label) for label in labels.values() if not _above(label, labels)]
    below: dict[str, list[Label]] = {}
    for label in labels.values():
        below.setdefault(_above(label, labels), []).append(label)
    return [*_under("", 0, below)]


def shown(
    words: Vocabulary, axis: str, chosen: tuple[str, ...], *, every_level: bool
) -> list[Place]:
    """The lines that are shown: those of the chosen terms, or all when none is chosen.

    What is chosen is always a line; with every level, whatever is under it is too.
    """
    if not chosen:
        return places(words, axis, every_level=every_level)
    all_lines = places(words, axis, every_level=True)
    kept = [place for place in all_lines if _is_chosen(place, words, axis, chosen, every_level)]
    present = {place.value for place in kept}
    # Without the line above it a line stands by itself.
    return [place if place.parent in present else Place(place.label) for place in kept]


def peers(words: Vocabulary, axis: str, lines: Sequence[Place]) -> list[list[str]]:
    """The lines to compare with: for each depth that some of `lines` have, all of that depth."""
    all_lines = places(words, axis, every_level=True)
    depths = {place.value: place.depth for place in all_lines}
    wanted = sorted({depths[place.value] for place in lines if place.value in depths})
    return [[place.value for place in all_lines if place.depth == depth] for depth in wanted]


def _is_chosen(
    place: Place, words: Vocabulary, axis: str, chosen: tuple[str, ...], every_level: bool
) -> bool:
    if place.value in chosen:
        return True
    return every_level and not set(words.with_broader(axis, [place.value])).isdisjoint(chosen)


def _above(label: Label, labels: Mapping[str, Label]) -> str:
    """The first of the broader terms in the order of the vocabulary; empty for none."""
    if not label.broader:
        return ""
    return next((value for value in labels if value in label.broader), "")


def _under(parent: str, depth: int, below: Mapping[str, list[Label]]) -> Iterator[Place]:
    for label in below.get(parent, ()):
        yield Place(label, depth, parent)
        yield from _under(label.value, depth + 1, below)
