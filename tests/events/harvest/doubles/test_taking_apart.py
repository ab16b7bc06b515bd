"""Where people see which calendars share an event, and take them apart."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from events.harvest.doubles.leading import leads
from events.harvest.keeper import EventKeeper
from events.models import Event, EventJoin
from harvest.models import Record, Source
from tests.events.harvest.doubles.conftest import told
from tests.events.harvest.doubles.test_joining import run
from tests.factories import MembershipFactory
from tests.people import People

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


@pytest.fixture
def join(make_event: Make, source: Source) -> EventJoin:
    make_event()
    run(source, told())
    return EventJoin.objects.get()


def address(join: EventJoin) -> str:
    return reverse("events_take_apart", args=[join.pk])


def test_the_screen_of_an_event_names_the_calendars_that_share_it(
    join: EventJoin, people: People, as_user: Any
) -> None:
    edit = reverse(Event.snippet_viewset.get_url_name("edit"), args=[join.event_id])

    page = as_user(people.manager_a).get(edit).content.decode()

    assert "Agenda van de tweede partner" in page
    assert address(join) in page


def test_a_manager_takes_apart_on_a_page_that_says_why_they_were_one(
    join: EventJoin, people: People, as_user: Any
) -> None:
    browser = as_user(people.manager_a)

    assert "dezelfde titel, op hetzelfde tijdstip" in browser.get(address(join)).content.decode()
    assert EventJoin.objects.standing().exists()
    answer = browser.post(address(join), follow=True)

    assert "dat blijft zo" in answer.content.decode()
    assert Event.objects.count() == 2
    assert browser.get(address(join)).status_code == 404


@pytest.mark.parametrize("who", ["member", "manager_b"])
def test_others_cannot_take_apart_in_the_admin(
    join: EventJoin, people: People, as_user: Any, who: str
) -> None:
    answer = as_user(getattr(people, who)).post(address(join))

    assert answer.status_code in (302, 403)
    assert EventJoin.objects.standing().exists()


def test_who_keeps_the_calendar_sees_what_it_shares_and_may_take_it_apart(
    join: EventJoin, source: Source, people: People
) -> None:
    own = MembershipFactory(organisation=source.organisation).user
    keeper = EventKeeper()

    (shared,) = keeper.shared(source, user=own)
    assert shared.title == join.event.title
    assert shared.parties == ("Eigenaar", "Tweede partner")
    assert shared.may_take_apart
    stranger = MembershipFactory().user
    assert not keeper.shared(source, user=stranger)[0].may_take_apart

    keeper.take_apart(Record.objects.get(), user=own)

    assert keeper.shared(source, user=own) == []
    with pytest.raises(ValidationError):
        keeper.take_apart(Record.objects.get(), user=own)


def test_the_page_of_a_source_names_what_it_shares_with_a_button_that_takes_it_apart(
    join: EventJoin, source: Source, as_user: Any
) -> None:
    own = MembershipFactory(organisation=source.organisation).user
    browser, at = as_user(own), [source.organisation_id, source.pk]

    page = browser.get(reverse("harvest:source", args=at)).content.decode()
    assert "Gedeeld met anderen" in page
    answer = browser.post(
        reverse("harvest:do", args=at),
        {"do": "take_apart", "record": Record.objects.get().pk},
        follow=True,
    )

    assert "heeft nu een eigen pagina" in answer.content.decode()
    assert not EventJoin.objects.standing().exists()


def test_a_guest_stays_one_when_its_feed_gives_it_another_identifier(
    join: EventJoin, source: Source, people: People
) -> None:
    Record.objects.update(key="another-uid")
    record = Record.objects.get()

    assert not leads(record)
    (shared,) = EventKeeper().shared(source, user=people.manager_a)
    assert shared.record == record
    EventKeeper().take_apart(record, user=people.manager_a)

    record.refresh_from_db()
    assert record.item_pk != join.event_id
    assert EventJoin.objects.get().key == "another-uid"
