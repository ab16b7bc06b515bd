"""What the page of a practice shows of the regions that use it: a map, their ways, their results."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import pgettext_lazy

from initiatives.adoption.details import folded
from initiatives.models import Adoption, AdoptionStep, Practice
from taxonomy.localised import LocalisedText
from taxonomy.models import Province
from taxonomy.province_map import ProvinceMap, Tile, province_map

State = Adoption.State

#: What stands for a state on a tile of the map, where there is no room for words.
CODES: dict[str, Promise] = {
    State.INTERESTED: pgettext_lazy("state on a map", "In"),
    State.PREPARING: pgettext_lazy("state on a map", "Pr"),
    State.PILOTING: pgettext_lazy("state on a map", "Pi"),
    State.RUNNING: pgettext_lazy("state on a map", "Ru"),
    State.STOPPED: pgettext_lazy("state on a map", "St"),
}


@dataclass(frozen=True)
class Stretch:
    """A step on the way of a region with what followed it: `next` is None for the last one."""

    step: AdoptionStep
    next: AdoptionStep | None


@dataclass(frozen=True)
class Shown:
    """One region with the practice: `since` is the day of its last step, None when not known."""

    adoption: Adoption
    steps: Sequence[AdoptionStep]
    provinces: Sequence[Province]

    @property
    def anchor(self) -> str:
        return f"region-{self.adoption.region.ref}"

    @property
    def since(self) -> date | None:
        return self.steps[-1].day if self.steps else None

    @property
    def stretches(self) -> list[Stretch]:
        """Its way as a table tells it, where a step lasts until the next one."""
        return [Stretch(*pair) for pair in zip_longest(self.steps, self.steps[1:])]

    @property
    def code(self) -> Promise:
        return CODES[self.adoption.state]

    @property
    def state(self) -> str:
        return capfirst(str(self.adoption.get_state_display()))

    @property
    def provinces_in_words(self) -> str:
        """Its provinces, where they say something that its own name does not."""
        names = [str(province) for province in self.provinces]
        return "" if names == [str(self.adoption.region)] else ", ".join(names)


@dataclass(frozen=True)
class StateTile:
    """A province on the map with what its region does; `shown` is None where nobody said anything."""

    tile: Tile
    shown: Shown | None


@dataclass(frozen=True)
class Legend:
    """One state, as the map draws it, and in how many regions it is so."""

    state: str
    label: str
    code: Promise
    count: int


@dataclass(frozen=True)
class Results:
    """Results side by side: a row for everything that was counted, a column for who counted it.

    Mostly one figure, but a practice may name what two sources say of the same. The first column
    is the practice itself, with None for its heading, if it has results of its own.
    """

    columns: Sequence[LocalisedText | None]
    rows: Sequence[tuple[LocalisedText, Sequence[Sequence[LocalisedText]]]]


@dataclass(frozen=True)
class AdoptionsOnPage:
    """Everything the template draws."""

    regions: Sequence[Shown]
    map: ProvinceMap
    tiles: Sequence[StateTile]
    legend: Sequence[Legend]
    results: Results | None


def adoptions_on_page(practice: Practice) -> AdoptionsOnPage | None:
    """What regions do with a practice; None when none said anything, or it is not stored yet."""
    if not practice.pk:
        return None
    rows = Adoption.objects.for_page().filter(practice=practice.pk)
    shown = [Shown(row, list(row.steps.all()), list(row.region.provinces.all())) for row in rows]
    if not shown:
        return None
    drawn, tiles = _map(shown)
    return AdoptionsOnPage(
        regions=shown,
        map=drawn,
        tiles=tiles,
        legend=_legend(shown),
        results=results_of(practice, [one.adoption for one in shown]),
    )


def _map(shown: Iterable[Shown]) -> tuple[ProvinceMap, list[StateTile]]:
    by_code = {province.code[-2:]: one for one in shown for province in one.provinces}
    drawn = province_map(
        {
            "code": province.code,
            "name": str(province),
            "count": None,
            "url": f"#{by_code[province.code[-2:]].anchor}"
            if province.code[-2:] in by_code
            else "",
        }
        for province in Province.objects.all()
    )
    return drawn, [StateTile(tile, by_code.get(tile.code)) for tile in drawn.tiles]


def _legend(shown: Sequence[Shown]) -> list[Legend]:
    states = [one.adoption.state for one in shown]
    return [
        Legend(value, capfirst(str(label)), CODES[value], states.count(value))
        for value, label in State.choices
        if value in states
    ]


def results_of(practice: Practice, adoptions: Iterable[Adoption]) -> Results | None:
    """The figures of a practice and of the regions that use it; None when no region has any."""
    counted = [(row, list(row.figures.all())) for row in adoptions]
    counted = [(row, figures) for row, figures in counted if figures]
    if not counted:
        return None
    own = list(practice.results.all())
    columns: list[LocalisedText | None] = [None] if own else []
    columns += [row.region.text("label") for row, _figures in counted]
    sets: list[list[Any]] = [own] if own else []
    sets += [figures for _row, figures in counted]
    labels: dict[str, LocalisedText] = {}
    values: dict[tuple[str, int], list[LocalisedText]] = defaultdict(list)
    for column, figures in enumerate(sets):
        for figure in figures:
            key = folded(figure.label)
            labels.setdefault(key, figure.text("label"))
            values[key, column].append(figure.text("value"))
    rows = [
        (label, [values[key, column] for column in range(len(sets))])
        for key, label in labels.items()
    ]
    return Results(columns, rows)
