"""What the page of a practice shows of the regions that use it: a map, their ways, their results."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import pgettext_lazy

from initiatives.adoption.details import folded
from initiatives.models import Adoption, AdoptionStep, Phase, Practice
from taxonomy.localised import LocalisedText
from taxonomy.models import Province, Region
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

#: How far a practice is where it says itself that it is; a plan runs nowhere yet.
STATE_OF_PHASE = {Phase.RUNNING: State.RUNNING, Phase.BUILDING: State.PREPARING}


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
        return _beside(self.adoption.region, self.provinces)

    @property
    def value(self) -> str:
        return self.adoption.state


@dataclass(frozen=True)
class OwnPlace:
    """A region in which the practice says it is, and that has no record of it."""

    region: Region
    provinces: Sequence[Province]
    value: str

    @property
    def anchor(self) -> str:
        return f"place-{self.region.ref}"

    @property
    def code(self) -> Promise:
        return CODES[self.value]

    @property
    def state(self) -> str:
        return capfirst(str(State(self.value).label))

    @property
    def provinces_in_words(self) -> str:
        """Its provinces, where they say something that its own name does not."""
        return _beside(self.region, self.provinces)


@dataclass(frozen=True)
class StateTile:
    """A province on the map with what is done there; `shown` is None where nobody said anything."""

    tile: Tile
    shown: Shown | OwnPlace | None


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
    own_places: Sequence[OwnPlace]
    map: ProvinceMap
    tiles: Sequence[StateTile]
    legend: Sequence[Legend]
    results: Results | None


def adoptions_on_page(practice: Practice) -> AdoptionsOnPage | None:
    """Where a practice is used; None when nobody said so, or it is not stored yet."""
    if not practice.pk:
        return None
    rows = Adoption.objects.for_page().filter(practice=practice.pk)
    shown = [Shown(row, list(row.steps.all()), list(row.region.provinces.all())) for row in rows]
    provinces = list(Province.objects.select_related("region"))
    own = _own_places(practice, provinces, {one.adoption.region_id for one in shown})
    if not shown and not own:
        return None
    drawn, tiles = _map(provinces, [*shown, *own])
    return AdoptionsOnPage(
        regions=shown,
        own_places=own,
        map=drawn,
        tiles=tiles,
        legend=_legend([*shown, *own]),
        results=results_of(practice, [one.adoption for one in shown]),
    )


def _own_places(
    practice: Practice, provinces: Iterable[Province], told: Collection[int]
) -> list[OwnPlace]:
    """Where the practice says it is, without the regions that `told` what they do with it."""
    state = STATE_OF_PHASE.get(Phase(practice.phase)) if practice.phase else None
    if state is None:
        return []
    # The relation of a draft is a plain list, which knows no order and no regions.
    chosen = {province.pk for province in practice.provinces.all()}
    by_region: dict[Region, list[Province]] = defaultdict(list)
    for province in provinces:
        if province.pk in chosen and province.region_id not in told:
            by_region[province.region].append(province)
    return [OwnPlace(region, found, state) for region, found in by_region.items()]


def _beside(region: Region, provinces: Iterable[Province]) -> str:
    names = [str(province) for province in provinces]
    return "" if names == [str(region)] else ", ".join(names)


def _map(
    provinces: Iterable[Province], shown: Iterable[Shown | OwnPlace]
) -> tuple[ProvinceMap, list[StateTile]]:
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
        for province in provinces
    )
    return drawn, [StateTile(tile, by_code.get(tile.code)) for tile in drawn.tiles]


def _legend(shown: Sequence[Shown | OwnPlace]) -> list[Legend]:
    states = [one.value for one in shown]
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
