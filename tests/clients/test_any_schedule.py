"""Whatever somebody plans, every program shows the dates that we work out ourselves."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from events.horizon import Horizon
from events.icalendar.calendar_file import CLOSING, opening_of_one
from events.icalendar.event_component import components
from events.materialising import occurrences_of
from events.models import CalendarEntry
from tests.clients.making import build
from tests.clients.planned import FIRST, LAST, planned, rule_of_a_feed, rule_of_the_form
from tests.clients.shown import Shown, in_order, shown_by_us
from tests.events.recurrence.schedules import AMSTERDAM

#: Nothing in here lasts or moves longer than this, so that dates at the edges are found.
MARGIN = timedelta(days=30)
NOW = datetime(2026, 1, 1, tzinfo=UTC)

Plans = Sequence[dict[str, Any]]
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


def written_and_ours(plans: Plans) -> tuple[str, list[Shown]]:
    """A calendar with these events, and the dates that our table would have of them."""
    text, ours = opening_of_one({plan.get("time_zone", AMSTERDAM) for plan in plans}), []
    for number, plan in enumerate(plans):
        event = build(f"Bijeenkomst {number}", **plan)
        entry = CalendarEntry(uid=f"{number}@example.org", created_at=NOW, revised_at=NOW)
        written = components(event, event.schedule(), entry, "nl")
        text += b"".join(component.to_ical() for component in written)
        ours += occurrences_of(event, Horizon(FIRST - MARGIN, LAST + MARGIN))
    touching = (row for row in ours if row.first_day <= LAST and row.last_day >= FIRST)
    return (text + CLOSING).decode(), in_order(map(shown_by_us, touching))


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
