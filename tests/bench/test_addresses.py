from random import Random
from urllib.parse import parse_qs, urlsplit

import pytest

from bench.addresses import Material, draw, machine_requests, scenarios

LANGUAGES = {"nl": "/zoeken/", "en": "/en/search/"}


@pytest.fixture
def material() -> Material:
    return Material(
        home={"nl": "/", "en": "/en/"},
        search=LANGUAGES,
        lists={"offer": {"nl": "/aanbod/", "en": "/en/offers/"}},
        counts={"offer": 45},
        items={"offer": [{"nl": "/aanbod/1-a/", "en": "/en/offers/1-a/"}], "practice": []},
        regions=[],
        machines=["/sitemap.xml", "/zoeken/?format=json"],
        values={"province": ["NL-ZH", "NL-FL"], "target_group": ["docenten"], "kind": ["offer"]},
    )


def _query(path: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(path).query)


def test_the_same_seed_asks_for_the_same_pages(material: Material) -> None:
    assert draw(material, "search", 50, Random(3)) == draw(material, "search", 50, Random(3))
    assert draw(material, "search", 50, Random(3)) != draw(material, "search", 50, Random(4))


@pytest.mark.parametrize("group", ["home", "list", "search", "item"])
def test_every_scenario_of_a_group_comes_up(material: Material, group: str) -> None:
    known = {name for name, _weight, _make in scenarios(material)[group]}
    requests = draw(material, group, 60, Random(1))
    assert len(requests) == 60
    assert {request.scenario for request in requests} == known
    assert {request.group for request in requests} == {group}


def test_a_run_can_be_shorter_than_the_list_of_scenarios(material: Material) -> None:
    assert len(draw(material, "search", 2, Random(1))) == 2


def test_both_languages_are_asked_for(material: Material) -> None:
    paths = {urlsplit(request.path).path for request in draw(material, "list", 80, Random(1))}
    assert paths == {"/aanbod/", "/en/offers/"}


def test_no_page_is_asked_for_that_the_list_does_not_have(material: Material) -> None:
    pages = [
        int(_query(request.path).get("page", ["1"])[0])
        for request in draw(material, "list", 200, Random(1))
    ]
    assert max(pages) == 2


def test_a_page_after_the_first_has_no_filter_that_could_make_the_list_shorter(
    material: Material,
) -> None:
    later = [
        _query(request.path)
        for request in draw(material, "list", 200, Random(1))
        if "page=" in request.path
    ]
    assert later
    assert all(query.keys() == {"page"} for query in later)


def test_filters_use_values_that_exist(material: Material) -> None:
    for request in draw(material, "search", 200, Random(1)):
        for name, values in _query(request.path).items():
            if name not in ("q", "page"):
                assert set(values) <= set(material.values[name])


def test_only_a_changed_filter_asks_for_a_part_of_the_page(material: Material) -> None:
    parts = {r.scenario for r in draw(material, "search", 100, Random(1)) if r.part}
    assert parts == {"changed filter"}


def test_kinds_and_groups_without_items_are_left_out(material: Material) -> None:
    assert [name for name, *_rest in scenarios(material)["item"]] == ["offer"]
    assert "region" not in scenarios(material)


def test_what_programs_read_is_asked_for_once(material: Material) -> None:
    assert [(request.scenario, request.path) for request in machine_requests(material)] == [
        ("/sitemap.xml", "/sitemap.xml"),
        ("/zoeken/", "/zoeken/?format=json"),
    ]
