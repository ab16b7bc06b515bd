"""What people say about two events is remembered, and keeps the finding quiet."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from events.models import PairVerdict
from events.overlap.finding import look_around
from events.overlap.proposal import proposal_of
from events.overlap.verdicts import (
    judge,
    say_of_several,
    take_back,
    take_back_of_event,
    verdicts_about,
)
from tests.events.overlap.planning import Country
from tests.factories import RegionFactory, RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db

INTENDED, JOINT = PairVerdict.Verdict.INTENDED, PairVerdict.Verdict.JOINT


@pytest.fixture
def mine(country: Country) -> Any:
    return country.event(region=country.region)


@pytest.fixture
def manager(country: Country) -> Any:
    return RoleAssignmentFactory(region=country.region).user


@pytest.fixture
def other_manager(db: None) -> Any:
    return RoleAssignmentFactory(region=RegionFactory()).user


def _new(event: Any) -> list[int]:
    return [meeting.key for meeting in look_around(proposal_of(event)).meetings]


def test_known_and_intended_is_quiet_for_both(country: Country, mine: Any, manager: Any) -> None:
    other = country.event()
    assert _new(mine) == [other.pk]
    assert say_of_several(event=mine, others=[other.pk], verdict=INTENDED, user=manager) == 1
    finding = look_around(proposal_of(mine))
    assert finding.is_quiet
    assert [neighbour.event for neighbour in finding.known] == [other]
    assert _new(other) == []


def test_a_new_event_near_by_is_the_only_one_named(
    country: Country, mine: Any, manager: Any
) -> None:
    say_of_several(event=mine, others=[country.event().pk], verdict=INTENDED, user=manager)
    later = country.event()
    assert _new(mine) == [later.pk]


def test_what_was_said_before_stays(country: Country, mine: Any, manager: Any) -> None:
    other = country.event()
    judge(one=other, other=mine, verdict=JOINT, user=manager, note="Samen met de school")
    assert say_of_several(event=mine, others=[other.pk], verdict=INTENDED, user=manager) == 0
    verdict = verdicts_about(mine.pk)[other.pk]
    assert (verdict.verdict, verdict.note) == (JOINT, "Samen met de school")


def test_a_later_verdict_takes_the_place_of_an_earlier_one(
    country: Country, mine: Any, manager: Any
) -> None:
    other = country.event()
    for verdict in (INTENDED, JOINT):
        judge(one=mine, other=other, verdict=verdict, user=manager)
    row = PairVerdict.objects.get()
    assert (row.verdict, row.decided_by) == (JOINT, manager)
    assert row.first_id < row.second_id


def test_a_verdict_can_be_taken_back(country: Country, mine: Any, manager: Any) -> None:
    other = country.event()
    take_back(verdict=judge(one=mine, other=other, verdict=JOINT, user=manager), user=manager)
    assert _new(mine) == [other.pk]


def test_what_is_known_can_be_asked_about_again(country: Country, mine: Any, manager: Any) -> None:
    other, joint = country.event(), country.event()
    say_of_several(event=mine, others=[other.pk], verdict=INTENDED, user=manager)
    judge(one=mine, other=joint, verdict=JOINT, user=manager)
    assert take_back_of_event(event=mine, user=manager) == 1
    assert _new(mine) == [other.pk]


def test_events_that_are_gone_and_the_event_itself_are_passed_over(mine: Any, manager: Any) -> None:
    assert say_of_several(event=mine, others=[mine.pk, 10**12], verdict=INTENDED, user=manager) == 0
    with pytest.raises(ValueError, match="two events"):
        judge(one=mine, other=mine, verdict=JOINT, user=manager)


def test_the_manager_of_either_event_may_judge(
    country: Country, mine: Any, other_manager: Any
) -> None:
    theirs = country.event(region=RegionFactory())
    manager = RoleAssignmentFactory(region=theirs.region).user
    assert judge(one=mine, other=theirs, verdict=JOINT, user=manager)
    with pytest.raises(PermissionDenied):
        judge(one=mine, other=theirs, verdict=INTENDED, user=other_manager)


def test_who_may_change_neither_event_changes_no_verdict(
    country: Country, mine: Any, manager: Any, other_manager: Any
) -> None:
    other = country.event()
    verdict = judge(one=mine, other=other, verdict=JOINT, user=manager)
    for stranger in (other_manager, UserFactory()):
        with pytest.raises(PermissionDenied):
            take_back(verdict=verdict, user=stranger)
        with pytest.raises(PermissionDenied):
            say_of_several(event=mine, others=[other.pk], verdict=INTENDED, user=stranger)
        with pytest.raises(PermissionDenied):
            take_back_of_event(event=mine, user=stranger)
    assert PairVerdict.objects.get().verdict == JOINT
