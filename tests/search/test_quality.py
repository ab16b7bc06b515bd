"""The measures, the files they read, and the command that prints them."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from search.judged_queries import ItemNames, JudgedFileError, JudgedQuery, read
from search.quality import (
    OVERALL,
    Answer,
    Scores,
    difference,
    missed_bars,
    ndcg,
    per_group,
    reciprocal_rank,
    success,
)
from tests.factories import InitiativeFactory, OfferFactory

# --- The measures ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "relevant", "expected"),
    [
        # The best order there is.
        (["a", "b"], {"a": 3, "b": 1}, 1.0),
        # (1/1 + 7/1.585) / (7/1 + 1/1.585)
        (["b", "a"], {"a": 3, "b": 1}, 0.7098),
        # 3/1.585 of 3
        (["x", "a"], {"a": 2}, 0.6309),
        # 7 / (7 + 3/1.585)
        (["a"], {"a": 3, "b": 2}, 0.7872),
        (["x", "y"], {"a": 3}, 0.0),
        ([], {"a": 3}, 0.0),
        (["a"], {}, 0.0),
    ],
)
def test_ndcg_compares_with_the_best_order(found, relevant, expected):
    assert ndcg(found, relevant) == pytest.approx(expected, abs=0.0001)


def test_ndcg_looks_no_further_than_ten():
    many = {f"item-{number}": 1 for number in range(15)}
    assert ndcg([*many][:10], many) == 1.0
    assert ndcg([*"abcdefghij", "item-0"], many) == 0.0


def test_reciprocal_rank_is_that_of_the_first_useful_item():
    assert reciprocal_rank(["x", "b", "a"], {"a": 3, "b": 1}) == 0.5
    assert reciprocal_rank(["x"], {"a": 3}) == 0.0
    assert reciprocal_rank([*"bcdefghijk", "a"], {"a": 3}) == 0.0


@pytest.mark.parametrize(
    ("found", "must", "expected"),
    [
        (["x", "y", "b"], [], 1.0),
        (["x", "y", "z", "a"], [], 0.0),
        (["b", "x", "a"], ["a", "b"], 1.0),
        (["b", "x", "y", "a"], ["a", "b"], 0.0),
        # There is room for three.
        (["a", "b", "c", "d"], ["a", "b", "c", "d"], 1.0),
    ],
)
def test_success_wants_what_must_be_among_the_first_three(found, must, expected):
    assert success(found, {"a": 3, "b": 1}, must) == expected


def answer(group: str, found: tuple[str, ...]) -> Answer:
    return Answer(JudgedQuery("q", "words", "nl", group, {}, {"a": 3}), found, len(found))


def test_averages_are_per_group_and_over_all_queries():
    scores = per_group([answer("name", ("a",)), answer("sme", ()), answer("name", ("x", "a"))])
    assert [*scores] == ["name", "sme", OVERALL]
    assert scores["name"] == Scores(2, pytest.approx(0.8155, abs=0.0001), 0.75, 1.0)
    assert scores["sme"] == Scores(1, 0.0, 0.0, 0.0)
    assert scores[OVERALL].queries == 3
    assert scores[OVERALL].mrr == 0.5


def test_engines_differ_by_the_measure_in_which_they_differ_most():
    one, other = {OVERALL: Scores(9, 0.9, 0.8, 1.0)}, {OVERALL: Scores(9, 0.88, 0.8, 0.95)}
    assert difference([one, other]) == pytest.approx(0.05)
    assert difference([one]) == 0.0


def test_every_missed_bar_is_named():
    good = {"name": Scores(9, 0.9, 1.0, 0.95), OVERALL: Scores(9, 0.85, 1.0, 0.9)}
    poor = {"name": Scores(9, 0.9, 1.0, 0.9), OVERALL: Scores(9, 0.84, 1.0, 0.9)}
    assert missed_bars({"one": good}) == []
    assert missed_bars({"one": good, "other": good}) == []
    missed = missed_bars({"one": good, "other": poor | {OVERALL: Scores(9, 0.83, 1.0, 0.9)}})
    assert [line.split(" is ")[0] for line in missed] == [
        "other: NDCG@10",
        "other: success@3 for names",
        "the engines lie more than 0.01 apart",
    ]


# --- The file --------------------------------------------------------------------------------

ENTRY = {
    "id": "sme-01",
    "q": "scholing",
    "lang": "nl",
    "group": "sme",
    "filters": {"province": ["NL-FL", "NL-UT"], "national": 0},
    "relevant": {"offer:course": 3},
    "must_top3": ["offer:course"],
}


@pytest.fixture
def judged_file(tmp_path: Path):
    """Writes a file of judged queries: ``judged_file([...])`` gives its path."""

    def write(content: object) -> Path:
        path = tmp_path / "judged.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return path

    return write


def test_a_value_of_a_filter_may_stand_alone_or_in_a_list(judged_file):
    (query,) = read(judged_file([ENTRY]))
    assert query.filters == {"province": ("NL-FL", "NL-UT"), "national": ("0",)}
    assert query.address(10).urlencode() == (
        "q=scholing&province=NL-FL&province=NL-UT&national=0&per_page=10"
    )


def test_filters_and_what_must_be_on_top_may_be_left_out(judged_file):
    required = {name: ENTRY[name] for name in ("id", "q", "lang", "group", "relevant")}
    (query,) = read(judged_file([required]))
    assert query.filters == {}
    assert query.must_top3 == ()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": ""}, "entry 1 (): id must be a text"),
        ({"q": 5}, "entry 1 (sme-01): q must be a text"),
        ({"lang": "de"}, "entry 1 (sme-01): lang must be one of nl, en"),
        ({"group": None}, "entry 1 (sme-01): group must be a text"),
        ({"filters": ["province"]}, "entry 1 (sme-01): filters must be an object"),
        ({"filters": {"province": None}}, "entry 1 (sme-01): filters.province must be a text"),
        ({"filters": {"page": "2"}}, "entry 1 (sme-01): filters.page is not a filter"),
        ({"relevant": ["offer:course"]}, "entry 1 (sme-01): relevant must be an object"),
        ({"relevant": {"offer:x": 4}}, "entry 1 (sme-01): relevant.offer:x must be 1, 2 or 3"),
        ({"relevant": {"offer:x": "3"}}, "entry 1 (sme-01): relevant.offer:x must be 1, 2 or 3"),
        ({"relevant": {"offer:x": True}}, "entry 1 (sme-01): relevant.offer:x must be 1, 2 or 3"),
        ({"must_top3": "offer:course"}, "entry 1 (sme-01): must_top3 must be a list"),
        ({"grade": 3}, "entry 1 (sme-01): grade is not a field"),
    ],
)
def test_an_entry_of_another_form_is_named_with_its_field(judged_file, change, message):
    with pytest.raises(JudgedFileError) as refused:
        read(judged_file([ENTRY | change]))
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[", "is not JSON"),
        ({"queries": [ENTRY]}, "must hold a list of queries"),
        ([], "must hold a list of queries"),
        (["scholing"], "entry 1: must be an object"),
        ([{"id": "a"}], "entry 1 (a): q is missing"),
        ([ENTRY, ENTRY], "the id sme-01 is used more than once"),
        ([ENTRY | {"id": f"q{number}", "lang": "de"} for number in range(25)], "and 5 more"),
    ],
)
def test_a_file_of_another_form_is_refused(judged_file, content, message):
    with pytest.raises(JudgedFileError, match=message.replace("(", r"\(").replace(")", r"\)")):
        read(judged_file(content))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(JudgedFileError, match="cannot be read"):
        read(tmp_path / "none.json")


def test_an_item_may_be_named_without_its_kind_when_only_one_kind_has_the_name():
    names = ItemNames(["offer:course", "initiative:codam", "organisation:codam"])
    assert names.key("offer:course") == "offer:course"
    assert names.key("course") == "offer:course"
    assert names.key("codam") is None
    assert names.key("practice:course") is None


# --- The command -----------------------------------------------------------------------------


@pytest.fixture
def catalogue(db, index):
    """Two live items, in the index of the site."""
    OfferFactory(ref="course", title="Cursus loodgieten")
    InitiativeFactory(ref="guild", title="Gilde van loodgieters")
    call_command("search_index", "rebuild", stdout=StringIO())
    return index


@pytest.fixture
def measure():
    """Runs the command and gives what it printed, and what it remarked."""

    def run(path: Path, *options: str) -> tuple[str, str]:
        out, err = StringIO(), StringIO()
        call_command("search_quality", str(path), *options, stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    return run


def judged(query_id: str, text: str, relevant: dict[str, int], **fields: object) -> dict:
    entry = {"id": query_id, "q": text, "lang": "nl", "group": "name", "relevant": relevant}
    return entry | fields


def row(printed: str, group: str) -> list[str]:
    return next(line.split() for line in printed.splitlines() if line.startswith(group))


def test_the_command_prints_the_measures_per_group(catalogue, judged_file, measure):
    path = judged_file(
        [
            judged("n1", "cursus loodgieten", {"course": 3}),
            judged("c1", "bakken", {"offer:course": 3}, group="citizen"),
        ]
    )
    printed, remarks = measure(path)
    assert row(printed, "name") == ["name", "1", "1.000", "1.000", "1.000"]
    assert row(printed, "citizen") == ["citizen", "1", "0.000", "0.000", "0.000"]
    assert row(printed, OVERALL) == [OVERALL, "2", "0.500", "0.500", "0.500"]
    assert "Missed: embedded: NDCG@10 is 0.500" in printed
    assert remarks == ""


def test_the_filters_of_an_entry_narrow_as_on_a_page(catalogue, judged_file, measure):
    path = judged_file([judged("f1", "", {"initiative:guild": 3}, filters={"kind": "initiative"})])
    printed, _remarks = measure(path)
    assert row(printed, OVERALL)[2:] == ["1.000", "1.000", "1.000"]


def test_what_does_not_exist_here_is_named_and_does_not_count(catalogue, judged_file, measure):
    path = judged_file(
        [
            judged("n1", "cursus", {"offer:course": 3, "offer:gone": 3}, filters={"form": "none"}),
            judged("n2", "gilde", {"initiative:gone": 2}),
        ]
    )
    printed, remarks = measure(path)
    assert row(printed, OVERALL) == [OVERALL, "1", "1.000", "1.000", "1.000"]
    assert "n1: offer:gone is not an item here" in remarks
    assert "No relevant item is here, so left out: n2" in remarks
    assert "n1: Vorm: " in remarks


def test_the_worst_answers_are_shown_with_what_was_wanted(catalogue, judged_file, measure):
    path = judged_file(
        [
            judged("n1", "cursus loodgieten", {"offer:course": 3}),
            judged("n2", "gilde", {"initiative:guild": 1, "offer:course": 3}, must_top3=["course"]),
        ]
    )
    printed, _remarks = measure(path, "--worst", "1")
    assert "embedded: n2 q=gilde (nl)" in printed
    assert "   1  1  initiative:guild" in printed
    assert "   .  3  offer:course (must be in the first three)" in printed
    assert "n1" not in printed


def test_engines_stand_side_by_side_and_empty_ones_are_filled(
    catalogue, judged_file, measure, settings, tmp_path
):
    path = judged_file([judged("n1", "cursus", {"offer:course": 3})])
    other = f"embedded://{tmp_path / 'other'}"
    both = ("--engine", settings.SEARCH_URL, "--engine", other)
    printed, remarks = measure(path, *both)
    assert row(printed, OVERALL)[2:] == ["1.000"] * 6 + ["0.000"]
    assert "The engines are within 0.01 of each other." in printed
    assert "embedded 2 is filled from the database first" in remarks
    _printed, remarks = measure(path, *both)
    assert "filled" not in remarks


def test_an_engine_with_other_documents_is_filled_again(
    catalogue, judged_file, measure, settings, tmp_path
):
    path = judged_file([judged("n1", "cursus", {"offer:course": 3})])
    other = f"embedded://{tmp_path / 'other'}"
    measure(path, "--engine", other)
    OfferFactory(ref="later", title="Cursus metselen")
    _printed, remarks = measure(path, "--engine", other)
    assert "is filled from the database first: offer:" in remarks


def test_checking_fails_when_a_bar_is_missed(catalogue, judged_file, measure):
    good = judged_file([judged("n1", "cursus", {"offer:course": 3})])
    measure(good, "--check")
    poor = judged_file([judged("n1", "bakken", {"offer:course": 3})])
    with pytest.raises(CommandError, match="not good enough"):
        measure(poor, "--check")


def test_a_file_of_another_form_is_refused_by_the_command(catalogue, judged_file, measure):
    with pytest.raises(CommandError, match=r"entry 1 \(n1\): q is missing"):
        measure(judged_file([{"id": "n1"}]))


def test_without_an_index_the_command_says_what_to_do(db, settings, tmp_path, judged_file, measure):
    settings.SEARCH_URL = f"embedded://{tmp_path / 'nothing'}"
    with pytest.raises(CommandError, match="search_index rebuild"):
        measure(judged_file([ENTRY]))
