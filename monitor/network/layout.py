"""Where everything stands in the picture: the same data gives the same picture, always.

Parties stand on the left and initiatives on the right, so that every name has a line to itself
and none lies over another. Each side is put in the order in which the fewest lines cross, by
the mean place of what each is tied to (the barycentre method of layered drawings).
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Left = TypeVar("Left", bound=Hashable)
Right = TypeVar("Right", bound=Hashable)

#: How high one name stands, and what separates groups. In units of the picture.
ROW, GAP = 30.0, 22.0
#: More change nothing any more in pictures of this size.
SWEEPS = 12


@dataclass(frozen=True)
class Layout:
    """The heights at which parties and initiatives stand, and how high it all is."""

    left: Mapping[Hashable, float]
    right: Mapping[Hashable, float]
    height: float


def lay_out(ties: Mapping[Left, Sequence[Right]]) -> Layout:
    """Places for the left side, whose order is that of ``ties`` where nothing decides, and for the
    right side that it is tied to.
    """
    left: dict[Hashable, float] = {}
    right: dict[Hashable, float] = {}
    top = 0.0
    for group in _groups(ties):
        lefts, rights = _ordered(group)
        band = ROW * max(len(lefts), len(rights))
        step = band / len(lefts)
        for number, node in enumerate(lefts):
            left[node] = round(top + step * (number + 0.5), 1)
        wanted = [_mean([left[node] for node in lefts if one in group[node]]) for one in rights]
        for one, height in zip(rights, _apart(wanted, top, top + band), strict=True):
            right[one] = round(height, 1)
        top += band + GAP
    return Layout(left, right, max(0.0, top - GAP))


def _groups(ties: Mapping[Left, Sequence[Right]]) -> list[dict[Left, Sequence[Right]]]:
    """What is connected stands together, the largest group first."""
    holders: dict[Right, list[Left]] = {}
    for node, ones in ties.items():
        for one in ones:
            holders.setdefault(one, []).append(node)
    seen: set[Left] = set()
    found: list[dict[Left, Sequence[Right]]] = []
    for start in ties:
        if start in seen or not ties[start]:
            continue
        reached, waiting = {start}, [start]
        while waiting:
            for one in ties[waiting.pop()]:
                new = [node for node in holders[one] if node not in reached]
                reached.update(new)
                waiting.extend(new)
        seen |= reached
        found.append({node: ones for node, ones in ties.items() if node in reached})
    return sorted(found, key=len, reverse=True)


def _ordered(group: Mapping[Left, Sequence[Right]]) -> tuple[list[Left], list[Right]]:
    lefts = list(group)
    rights = list(dict.fromkeys(one for ones in group.values() for one in ones))
    first_left = {node: number for number, node in enumerate(lefts)}
    first_right = {one: number for number, one in enumerate(rights)}
    for _sweep in range(SWEEPS):
        places = {node: number for number, node in enumerate(lefts)}
        means = {
            one: _mean([places[node] for node in lefts if one in group[node]]) for one in rights
        }
        rights.sort(key=lambda one: (means[one], first_right[one]))
        heights = {one: number for number, one in enumerate(rights)}
        middles = {node: _mean([heights[one] for one in group[node]]) for node in lefts}
        lefts.sort(key=lambda node: (middles[node], first_left[node]))
    return lefts, rights


def _apart(wanted: Sequence[float], top: float, bottom: float) -> list[float]:
    """These heights with a row between each two, in the same order and between two lines."""
    heights = list(wanted)
    least = top + ROW / 2
    for number, height in enumerate(heights):
        heights[number] = least = max(height, least)
        least += ROW
    most = bottom - ROW / 2
    for number in range(len(heights) - 1, -1, -1):
        heights[number] = most = min(heights[number], most)
        most -= ROW
    return heights


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)
