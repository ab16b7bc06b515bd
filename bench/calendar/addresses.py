"""Which calendar pages are asked for; pure, so that a seed repeats it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from urllib.parse import urlencode

from bench.addresses import FREQUENT, Request

#: Weight of each view among a hundred pages; the list is the main view.
VIEWS = {"list": 45, "month": 35, "week": 10, "map": 6, "print": 4}
#: How many filters people choose, by weight.
FILTERS_CHOSEN = (4, 4, 2)
WORDS_SHARE = 0.1
FARTHEST_WEEKS = 40


@dataclass(frozen=True)
class CalendarMaterial:
    """The address of the calendar per language, and values of filters, most frequent first."""

    pages: Mapping[str, str]
    values: Mapping[str, Sequence[str]]
    today: date


def draw_pages(material: CalendarMaterial, count: int, random: Random) -> list[Request]:
    """So many pages in the proportions of ``VIEWS``; each view comes at least once."""
    views = list(VIEWS)[:count]
    views += random.choices(list(VIEWS), list(VIEWS.values()), k=count - len(views))
    random.shuffle(views)
    return [_page(material, view, random) for view in views]


def _page(material: CalendarMaterial, view: str, random: Random) -> Request:
    parameters: list[tuple[str, str]] = []
    if random.random() < WORDS_SHARE:
        parameters.append(("q", random.choice(FREQUENT)))
    chosen = random.choices(range(len(FILTERS_CHOSEN)), FILTERS_CHOSEN)[0]
    names = random.sample(sorted(material.values), min(chosen, len(material.values)))
    for name in names:
        values = material.values[name]
        parameters.append((name, values[int(len(values) * random.random() ** 2)]))
    if view != "list":
        parameters.append(("view", view))
    if random.random() < 0.5:
        away = timedelta(weeks=random.randint(-FARTHEST_WEEKS, FARTHEST_WEEKS))
        parameters.append(("on", (material.today + away).isoformat()))
    path = material.pages["en" if random.random() < 0.25 else "nl"]
    scenario = f"{view}, {chosen} filters" if chosen else view
    return Request("calendar", scenario, f"{path}?{urlencode(parameters)}" if parameters else path)
