"""When a word goes up in another, past days keep what counted under it."""

from datetime import date

import pytest

from monitor.ledger.counted import Counted
from monitor.ledger.moments import Ledger
from monitor.ledger.recording import record
from monitor.models import Entry
from publishing.actions.merge_terms import merge_terms
from tests.factories import TargetGroupFactory
from tests.people import people

__all__ = ["people"]

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, WEDNESDAY = (date(2026, 6, day) for day in (1, 2, 3))


def for_groups(*groups: str) -> Counted:
    return Counted(facets={"kind": ["offer"], "target_group": sorted(groups)})


@pytest.fixture
def merge(people):
    """Lets "old" go up in "new", which stands under "work"."""
    old = TargetGroupFactory(ref="old")
    new = TargetGroupFactory(ref="new", parent=TargetGroupFactory(ref="work"))
    return lambda: merge_terms(term=old, into=new, user=people.coordinator)


def test_every_row_gets_the_word_that_stays_and_what_is_above_it(merge):
    record({("offer", 1): for_groups("old"), ("offer", 2): for_groups("old", "new")}, MONDAY)
    record({("offer", 1): None, ("offer", 3): for_groups("other")}, TUESDAY)
    merge()
    rows = Entry.objects.order_by("item_pk").values_list("facets", "since", "until")
    assert [(facets["target_group"], since, until) for facets, since, until in rows] == [
        (["new", "work"], MONDAY, TUESDAY),
        (["new", "work"], MONDAY, None),
        (["other"], TUESDAY, None),
    ]


def test_a_past_day_that_was_read_before_is_read_anew(merge):
    ledger = Ledger()
    record({("offer", 1): for_groups("old"), ("offer", 2): for_groups("old")}, MONDAY)
    record({("offer", 1): None}, WEDNESDAY)
    assert ledger.moment(TUESDAY).of("target_group", "new") == 0
    merge()
    then, now = ledger.moment(TUESDAY), ledger.moment()
    assert then.items(then.of("target_group", "new")) == [("offer", 1), ("offer", 2)]
    assert then.of("target_group", "old") == 0
    assert now.items(now.of("target_group", "work")) == [("offer", 2)]


def test_a_word_that_nothing_counted_under_changes_nothing(merge, django_assert_num_queries):
    record({("offer", 1): for_groups("other")}, MONDAY)
    ledger = Ledger()
    ledger.moment()
    merge()
    with django_assert_num_queries(1):
        ledger.moment()
