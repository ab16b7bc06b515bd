"""In which order practices are offered, and which provinces count as alike."""

import pytest

from monitor.coverage.matrix import Cell, Line, State
from monitor.gaps.alike import most_alike
from monitor.gaps.finding import Gap
from monitor.gaps.lines import gap_lines
from monitor.gaps.practices import Situation, practices_for
from monitor.gaps.spot import spot_of
from search.labels import vocabulary
from tests.factories import PracticeFactory, TargetGroupFactory
from tests.monitor.gaps.conftest import Field
from tests.monitor.gaps.test_marks import question


@pytest.mark.django_db
def test_every_reason_has_its_points_and_the_order_follows_from_them(field: Field):
    narrower = TargetGroupFactory(ref="returning-nurses", parent=field.returners)
    wide = {"target_groups": [field.returners]}
    PracticeFactory(title="Verder weg", provinces=[field.limburg], **wide)
    PracticeFactory(title="Voorgesteld", proposed_provinces=[field.flevoland], **wide)
    PracticeFactory(title="Van een deel", target_groups=[narrower], phase="idea")
    words = vocabulary()
    spot = spot_of(question(), "returners", "NL-FL", words)
    ranked = practices_for(Situation(spot, words, "nl", alike=["NL-LI"]))
    assert [(one.practice.title, one.points) for one in ranked] == [
        # It fits (4), runs (2), next door (2), was compared (3).
        ("Bewezen praktijk", 11),
        # It fits (4), runs (2) in a province that is alike (1).
        ("Verder weg", 7),
        # It fits (4), runs nobody knows where (1), and was proposed here (1).
        ("Voorgesteld", 6),
        ("Los idee", 4),
        # What is for a part of the group fits the group.
        ("Van een deel", 4),
    ]


@pytest.mark.django_db
def test_what_is_only_for_the_broader_group_fits_less_than_what_is_for_the_group(field: Field):
    narrower = TargetGroupFactory(ref="returning-nurses", parent=field.returners)
    PracticeFactory(title="Voor wie terugkomt in de zorg", target_groups=[narrower])
    words = vocabulary()
    spot = spot_of(question("levels=all"), "returning-nurses", "NL-FL", words)
    ranked = practices_for(Situation(spot, words, "nl"))
    fits = {one.practice.title: one.reasons[0].points for one in ranked}
    assert fits["Voor wie terugkomt in de zorg"] == 4
    assert fits["Bewezen praktijk"] == 1


def test_a_province_with_the_same_spread_and_size_is_the_most_alike():
    profiles = {
        "here": {"a": 2, "b": 4},
        "same shares": {"a": 1, "b": 2},
        "other shares": {"a": 4},
        "nothing": {},
    }
    sizes = {"here": 100, "same shares": 50, "other shares": 100, "nothing": None}
    found = [(one.code, round(one.score, 2)) for one in most_alike("here", profiles, sizes)]
    assert found == [("same shares", 0.83), ("other shares", 0.63), ("nothing", 0.0)]


@pytest.mark.django_db
def test_where_nothing_may_be_expected_there_is_no_gap_to_tell_of_but_it_counts():
    line = Line("term", "Woord", "nl", Cell())
    gaps = [
        Gap(question(), line, line, Cell(state=State.EMPTY, expected=expected))
        for expected in (1.2, 0.04, None)
    ]
    listed = gap_lines(gaps, with_marks=False)
    assert [gap["told"] for gap in listed["gaps"]] == ["0, en u mag er 1,2 verwachten"]
    assert listed["gaps_more"] == 2
