"""Filters, and the counts beside them."""

from datetime import date

from search.query import SearchQuery
from tests.search.conformance.conftest import found
from tests.search.conftest import PROVINCES, make_document


def test_values_of_a_facet_are_or_and_facets_are_and(filled):
    engine = filled(
        make_document(1, provinces=["NL-FL"], facets={"target_group": ("mkb",)}),
        make_document(2, provinces=["NL-ZE"], facets={"target_group": ("mkb",)}),
        make_document(3, provinces=["NL-FL"], facets={"target_group": ("docenten",)}),
    )
    chosen = {"province": ("NL-FL", "NL-ZE"), "target_group": ("mkb",)}
    assert sorted(found(engine, selected=chosen)) == [1, 2]


def test_counts_ignore_their_own_facet_and_respect_the_others(filled):
    engine = filled(
        make_document(1, provinces=["NL-FL"], facets={"target_group": ("mkb",)}),
        make_document(2, provinces=["NL-ZE"], facets={"target_group": ("mkb",)}),
        make_document(3, provinces=["NL-FL"], facets={"target_group": ("docenten",)}),
    )
    facets = engine.search(SearchQuery(selected={"province": ("NL-FL",)})).facets
    assert facets["province"] == {"NL-FL": 2, "NL-ZE": 1}
    assert facets["target_group"] == {"mkb": 1, "docenten": 1}
    facets = engine.search(
        SearchQuery(selected={"province": ("NL-FL",), "target_group": ("mkb",)})
    ).facets
    assert facets["province"] == {"NL-FL": 1, "NL-ZE": 1}
    assert facets["target_group"] == {"mkb": 1, "docenten": 1}


def test_counts_tell_the_total_one_would_get(filled):
    engine = filled(
        *(
            make_document(
                pk,
                provinces=[PROVINCES[pk % 12], PROVINCES[pk % 5]],
                national=pk % 7 == 0,
                facets={"target_group": (f"t{pk % 4}",), "form": (f"f{pk % 3}",)},
            )
            for pk in range(200)
        )
    )
    query = SearchQuery(selected={"target_group": ("t1",), "form": ("f0", "f2")})
    for facet, counts in engine.search(query).facets.items():
        for value, count in counts.items():
            alone = query.without_facet(facet).with_value(facet, value)
            assert engine.search(alone).total == count, (facet, value)


def test_national_items_count_in_every_province_unless_left_out(filled):
    engine = filled(make_document(1, national=True), make_document(2, provinces=["NL-FL"]))
    everything = engine.search(SearchQuery()).facets["province"]
    assert everything == {**dict.fromkeys(PROVINCES, 1), "NL-FL": 2}
    regional = engine.search(SearchQuery(national=False))
    assert regional.facets["province"] == {"NL-FL": 1}
    assert regional.total == 1


def test_dates_find_any_occurrence_in_the_window(filled):
    engine = filled(
        make_document(1, dates=(date(2026, 3, 1), date(2026, 5, 1))),
        make_document(2, dates=(date(2026, 4, 1),)),
        make_document(3),
    )
    window = {"date_from": date(2026, 4, 15), "date_to": date(2026, 5, 1)}
    assert found(engine, **window) == [1]


def test_a_list_of_one_kind_counts_only_that_kind(filled):
    engine = filled(
        make_document(1, provinces=["NL-FL"]),
        make_document(2, kind="practice", provinces=["NL-FL"]),
    )
    results = engine.search(SearchQuery(fixed={"kind": ("practice",)}))
    assert results.total == 1
    assert results.facets["province"] == {"NL-FL": 1}
    assert "kind" not in results.facets
