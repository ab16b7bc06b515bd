"""Whatever somebody plans, every program shows the dates that we work out ourselves."""

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.clients.planned import FIRST, LAST, planned, rule_of_a_feed, rule_of_the_form
from tests.clients.written import written_and_ours

# A program takes long to start: few examples, each with many events, and no search for a smaller
# one that fails too.
few_examples = settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def several(plan: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(plan, min_size=8, max_size=8)


@given(plans=several(planned(rule_of_the_form)))
@few_examples
def test_every_reader_shows_what_people_can_plan(reader, plans):
    text, ours = written_and_ours(plans)
    assert reader(text, FIRST, LAST) == ours


@given(plans=several(planned(rule_of_a_feed)))
@few_examples
def test_khal_shows_the_series_of_other_calendars_too(khal, plans):
    """ical.js errs in some rules that our form does not make, such as FREQ=YEARLY;BYMONTHDAY=31."""
    text, ours = written_and_ours(plans)
    assert khal(text, FIRST, LAST) == ours
