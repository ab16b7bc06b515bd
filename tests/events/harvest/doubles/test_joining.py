"""One event that two parties tell is shown once, with both, and can be taken apart again."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from events.harvest.doubles.actions.undo_join import undo_join
from events.harvest.doubles.finding import find
from events.harvest.keeper import EventKeeper
from events.models import Event, EventJoin
from harvest.models import Record, Source
from harvest.records import ReadRecord
from publishing.actions.merge import merge
from publishing.actions.undo_merge import undo as undo_merge
from publishing.duplicates.suspecting import make_up, suspect
from publishing.models import DuplicateVerdict, SuspectedPair
from tests.events.harvest.doubles.conftest import DAY, told
from tests.people import People

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def run(source: Source, *reads: ReadRecord) -> list[Record]:
    """One run, as `harvest` does it for what is new or differs."""
    keeper = EventKeeper().prepared(source)
    records = []
    for read in reads:
        record = Record.objects.filter(source=source, key=read.key).first()
        record = record or Record(source=source, key=read.key)
        record.item_pk = keeper.keep(source, record, read).item_pk
        record.title, record.values = read.title, dict(read.values)
        record.state = Record.State.CURRENT
        record.save()
        records.append(record)
    keeper.settle()
    return records


def names(event: Event) -> set[str]:
    return {party.title for party in Event.objects.get(pk=event.pk).organisations.all()}


def test_a_feed_that_tells_an_event_typed_by_hand_joins_it(
    make_event: Make, source: Source
) -> None:
    event = make_event(summary="Door een mens geschreven.")

    (record,) = run(source, told(description="Uit de agenda van een ander."))

    assert record.item_pk == event.pk
    assert Event.objects.count() == 1
    assert names(event) == {"Eigenaar", "Tweede partner"}
    event.refresh_from_db()
    assert (event.owner.title, event.summary) == ("Eigenaar", "Door een mens geschreven.")
    assert EventJoin.objects.get().added_organisation
    assert event.title in record.note


def test_the_draft_on_top_of_the_event_gets_the_organisation_too(
    make_event: Make, source: Source
) -> None:
    event = make_event()
    event.title = "Robotica voor de maakindustrie (concept)"
    event.save_revision()

    run(source, told())

    event.refresh_from_db()
    draft = event.get_latest_revision_as_object()
    assert draft.title.endswith("(concept)")
    assert {party.title for party in draft.organisations.all()} == {"Eigenaar", "Tweede partner"}


def test_what_somebody_typed_follows_the_feed_of_who_keeps_it_where_both_said_the_same(
    make_event: Make, other_source: Source
) -> None:
    other_source.trust = Source.Trust.PUBLISH
    other_source.save()
    event = make_event(summary="Door een mens geschreven.")
    run(other_source, told())

    run(other_source, told(start=f"{DAY}T14:00:00", end=f"{DAY}T18:00:00", description="Anders."))

    event.refresh_from_db()
    assert event.start_time == time(14)
    assert event.summary == "Door een mens geschreven."


def test_the_feed_of_a_guest_changes_cancels_and_withdraws_nothing_of_what_somebody_typed(
    make_event: Make, source: Source
) -> None:
    source.trust = Source.Trust.PUBLISH
    source.save()
    event = make_event()
    run(source, told())

    (record,) = run(source, told(start=f"{DAY}T14:00:00", status="cancelled"))
    EventKeeper().retire(record, Record.State.WITHDRAWN)

    event.refresh_from_db()
    assert (event.live, event.status, event.start_time) == (True, "scheduled", time(13))
    assert "andere organisatie" in record.note


def test_of_two_feeds_the_first_leads(source: Source, other_source: Source) -> None:
    for each in (source, other_source):
        each.trust = Source.Trust.PUBLISH
        each.save()
    (first,) = run(other_source, told("a"))
    (second,) = run(source, told("b"))

    run(source, told("b", start=f"{DAY}T19:00:00", end=f"{DAY}T20:00:00"))

    event = Event.objects.get()
    assert first.item_pk == second.item_pk == event.pk
    assert event.start_time == time(13)


def test_when_the_leading_feed_drops_it_the_other_takes_over(
    source: Source, other_source: Source
) -> None:
    for each in (source, other_source):
        each.trust = Source.Trust.PUBLISH
        each.save()
    (first,) = run(other_source, told("a"))
    run(source, told("b"))
    run(source, told("b", start=f"{DAY}T15:00:00"))

    EventKeeper().retire(first, Record.State.WITHDRAWN)

    event = Event.objects.get()
    assert event.live
    assert event.start_time == time(15)


def test_an_event_of_another_town_becomes_one_of_its_own(make_event: Make, source: Source) -> None:
    make_event()

    run(source, told(location_name="", location_address="Stationsplein 1, 8232 AA Lelystad"))

    assert Event.objects.count() == 2
    assert not EventJoin.objects.exists()


def test_two_of_one_feed_stay_two(source: Source) -> None:
    run(source, told("a"), told("b"))

    assert Event.objects.count() == 2


def test_taking_apart_gives_the_second_feed_an_event_and_is_remembered(
    make_event: Make, source: Source, people: People
) -> None:
    event = make_event()
    (record,) = run(source, told())

    apart = undo_join(EventJoin.objects.get(), user=people.manager_a, keeper=EventKeeper())

    record.refresh_from_db()
    assert apart is not None and record.item_pk == apart.pk != event.pk
    assert names(event) == {"Eigenaar"}
    assert DuplicateVerdict.objects.get().relation == "different"
    run(source, told())
    assert Record.objects.get().item_pk == apart.pk
    Record.objects.all().delete()
    assert event.pk not in {alike.item_pk for alike in find(told(), source=source)}


def test_taking_apart_is_for_who_may_change_the_event(
    make_event: Make, source: Source, people: People
) -> None:
    make_event()
    run(source, told())
    join = EventJoin.objects.get()

    with pytest.raises(PermissionDenied):
        undo_join(join, user=people.manager_b, keeper=EventKeeper())
    undo_join(join, user=people.coordinator, keeper=EventKeeper())
    with pytest.raises(ValidationError):
        undo_join(join, user=people.coordinator, keeper=EventKeeper())


def test_feeds_follow_when_a_curator_merges_their_events(
    source: Source, other_source: Source, people: People
) -> None:
    (first,) = run(other_source, told("a", title="Robotdag"))
    (second,) = run(source, told("b", title="Dag van de robot"))
    kept, absorbed = (Event.objects.get(pk=record.item_pk) for record in (first, second))

    row = merge(kept, absorbed, {}, user=people.coordinator)

    second.refresh_from_db()
    assert second.item_pk == kept.pk
    assert names(kept) == {"Eigenaar", "Tweede partner"}
    assert EventJoin.objects.standing().get().merge == row
    undo_merge(row, user=people.coordinator)
    second.refresh_from_db()
    assert second.item_pk == absorbed.pk
    assert not EventJoin.objects.standing().exists()


def test_taking_apart_what_was_merged_undoes_the_merge(
    source: Source, other_source: Source, people: People
) -> None:
    (first,) = run(other_source, told("a", title="Robotdag"))
    (second,) = run(source, told("b", title="Dag van de robot"))
    kept, absorbed = (Event.objects.get(pk=record.item_pk) for record in (first, second))
    merge(kept, absorbed, {}, user=people.coordinator)

    apart = undo_join(EventJoin.objects.get(), user=people.coordinator, keeper=EventKeeper())

    second.refresh_from_db()
    assert apart is not None and apart.pk == second.item_pk == absorbed.pk


def test_likely_ones_wait_for_a_manager_with_the_calendar_named(
    make_event: Make, source: Source, people: People, as_user: Any
) -> None:
    make_event(location_name="Techniekhuis zaal 1")
    run(source, told(location_name="Techniekhuis zaal 2", start=f"{DAY}T15:00:00"))
    make_up(), suspect()

    pair = SuspectedPair.objects.get()
    page = as_user(people.manager_a).get(reverse("possible_doubles")).content.decode()

    assert ["same-title"] in pair.signs
    assert "maar op een ander uur" in page
    assert "uit de agenda “Agenda van de tweede partner”" in page
    assert "15:00 · Techniekhuis zaal 2" in page


def test_nobody_is_asked_about_two_of_one_calendar(source: Source) -> None:
    run(source, told("a"), told("b", start=f"{DAY}T15:00:00"), told("c", title="Robotica"))
    make_up(), suspect()

    further = [pair for pair in SuspectedPair.objects.all() if ["same-time"] in pair.signs]
    assert further == []


def test_an_event_that_is_over_a_day_later_is_another(make_event: Make, source: Source) -> None:
    make_event(start_date=DAY + timedelta(1))

    run(source, told())

    assert Event.objects.count() == 2
