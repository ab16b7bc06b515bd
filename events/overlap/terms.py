"""Which words of the classification mean the same people, or the same theme."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from taxonomy.models import ActionLine, Province, TargetGroup

Keys = frozenset[int]
Word = TypeVar("Word", TargetGroup, ActionLine)
_NAMED = ("ref", "label", "label_en", "sort_order")


@dataclass(frozen=True)
class Vocabulary:
    """Target groups, action lines and provinces with their relations; all by primary key.

    A target group includes the groups under it. A line of a regional plan stands for the
    national lines it works on as well.
    """

    provinces: Mapping[int, Province]
    groups: Mapping[int, TargetGroup]
    narrower: Mapping[int, Keys]
    lines: Mapping[int, ActionLine]
    nationals: Mapping[int, Keys]

    @classmethod
    def read(cls) -> "Vocabulary":
        """As the database has it now, in four queries."""
        groups = TargetGroup.objects.only(*_NAMED, "parent").in_bulk()
        narrower: dict[int, set[int]] = defaultdict(set)
        for group in groups.values():
            if group.parent_id:
                narrower[group.parent_id].add(group.pk)
        lines = ActionLine.objects.only(*_NAMED, "kind", "letter").in_bulk()
        nationals: dict[int, set[int]] = defaultdict(set)
        pairs = ActionLine.maps_to.through.objects.values_list(
            "from_actionline_id", "to_actionline_id"
        )
        for line, national in pairs:
            nationals[line].add(national)
        return cls(
            provinces=Province.objects.only(*_NAMED, "code", "region").in_bulk(),
            groups=groups,
            narrower=_frozen(narrower),
            lines=lines,
            nationals=_frozen(nationals),
        )

    def groups_that_share(self, groups: Collection[int]) -> Keys:
        """Every group that has people in common with one of these."""
        broader = {self.groups[key].parent_id for key in groups if key in self.groups}
        return self._with_narrower(groups) | {key for key in broader if key}

    def shared_groups(self, one: Collection[int], other: Collection[int]) -> list[TargetGroup]:
        """The groups that both are for, without those under another one of them."""
        shared = self._with_narrower(one) & self._with_narrower(other)
        found = [self.groups[key] for key in shared if key in self.groups]
        return _in_order(group for group in found if group.parent_id not in shared)

    def lines_that_share(self, lines: Collection[int]) -> Keys:
        """Every line that works on the same as one of these."""
        wanted = self._with_nationals(lines)
        regional = {line for line, nationals in self.nationals.items() if nationals & wanted}
        return wanted | regional

    def shared_lines(self, one: Collection[int], other: Collection[int]) -> list[ActionLine]:
        """The lines that both work on: the national ones, or else those of a region's own."""
        shared = self._with_nationals(one) & self._with_nationals(other)
        found = [self.lines[key] for key in shared if key in self.lines]
        return _in_order([line for line in found if line.is_national] or found)

    def _with_narrower(self, groups: Collection[int]) -> Keys:
        below = (self.narrower.get(key, frozenset()) for key in groups)
        return frozenset(groups).union(*below)

    def _with_nationals(self, lines: Collection[int]) -> Keys:
        mapped = (self.nationals.get(key, frozenset()) for key in lines)
        return frozenset(lines).union(*mapped)


def _frozen(sets: Mapping[int, set[int]]) -> dict[int, Keys]:
    return {key: frozenset(values) for key, values in sets.items()}


def _in_order(words: Iterable[Word]) -> list[Word]:
    return sorted(words, key=lambda word: (word.sort_order, word.label, word.pk))
