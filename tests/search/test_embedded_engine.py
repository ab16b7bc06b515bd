from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from search.engines.base import EngineUnavailableError
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded_store import Manifest
from search.query import SearchQuery
from tests.search.conftest import PROVINCES, make_document


def found(engine, text="", **fields):
    """The keys of the hits, in order."""
    results = engine.search(SearchQuery(text=text, **fields))
    return [hit.document.pk for hit in results.hits]


# --- Finding ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("omscholing", "Omscholingstraject voor ICT"),
        ("traject", "Omscholingstraject voor ICT"),
        ("omscholingstraject", "Traject voor omscholing"),
        ("initiatief", "Alle initiatieven"),
        ("cooperatie", "Coöperatie Zeeland"),
        ("zijinstroom", "Zij-instromers gezocht"),
        ("zij-instromer", "Zijinstroom in de zorg"),
        ("docent", "ICT-docenten"),
        ("omsch", "Omscholing tot tester"),
        ("subsidie voor bedrijf", "Subsidies voor bedrijven"),
        ("mkb", "Mkb'ers digitaal"),
        ("c++", "Leer C++ in een jaar"),
    ],
)
def test_words_find_what_they_mean(filled, text, title):
    engine = filled(make_document(1, title), make_document(2, "Iets heel anders"))
    assert found(engine, text) == [1]


def test_every_word_is_needed(filled):
    engine = filled(make_document(1, "Voucher voor scholing"), make_document(2, "Voucher"))
    assert found(engine, "voucher scholing") == [1]


def test_words_may_stand_in_different_places(filled):
    engine = filled(
        make_document(1, "Voucher", summaries={"nl": "Voor het mkb"}, names={"nl": "Hogeschool"})
    )
    assert found(engine, "voucher mkb hogeschool") == [1]


def test_english_text_is_found_in_english_and_shown_so(filled):
    engine = filled(make_document(1, titles={"nl": "Omscholing", "en": "Retraining courses"}))
    results = engine.search(SearchQuery(text="course", language="en"))
    assert results.hits[0].title == "Retraining <mark>courses</mark>"
    assert results.hits[0].title_language == "en"
    assert results.hits[0].url == "/en/offers/1-x/"


def test_an_item_without_english_is_found_in_english_with_its_dutch_text(filled):
    engine = filled(make_document(1, "Omscholing"))
    results = engine.search(SearchQuery(text="omscholing", language="en"))
    assert results.hits[0].title == "<mark>Omscholing</mark>"
    assert results.hits[0].title_language == "nl"


def test_what_visitors_type_is_never_a_query_language(filled):
    engine = filled(make_document(1, "Voucher"), make_document(2, "Cursus"))
    for text in ["title_words_nl:voucher", "*", "vou*", '"', "voucher OR cursus", "((((a+)+)+"]:
        engine.search(SearchQuery(text=text))
    assert found(engine, "voucher OR cursus") == []
    assert found(engine, "*") == [1, 2]


def test_the_fragment_shows_where_the_words_stand(filled):
    engine = filled(
        make_document(1, "A", summaries={"nl": "Samenvatting"}, bodies={"nl": "Met een voucher."})
    )
    hit = engine.search(SearchQuery(text="voucher")).hits[0]
    assert hit.fragment == "Met een <mark>voucher</mark>."


# --- Order -----------------------------------------------------------------------------------


def test_titles_go_before_summaries_before_text(filled):
    engine = filled(
        make_document(1, "Iets", bodies={"nl": "een voucher"}),
        make_document(2, "Iets", summaries={"nl": "een voucher"}),
        make_document(3, "Een voucher"),
    )
    assert found(engine, "voucher") == [3, 2, 1]


def test_a_whole_word_goes_before_a_part_of_a_compound(filled):
    engine = filled(make_document(1, "Omscholingstraject"), make_document(2, "Omscholing"))
    assert found(engine, "omscholing") == [2, 1]


@pytest.mark.parametrize("text", ["", "voucher"])
def test_in_a_province_its_own_items_go_before_national_ones(filled, text):
    engine = filled(
        make_document(1, "Voucher", national=True),
        make_document(2, "Voucher", provinces=["NL-FL"]),
        make_document(3, "Voucher", provinces=["NL-ZE"]),
    )
    assert found(engine, text, selected={"province": ("NL-FL",)}) == [2, 1]


def test_current_goes_before_ended_and_confirmed_before_stale(filled):
    long_ago = timezone.localdate() - timedelta(days=900)
    engine = filled(
        make_document(1, "Voucher", current=False, weight=1.0),
        make_document(2, "Voucher", verified=long_ago, weight=1.0),
        make_document(3, "Voucher", verified=None, weight=0.9),
        make_document(4, "Voucher", weight=0.0),
    )
    assert found(engine) == [4, 2, 3, 1]
    assert found(engine, "voucher") == [4, 2, 3, 1]


def test_other_orders(filled):
    today = timezone.localdate()
    engine = filled(
        make_document(1, "Éen", updated=datetime(2026, 1, 1, tzinfo=UTC)),
        make_document(
            2, "zee", updated=datetime(2026, 3, 1, tzinfo=UTC), dates=(today + timedelta(days=9),)
        ),
        make_document(3, "appel", updated=datetime(2026, 2, 1, tzinfo=UTC)),
    )
    assert found(engine, sort="title") == [3, 1, 2]
    assert found(engine, sort="updated") == [2, 3, 1]
    assert found(engine, sort="date") == [2, 1, 3]


def test_by_date_the_next_goes_first_and_what_is_past_follows_latest_first(filled):
    def days(*offsets: int) -> tuple[date, ...]:
        return tuple(timezone.localdate() + timedelta(days=offset) for offset in offsets)

    engine = filled(
        make_document(1, dates=days(-30)),
        make_document(2, dates=days(-400, -3)),
        make_document(3),
        make_document(4, dates=days(8)),
        make_document(5, dates=days(-90, 0, 90)),
    )
    assert found(engine, sort="date") == [5, 4, 2, 1, 3]


def test_equals_follow_each_other_in_the_same_order_however_they_were_indexed(filled):
    engine = filled(*(make_document(pk, "Gelijk") for pk in (3, 11, 1, 2)))
    engine.index([make_document(1, "Gelijk")])
    for sort in ("title", "updated", "date"):
        assert found(engine, sort=sort) == [1, 2, 3, 11]


def test_pages_follow_each_other(filled):
    engine = filled(*(make_document(pk, f"Item {pk:02}") for pk in range(1, 8)))
    pages = [found(engine, sort="title", per_page=3, page=page) for page in (1, 2, 3, 4)]
    assert pages == [[1, 2, 3], [4, 5, 6], [7], []]
    assert engine.search(SearchQuery(per_page=3, page=4)).total == 7


# --- Filters and counts ----------------------------------------------------------------------


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


# --- Changing the index ----------------------------------------------------------------------


def test_a_change_is_visible_at_once_also_in_the_counts(filled):
    engine = filled(make_document(1, "Oud", provinces=["NL-FL"]))
    assert engine.search(SearchQuery()).facets["province"] == {"NL-FL": 1}
    engine.index([make_document(1, "Nieuw", provinces=["NL-ZE"]), make_document(2, "Nog een")])
    assert found(engine, "nieuw") == [1]
    assert found(engine, "oud") == []
    assert engine.search(SearchQuery()).facets["province"] == {"NL-ZE": 1}
    engine.remove(["offer:1", "offer:99"])
    assert found(engine) == [2]


def test_another_process_sees_a_change(filled, tmp_path):
    engine = filled(make_document(1, "Oud"))
    reader = EmbeddedEngine(tmp_path / "index")
    assert found(reader) == [1]
    engine.index([make_document(2, "Nieuw")])
    assert found(reader, "nieuw") == [2]
    engine.rebuild([make_document(3, "Opnieuw")])
    assert found(reader) == [3]


def test_a_failed_rebuild_leaves_the_old_index(filled, tmp_path):
    engine = filled(make_document(1, "Oud"))

    def documents():
        yield make_document(2)
        raise KeyError("broken record")

    with pytest.raises(KeyError):
        engine.rebuild(documents())
    assert found(engine) == [1]
    assert len([path for path in (tmp_path / "index").iterdir() if path.is_dir()]) == 1


def test_only_the_previous_generation_is_kept(filled, tmp_path):
    engine = filled(make_document(1))
    for _ in range(3):
        engine.rebuild([make_document(2)])
    assert len([path for path in (tmp_path / "index").iterdir() if path.is_dir()]) == 2


def test_without_an_index_the_engine_is_unavailable(engine):
    with pytest.raises(EngineUnavailableError, match="search_index rebuild"):
        engine.search(SearchQuery())


def test_an_index_of_another_analysis_is_not_used(filled, tmp_path, monkeypatch):
    filled(make_document(1))
    monkeypatch.setattr("search.engines.embedded_store.fingerprint", lambda: "another")
    fresh = EmbeddedEngine(tmp_path / "index")
    with pytest.raises(EngineUnavailableError, match="another version"):
        fresh.search(SearchQuery())
    assert not fresh.stats().up_to_date


def test_a_damaged_index_is_unavailable_not_an_error(filled, tmp_path):
    engine = filled(make_document(1))
    for path in (tmp_path / "index").glob("*/*"):
        if path.name != "manifest.json":
            path.unlink()
    with pytest.raises(EngineUnavailableError):
        EmbeddedEngine(tmp_path / "index").search(SearchQuery())
    with pytest.raises(EngineUnavailableError):
        engine.search(SearchQuery())


def test_a_second_writer_waits_and_then_gives_up(filled, tmp_path):
    engine = filled(make_document(1))
    other = EmbeddedEngine(tmp_path / "index")
    with (
        engine.exclusive(timeout=0.1),
        pytest.raises(EngineUnavailableError),
        other.exclusive(timeout=0.05),
    ):
        pass
    with other.exclusive(timeout=0.05):
        pass


def test_stats_say_what_built_the_index(filled):
    stats = filled(make_document(1), make_document(2)).stats()
    assert (stats.documents, stats.up_to_date) == (2, True)
    assert stats.fingerprint == Manifest.now(0).fingerprint


def test_documents_come_back_as_they_went_in(filled):
    document = make_document(
        1,
        "Één & <twee>",
        national=True,
        dates=(date(2026, 5, 1),),
        card={"organisations": ["Hogeschool"]},
        ref="offer-1",
    )
    (kept,) = filled(document).documents()
    assert kept == document
    assert kept.digest() == document.digest()


# --- Beside searching ------------------------------------------------------------------------


def test_suggestions_complete_the_last_word_of_a_title(filled):
    engine = filled(
        make_document(1, "Omscholing tot tester"),
        make_document(2, "Anders", bodies={"nl": "omsch"}),
    )
    (suggestion,) = engine.suggest("omsch", "nl")
    assert (suggestion.title, suggestion.url) == ("Omscholing tot tester", "/aanbod/1-x/")
    assert engine.suggest("", "nl") == []


def test_similar_items_share_terms_and_leave_out_the_item_itself(filled):
    engine = filled(
        make_document(1, "Omscholing", facets={"path": ("ster-d",), "target_group": ("switcher",)}),
        make_document(2, "Ander", facets={"path": ("ster-d",)}),
        make_document(3, "Nog een", facets={"path": ("ster-d",), "target_group": ("switcher",)}),
    )
    assert [hit.document.pk for hit in engine.similar("offer:1", "nl")] == [3, 2]
    assert engine.similar("offer:99", "nl") == []


def test_explain_tells_the_score_or_that_it_is_not_there(filled):
    engine = filled(make_document(1, "Voucher"))
    assert "value" in engine.explain(SearchQuery(text="voucher"), "offer:1")
    assert "not in the index" in engine.explain(SearchQuery(), "offer:9")
