"""What is different between two days."""

from datetime import date

import pytest

from monitor.coverage import comparison, selecting
from monitor.coverage.comparison import Difference, changes, compared
from monitor.coverage.question import CoverageQuestion
from monitor.coverage.reading import read_matrix
from monitor.ledger.counted import Counted
from monitor.ledger.recording import record
from search.query import SearchQuery
from tests.factories import OfferFactory, ProvinceFactory, TargetGroupFactory

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 6, day) for day in (1, 2, 3))
WORK = {"kind": ["offer"], "target_group": ["work"]}
FLEVOLAND = Counted(facets={**WORK, "province": ["NL-FL"]})
UTRECHT = Counted(facets={**WORK, "province": ["NL-UT"]})
NATIONAL = Counted(national=True, facets={**WORK, "province": ["NL-FL", "NL-UT"]})


@pytest.fixture
def question(monkeypatch):
    """One offer moved from Flevoland to Utrecht, one ended, and a national one came."""
    monkeypatch.setattr(selecting.timezone, "localdate", lambda: WEDNESDAY)
    for code in ("NL-FL", "NL-UT"):
        ProvinceFactory(code=code)
    TargetGroupFactory(ref="work")
    record({("offer", 1): FLEVOLAND, ("offer", 2): FLEVOLAND, ("offer", 3): FLEVOLAND}, MONDAY)
    record({("offer", 1): UTRECHT, ("offer", 2): None, ("offer", 4): NATIONAL}, WEDNESDAY)
    return CoverageQuestion(query=SearchQuery(selected={"kind": ("offer",)}))


def test_each_cell_has_its_difference(question):
    then, now = read_matrix(question.with_day(TUESDAY)), read_matrix(question)
    assert compared(then, now) == {
        ("work", "NL-FL"): Difference(-2, 1),
        ("work", "NL-UT"): Difference(1, 1),
    }
    assert (then.first_day, now.first_day) == (MONDAY, MONDAY)
    assert (then.day, now.day) == (TUESDAY, WEDNESDAY)


def test_the_items_that_made_it_so_are_named(question):
    OfferFactory(pk=4), OfferFactory(pk=2, live=False)
    found = changes(question, TUESDAY)
    assert found.appeared == (("offer", 4),)
    assert found.disappeared == (("offer", 2),)
    assert found.live == {("offer", 4)}


def test_of_one_cell_what_moved_away_went_too(question):
    OfferFactory(pk=1)
    flevoland = {"target_group": "work", "province": "NL-FL"}
    found = changes(question, TUESDAY, chosen=flevoland)
    assert found.disappeared == (("offer", 1), ("offer", 2))
    assert found.live == {("offer", 1)}


def test_of_very_many_items_no_question_names_all(question, monkeypatch):
    monkeypatch.setattr(comparison, "NAMED_AT_ONCE", 1)
    flevoland = {"target_group": "work", "province": "NL-FL"}
    OfferFactory(pk=1), OfferFactory(pk=2)
    found = changes(question, TUESDAY, chosen=flevoland)
    assert found.live == {("offer", 1), ("offer", 2)}


def test_between_days_on_which_nothing_happened_there_is_no_difference(question):
    assert changes(question, MONDAY, TUESDAY).appeared == ()
    then, now = (read_matrix(question.with_day(day)) for day in (MONDAY, TUESDAY))
    assert not any(difference.is_any for difference in compared(then, now).values())
