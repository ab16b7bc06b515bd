"""What a matrix says about a small catalogue, through search's own index."""

import pytest
from django.http import QueryDict

from monitor.coverage.members import members
from monitor.coverage.question import read_question
from monitor.coverage.reading import read_matrix
from search.engines import get_engine
from search.labels import vocabulary
from taxonomy.models import Scale
from tests.factories import (
    InitiativeFactory,
    OfferFactory,
    PracticeFactory,
    ProvinceFactory,
    ScaleFactory,
    TargetGroupFactory,
)

pytestmark = pytest.mark.django_db


def question(address: str = ""):
    return read_question(QueryDict(address), vocabulary(), language="nl").question


@pytest.fixture
def field(index, committed):
    """Two provinces, a target group with one under it, and what there is for them."""
    with committed():
        flevoland, utrecht = (ProvinceFactory(code=code) for code in ("NL-FL", "NL-UT"))
        work = TargetGroupFactory(ref="work")
        returning = TargetGroupFactory(ref="returning", parent=work)
        pupils = TargetGroupFactory(ref="pupils")
        InitiativeFactory(provinces=[flevoland], target_groups=[returning], phase="idea")
        OfferFactory(provinces=[flevoland, utrecht], target_groups=[work, pupils])
        PracticeFactory(provinces=[utrecht], target_groups=[pupils])
        OfferFactory(scale=ScaleFactory(ref=Scale.NATIONAL), target_groups=[pupils])
        OfferFactory(provinces=[flevoland])
    region = flevoland.region.key
    return {"work": work, "returning": returning, "pupils": pupils, "region": region}


def numbers(matrix) -> dict[tuple[str, str], tuple[int, int, int]]:
    return {
        pair: (cell.count, cell.national, cell.planned)
        for pair, cell in matrix.cells.items()
        if cell.total
    }


def test_a_cell_counts_what_is_under_both_terms_and_apart_what_is_national(field):
    assert numbers(read_matrix(question())) == {
        ("work", "NL-FL"): (2, 0, 1),
        ("work", "NL-UT"): (1, 0, 0),
        ("pupils", "NL-FL"): (1, 1, 0),
        ("pupils", "NL-UT"): (2, 1, 0),
    }


def test_totals_count_each_item_once(field):
    matrix = read_matrix(question())
    assert {line.value: (line.total.count, line.total.national) for line in matrix.rows} == {
        "work": (2, 0),
        "pupils": (2, 1),
    }
    assert {line.value: (line.total.count, line.total.national) for line in matrix.cols} == {
        "NL-FL": (3, 1),
        "NL-UT": (2, 1),
    }
    assert (matrix.total.count, matrix.total.national, matrix.total.planned) == (4, 1, 1)
    assert (matrix.without_row, matrix.without_col) == (1, 0)


def test_with_all_levels_narrower_terms_stand_under_their_broader_one(field):
    lines = read_matrix(question("levels=all")).rows
    assert {(line.value, line.depth, line.parent) for line in lines} == {
        ("work", 0, ""),
        ("returning", 1, "work"),
        ("pupils", 0, ""),
    }
    values = [line.value for line in lines]
    assert values.index("returning") == values.index("work") + 1


def test_every_number_is_that_of_the_search_behind_it(field):
    for address in (
        "levels=all",
        "province=NL-FL",
        "target_group=work",
        "national=0",
        "kind=offer",
        f"region={field['region']}",
    ):
        asked = question(address)
        matrix = read_matrix(asked)
        for (row, col), cell in matrix.cells.items():
            chosen = {"target_group": row, "province": col}
            total = get_engine().search(asked.search_query(chosen)).total
            assert cell.total == total == len(members(asked, chosen))
        for line in matrix.rows:
            asked_line = asked.search_query({"target_group": line.value})
            assert line.total.total == get_engine().search(asked_line).total
        assert matrix.total.total == get_engine().search(asked.search_query({})).total


def test_a_region_shows_its_provinces_and_measures_them_against_all(field):
    of_region, all_of_it = (
        read_matrix(question(asked)) for asked in (f"region={field['region']}", "")
    )
    assert [line.value for line in of_region.cols] == ["NL-FL"]
    assert of_region.cells == {
        pair: cell for pair, cell in all_of_it.cells.items() if pair[1] == "NL-FL"
    }
    # Of provinces chosen besides, only those in the region; or what was chosen, when none is.
    both = question(f"region={field['region']}&province=NL-FL&province=NL-UT")
    assert both.query.values("province") == ("NL-FL",)
    outside = question(f"region={field['region']}&province=NL-UT")
    assert outside.query.values("province") == ("NL-UT",)
    # Where no line is a province, a region stays what it is.
    other = question(f"region={field['region']}&cols=form")
    assert other.query.values("region") == (field["region"],)
