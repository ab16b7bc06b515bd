"""Whoever changes an event of a feed sees what the source says, and lets it follow again."""

import pytest
from django.urls import reverse

from events.models import Event
from tests.events.harvest.feed import event_of, run, said
from tests.events.harvest.test_hand_edits import edit
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edited(make_source, people) -> Event:
    """An event of which the manager changed the title, and then the source did."""
    source = make_source(trust="publish")
    run(source, said())
    edit(event_of(source), people.manager_a, title="Van de beheerder")
    run(source, said(title="Van de bron"))
    return event_of(source)


def test_a_manager_lets_a_field_follow_the_source_again(edited, people, as_user):
    client = as_user(people.manager_a)
    address = reverse("events:source_says", args=[edited.pk])
    screen = client.get(reverse("wagtailsnippets_events_event:edit", args=[edited.pk]))
    assert address in screen.content.decode()
    answer = client.get(address)
    assert "no-store" in answer["Cache-Control"]
    page = answer.content.decode()
    assert "Van de beheerder" in page
    assert "Van de bron" in page
    client.post(address, {"field": "title"})
    assert Event.objects.get(pk=edited.pk).title == "Van de bron"
    assert 'name="field"' not in client.get(address).content.decode()
    # A second click changes nothing.
    client.post(address, {"field": "title"})
    client.post(address, {"field": "owner"})
    assert Event.objects.get(pk=edited.pk).title == "Van de bron"


def test_a_member_is_told_on_the_form_and_gets_a_draft(edited, people, as_user):
    client = as_user(people.member)
    form = client.get(reverse("contributing:step", args=["event", edited.pk, 1]))
    assert reverse("events:source_says", args=[edited.pk]) in form.content.decode()
    client.post(reverse("events:source_says", args=[edited.pk]), {"field": "title"})
    event = Event.objects.get(pk=edited.pk)
    assert event.title == "Van de beheerder"
    assert event.get_latest_revision_as_object().title == "Van de bron"


def test_nobody_else_sees_it_or_changes_anything(edited, people, as_user):
    address = reverse("events:source_says", args=[edited.pk])
    for user in (None, people.manager_b):
        answer = as_user(user).post(address, {"field": "title"})
        assert answer.status_code in (302, 403)
        assert "Van de bron" not in as_user(user).get(address).content.decode()
    assert Event.objects.get(pk=edited.pk).title == "Van de beheerder"


def test_readers_see_whose_calendar_it_comes_from_and_nothing_of_what_differs(edited, client):
    page = client.get(edited.get_absolute_url()).content.decode()
    assert "Uit de agenda van Eigenaar" in page
    assert "Van de bron" not in page


def test_what_came_from_no_feed_has_no_such_page(people, as_user):
    event = EventFactory(region=people.region_a)
    client = as_user(people.manager_a)
    assert client.get(reverse("events:source_says", args=[event.pk])).status_code == 404
    screen = client.get(reverse("wagtailsnippets_events_event:edit", args=[event.pk]))
    assert "Uit de agenda van een partner" not in screen.content.decode()
