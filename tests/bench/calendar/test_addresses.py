"""The calendar pages that are measured."""

from collections import Counter
from datetime import date
from random import Random
from urllib.parse import parse_qs, urlsplit

from bench.calendar.addresses import VIEWS, CalendarMaterial, draw_pages

MATERIAL = CalendarMaterial(
    pages={"nl": "/agenda/", "en": "/en/calendar/"},
    values={"province": ["NL-FL", "NL-GR"], "target_group": ["mkb"]},
    today=date(2027, 1, 1),
)


def _view(request) -> str:
    return parse_qs(urlsplit(request.path).query).get("view", ["list"])[0]


def test_every_view_is_asked_for_and_the_list_most():
    drawn = Counter(_view(request) for request in draw_pages(MATERIAL, 200, Random(1)))
    assert set(drawn) == set(VIEWS)
    assert drawn.most_common(1)[0][0] == "list"


def test_a_seed_repeats_the_pages():
    one, other = (draw_pages(MATERIAL, 20, Random(5)) for _ in range(2))
    assert one == other


def test_filters_and_days_are_among_them():
    drawn = draw_pages(MATERIAL, 100, Random(1))
    names = Counter(name for each in drawn for name in parse_qs(urlsplit(each.path).query))
    assert {"province", "target_group", "on", "q"} <= set(names)
    assert any(request.path.startswith("/en/calendar/") for request in drawn)
