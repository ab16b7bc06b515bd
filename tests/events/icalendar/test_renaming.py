"""Texts for subscribers follow the names of what they mention."""

import pytest

from events import upkeep
from events.models import CalendarEntry, CalendarRevision
from publishing.actions.merge_terms import merge_terms
from publishing.models import RoleAssignment
from tests.events.icalendar.reading import text_of
from tests.factories import (
    EventFactory,
    InitiativeFactory,
    OrganisationFactory,
    ProvinceFactory,
    RoleAssignmentFactory,
    TargetGroupFactory,
)

pytestmark = pytest.mark.django_db


def _told(event) -> str:
    return text_of(event).replace("\r\n ", "")


def _renamed(named, field: str, **relations) -> None:
    """Another name for something shows in the text of an event that has it."""
    event, other = EventFactory(**relations), EventFactory()
    setattr(named, field, "Nieuwe naam")
    named.save()
    entries = CalendarEntry.objects
    assert entries.get(event=event).due
    assert not entries.get(event=other).due
    sequence = entries.get(event=event).sequence
    assert upkeep.keep_up() == 1
    assert "Nieuwe naam" in _told(event)
    assert entries.get(event=event).sequence == sequence
    assert not entries.filter(due=True).exists()


def test_of_a_term():
    group = TargetGroupFactory(label="Oude naam")
    _renamed(group, "label", target_groups=[group])


def test_of_a_province():
    province = ProvinceFactory(label="Oude naam")
    _renamed(province, "label", provinces=[province])


def test_of_an_organisation_that_takes_part():
    organisation = OrganisationFactory(title="Oude naam")
    _renamed(organisation, "title", organisations=[organisation])


def test_of_the_organisation_that_keeps_it():
    organisation = OrganisationFactory(title="Oude naam")
    _renamed(organisation, "title", owner=organisation)


def test_of_an_initiative():
    initiative = InitiativeFactory(title="Oude naam")
    _renamed(initiative, "title", initiative=initiative)


def test_of_the_event_that_it_is_a_part_of():
    week = EventFactory(title="Oude naam")
    part = EventFactory(part_of=week)
    week.title = "Nieuwe naam"
    week.save()
    upkeep.keep_up()
    assert "Nieuwe naam" in _told(part)


def test_what_goes_offline_is_not_mentioned_any_more():
    organisation = OrganisationFactory(title="Hogeschool")
    event = EventFactory(organisations=[organisation])
    organisation.live = False
    organisation.save()
    upkeep.keep_up()
    assert "Hogeschool" not in _told(event)


@pytest.mark.parametrize("relation", ["organisations", "owner", "initiative", "part_of"])
def test_nor_is_what_was_deleted(relation):
    factory = {"initiative": InitiativeFactory, "part_of": EventFactory}.get(
        relation, OrganisationFactory
    )
    named = factory(title="Weg")
    event = EventFactory(**{relation: [named] if relation == "organisations" else named})
    named.delete()
    upkeep.keep_up()
    assert "Weg" not in _told(event)


def test_a_deleted_term_is_no_category_any_more():
    group = TargetGroupFactory(label="Weg")
    event = EventFactory(target_groups=[group])
    group.delete()
    upkeep.keep_up()
    assert "Weg" not in _told(event)


def test_merged_terms_leave_one_category():
    old, new = TargetGroupFactory(label="Oud"), TargetGroupFactory(label="Nieuw")
    event = EventFactory(target_groups=[old])
    coordinator = RoleAssignmentFactory(role=RoleAssignment.Role.NATIONAL_COORDINATOR, region=None)
    merge_terms(term=old, into=new, user=coordinator.user)
    upkeep.keep_up()
    assert "Nieuw" in _told(event)
    assert "Oud" not in _told(event)


def test_a_relation_changed_from_the_other_side_counts_too():
    group, event = TargetGroupFactory(label="Erbij"), EventFactory()
    group.events.add(event)
    upkeep.keep_up()
    assert "Erbij" in _told(event)
    group.events.clear()
    upkeep.keep_up()
    assert "Erbij" not in _told(event)


def test_a_change_that_no_text_shows_marks_nothing():
    group = TargetGroupFactory()
    EventFactory(target_groups=[group])
    before = CalendarRevision.current()
    group.synonyms = ["iets"]
    group.save()
    assert not CalendarEntry.objects.filter(due=True).exists()
    assert CalendarRevision.current() == before
