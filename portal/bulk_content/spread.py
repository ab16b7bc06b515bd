"""How often what occurs: provinces by population, terms as often as in the hand-made content.

Terms are read from the database, so that the spread follows whatever vocabulary is there.
"""

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Any, Generic, Self, TypeVar

from initiatives.models import Initiative, Offer, Practice
from organisations.models import Organisation
from portal.bulk_content.mark import hand_made
from portal.bulk_content.words import Pair
from publishing.models import Publication
from taxonomy.models import (
    Action,
    ActionLine,
    ChoiceFactor,
    DevelopmentPath,
    Form,
    OrganisationType,
    Province,
    Scale,
    TargetGroup,
)

T = TypeVar("T")

#: Inhabitants in thousands (Statistics Netherlands, 2024, rounded).
INHABITANTS = {
    "NL-GR": 600, "NL-FR": 660, "NL-DR": 505, "NL-OV": 1190, "NL-FL": 450, "NL-GE": 2150,
    "NL-UT": 1400, "NL-NH": 2970, "NL-ZH": 3850, "NL-ZE": 392, "NL-NB": 2650, "NL-LI": 1130,
}  # fmt: skip
#: Added to every count, so that a term nobody used yet occurs as well, now and then.
SMOOTHING = 0.5


class MissingTermsError(Exception):
    """There is no vocabulary to classify items with."""


class Weighted(Generic[T]):
    """Values that are drawn in proportion to their weights."""

    def __init__(self, weights: Iterable[tuple[T, float]]) -> None:
        pairs = list(weights)
        self.values: Sequence[T] = [value for value, _weight in pairs]
        self._cumulative = list(accumulate(weight for _value, weight in pairs))

    @classmethod
    def counted(cls, values: Iterable[T], counts: Counter[T]) -> Self:
        return cls((value, counts[value] + SMOOTHING) for value in values)

    def draw(self, random: Random) -> T:
        return self.values[bisect(self._cumulative, random.random() * self._cumulative[-1])]

    def draw_several(self, random: Random, count: int) -> list[T]:
        """At most `count` different ones; an empty vocabulary gives none."""
        return list(dict.fromkeys(self.draw(random) for _ in range(count))) if self.values else []

    def draw_or_none(self, random: Random) -> T | None:
        return self.draw(random) if self.values else None


@dataclass(frozen=True)
class Place:
    """A province with what follows from it."""

    pk: int
    code: str
    region_pk: int


@dataclass(frozen=True)
class Spread:
    """Everything an item can be classified with, as keys of rows, with how often each occurs."""

    places: Weighted[Place]
    national_scale: int | None
    other_scales: Weighted[int]
    target_groups: Weighted[int]
    group_labels: dict[int, Pair]
    national_lines: Weighted[int]
    #: The lines of a region's own plan, by region.
    regional_lines: dict[int, list[int]]
    actions: Weighted[int]
    development_paths: Weighted[int]
    choice_factors: Weighted[int]
    forms: dict[str, Weighted[int]]
    organisation_types: Weighted[int]


def read_spread() -> Spread:
    """What the database has; raises MissingTermsError when that is too little to start with."""
    places = [
        (Place(province.pk, province.code, province.region_id), INHABITANTS.get(province.code, 100))
        for province in Province.objects.order_by("code")
    ]
    groups = list(TargetGroup.objects.order_by("ref"))
    lines = list(ActionLine.objects.order_by("ref"))
    if not (places and groups and lines):
        raise MissingTermsError("There are no provinces, target groups or action lines yet.")
    regional: dict[int, list[int]] = {}
    for line in lines:
        if line.region_id is not None:
            regional.setdefault(line.region_id, []).append(line.pk)
    national = Scale.objects.filter(ref=Scale.NATIONAL).values_list("pk", flat=True).first()
    return Spread(
        places=Weighted(places),
        national_scale=national,
        other_scales=_by_use(Scale.objects.exclude(ref=Scale.NATIONAL), "scale"),
        target_groups=_by_use(TargetGroup.objects.all(), "target_groups"),
        group_labels={
            group.pk: Pair(group.label, group.label_en or group.label) for group in groups
        },
        national_lines=_by_use(ActionLine.objects.filter(region=None), "action_lines"),
        regional_lines=regional,
        actions=_by_use(Action.objects.all(), "actions"),
        development_paths=_by_use(DevelopmentPath.objects.all(), "development_paths"),
        choice_factors=_by_use(ChoiceFactor.objects.all(), "choice_factors"),
        forms={
            model.kind: _by_use(Form.objects.all(), "form", (model,))
            for model in (Initiative, Offer)
        },
        organisation_types=_by_use(
            OrganisationType.objects.all(), "organisation_type", (Organisation,)
        ),
    )


def _by_use(
    terms: Any,
    field: str,
    models: tuple[type[Publication], ...] = (Initiative, Offer, Practice),
) -> Weighted[int]:
    """Terms weighted by how many hand-made items have them; generated ones do not count,
    because otherwise the second run would differ from the first."""
    counts: Counter[int] = Counter()
    for model in models:
        used = hand_made(model).order_by().values_list(field, flat=True)
        counts.update(pk for pk in used if pk is not None)
    return Weighted.counted(terms.order_by("ref").values_list("pk", flat=True), counts)
