"""The requests that wait, in the admin: for managers of the region, and for nobody else."""

from typing import Any

import pytest
from django.urls import reverse

from organisations.joining.actions.ask_to_join import ask_to_join
from organisations.models import JoinRequest, Membership, Organisation
from tests.factories import OrganisationFactory, UserFactory
from tests.organisations.joining.making import role_in
from tests.people import People

pytestmark = pytest.mark.django_db
State, Purpose = JoinRequest.State, JoinRequest.Purpose


@pytest.fixture
def page() -> str:
    return reverse("join_requests")


def asked(organisation: Organisation, purpose: str = Purpose.JOIN) -> JoinRequest:
    return ask_to_join(organisation, user=UserFactory(), purpose=purpose, words="Ik werk er.")


def seen(client: Any, page: str) -> list[JoinRequest]:
    return list(client.get(page).context["requests"])


def test_everybody_sees_what_is_theirs_to_decide(people: People, as_user: Any, page: str):
    own = asked(people.organisation)
    national = asked(OrganisationFactory(), Purpose.CLAIM)
    assert seen(as_user(people.manager_a), page) == [own]
    assert seen(as_user(people.manager_b), page) == []
    for person in (people.coordinator, people.administrator):
        assert seen(as_user(person), page) == [own, national]
    assert as_user(people.member).get(page).status_code == 302


def test_a_manager_lets_somebody_look_after_a_profile(people: People, as_user: Any, page: str):
    claim = asked(people.organisation, Purpose.CLAIM)
    assert "Ik werk er." in as_user(people.manager_a).get(page).text
    as_user(people.manager_a).post(page, {"request": claim.pk, "approve": "1"})
    assert role_in(people.organisation, claim.user) == Membership.Role.OWNER


def test_a_refusal_needs_its_reason(people: People, as_user: Any, page: str):
    request = asked(people.organisation)
    client = as_user(people.manager_a)
    client.post(page, {"request": request.pk, "reason": " "})
    request.refresh_from_db()
    assert request.state == State.WAITING
    client.post(page, {"request": request.pk, "reason": "Onbekend hier."})
    request.refresh_from_db()
    assert (request.state, request.reason) == (State.REFUSED, "Onbekend hier.")


@pytest.mark.parametrize("answer", [{"approve": "1"}, {"reason": "Nee."}])
def test_a_request_of_another_region_is_not_there(
    people: People, as_user: Any, page: str, answer: dict[str, str]
):
    request = asked(people.organisation)
    client = as_user(people.manager_b)
    for key in (request.pk, 0, "x", "9" * 30):
        assert client.post(page, {"request": key, **answer}).status_code == 404
    request.refresh_from_db()
    assert request.state == State.WAITING


def test_the_list_asks_as_much_for_many_as_for_few(
    people: People, as_user: Any, page: str, django_assert_max_num_queries: Any
):
    client = as_user(people.manager_a)
    asked(people.organisation)
    with django_assert_max_num_queries(50) as few:
        client.get(page)
    for _ in range(5):
        asked(people.organisation)
        asked(OrganisationFactory(region=people.region_a))
    with django_assert_max_num_queries(len(few)):
        client.get(page)
