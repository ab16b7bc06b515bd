"""What a trial run says of each record, and what becomes of an event that its feed lost."""

import pytest

from events.harvest.keeper import EventKeeper
from events.models import Event
from harvest.models import Record
from publishing.actions.approve import approve
from publishing.review_states import State, with_state
from tests.events.harvest.feed import event_of, read_of, run, said
from tests.factories import TargetGroupFactory

pytestmark = pytest.mark.django_db


def test_a_trial_says_when_where_and_how_it_would_be_classified_and_stores_nothing(make_source):
    source = make_source()
    source.target_groups = [TargetGroupFactory(label="Jongeren")]
    reads = [
        read_of(said(title="Workshop lassen")),
        read_of(said(title="Elke week", rule="FREQ=WEEKLY;COUNT=3"), "uid-1"),
        read_of(said(rule="FREQ=SECONDLY"), "uid-2"),
    ]
    first, weekly, wrong = EventKeeper().outlook(source, reads)
    facts = [words for _label, words in first.facts]
    assert any("19:00" in words for words in facts)
    assert "training of workshop" in facts
    assert any("Lelystad" in words for words in facts)
    assert [term for _label, term in first.terms] == ["Flevoland", "Jongeren"]
    assert not first.faults
    assert "week" in dict(weekly.facts)["Wanneer"]
    assert wrong.faults
    assert not wrong.facts
    assert not Event.objects.exists()


def test_a_trial_says_of_the_status_only_what_nobody_expects(make_source):
    reads = [read_of(said()), read_of(said(status="cancelled"), "uid-1")]
    usual, cancelled = EventKeeper().outlook(make_source(), reads)
    assert "Status" not in dict(usual.facts)
    assert dict(cancelled.facts)["Status"] == "geannuleerd"


def test_what_prepares_for_a_change_of_job_is_not_a_training_for_it(make_source):
    (outlook,) = EventKeeper().outlook(
        make_source(), [read_of(said(title="Netwerkborrel", categories=["Omscholing"]))]
    )
    assert "bijeenkomst" in dict(outlook.facts).values()


def test_a_trial_of_a_thousand_records_asks_no_more_than_one_of_two(
    make_source, django_assert_max_num_queries
):
    source = make_source()
    reads = [read_of(said(title=f"Avond {n}"), f"uid-{n}") for n in range(300)]
    with django_assert_max_num_queries(30):
        assert len(EventKeeper().outlook(source, reads)) == 300


def test_what_was_withdrawn_returns_with_its_record(make_source):
    source = make_source(trust="publish")
    run(source, said())
    record = Record.objects.get()
    EventKeeper().retire(record, Record.State.WITHDRAWN)
    record.save()
    assert not event_of(source).live
    run(source, said(title="Toch"))
    assert (event_of(source).live, event_of(source).title) == (True, "Toch")


def test_what_waited_for_a_review_and_was_withdrawn_waits_no_more_until_it_returns(
    make_source, people
):
    source = make_source(trust="review")
    run(source, said())
    record = Record.objects.get()
    EventKeeper().retire(record, Record.State.WITHDRAWN)
    record.save()
    assert with_state(Event.objects.all()).get().state == State.DRAFT
    run(source, said(title="Toch"))
    assert with_state(Event.objects.all()).get().state == State.IN_REVIEW
    approve(event_of(source), user=people.manager_a)
    assert event_of(source).title == "Toch"


@pytest.mark.parametrize("fate", [Record.State.PAST, Record.State.MISSING])
def test_what_is_over_or_missing_stays_as_it_is(make_source, fate):
    source = make_source(trust="publish")
    run(source, said())
    EventKeeper().retire(Record.objects.get(), fate)
    assert event_of(source).live
