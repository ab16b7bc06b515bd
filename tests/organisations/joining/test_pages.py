"""The pages of joining: who sees what, and that nothing of others can be changed or guessed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from organisations.joining.actions import invite as inviting
from organisations.joining.actions.ask_to_join import ask_to_join
from organisations.joining.actions.invite import invite
from organisations.joining.secrets import new_secret
from organisations.models import Invitation, JoinRequest, MailDomain, Membership, Organisation
from publishing.models import User
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.organisations.joining.making import owner_of, role_in, with_address

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    with translation.override("en"):
        return reverse(f"joining:{name}", args=args)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


class School:
    """An organisation with an owner, a member, and something of everything that can wait."""

    def __init__(self) -> None:
        self.organisation: Organisation = OrganisationFactory(title="Onze school")
        self.owner = owner_of(self.organisation)
        self.member = MembershipFactory(organisation=self.organisation)
        self.asking = UserFactory(email="vrager@example.org")
        self.request = ask_to_join(self.organisation, user=self.asking, words="Ik ben docent.")
        self.invitation = invite(self.organisation, email="nieuw@example.org", user=self.owner)
        self.domain = MailDomain.objects.create(
            organisation=self.organisation, domain="school.example"
        )

    def posts(self) -> dict[str, tuple[str, dict[str, str]]]:
        """Every address that changes something, with what is sent there."""
        pk = self.organisation.pk
        return {
            "invite": (url("invite", pk), {"email": "x@example.org", "role": "member"}),
            "withdraw": (url("withdraw_invitation", pk, self.invitation.pk), {}),
            "approve": (url("approve", pk, self.request.pk), {}),
            "refuse": (url("refuse", pk, self.request.pk), {"reason": "Nee."}),
            "role": (url("role", pk, self.member.pk), {"role": "owner"}),
            "remove": (url("remove", pk, self.member.pk), {}),
            "hand_over": (url("hand_over", pk, self.member.pk), {}),
            "confirm_domain": (url("confirm_domain", pk), {"domain": "ander.example"}),
            "take_back_domain": (url("take_back_domain", pk, self.domain.pk), {}),
        }

    def now(self) -> list[Any]:
        """Everything that those could change."""
        models: tuple[Any, ...] = (Membership, JoinRequest, Invitation, MailDomain)
        return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.fixture
def school() -> School:
    return School()


def test_an_owner_sees_addresses_and_what_waits(school: School):
    html = as_(school.owner).get(url("people", school.organisation.pk)).text
    for text in (school.member.user.email, "vrager@example.org", "Ik ben docent.",
                 "nieuw@example.org", "school.example"):  # fmt: skip
        assert text in html


def test_a_member_sees_names_only(school: School):
    html = as_(school.member.user).get(url("people", school.organisation.pk)).text
    assert school.owner.get_full_name() in html
    for text in (school.owner.email, "vrager@example.org", "nieuw@example.org", "Invite"):
        assert text not in html


def test_somebody_without_a_name_is_not_named_by_their_address(school: School):
    User.objects.filter(pk=school.owner.pk).update(first_name="", last_name="")
    html = as_(school.member.user).get(url("people", school.organisation.pk)).text
    assert school.owner.email not in html


def test_for_a_stranger_the_organisation_has_no_people(school: School):
    for person in (UserFactory(), owner_of(OrganisationFactory())):
        client = as_(person)
        assert client.get(url("people", school.organisation.pk)).status_code == 404
        before = school.now()
        for path, data in school.posts().values():
            assert client.post(path, data).status_code == 404, path
        assert client.post(url("leave", school.organisation.pk)).status_code == 404
        assert school.now() == before


def test_an_ordinary_member_changes_nothing(school: School):
    client = as_(school.member.user)
    before = school.now()
    for path, data in school.posts().values():
        assert client.post(path, data).status_code == 404, path
    assert school.now() == before


def test_a_visitor_changes_nothing(school: School):
    before = school.now()
    for path, data in school.posts().values():
        assert "/account/login/" in Client().post(path, data)["Location"]
    assert school.now() == before


def test_nothing_changes_by_following_a_link(school: School):
    client = as_(school.owner)
    for path, _data in school.posts().values():
        assert client.get(path).status_code == 405


def test_what_is_of_another_organisation_cannot_be_reached_through_ones_own(school: School):
    """The same keys below an organisation that one does own."""
    own = OrganisationFactory()
    client = as_(owner_of(own))
    before = school.now()
    for path, data in school.posts().values():
        if path.count("/") > 6:
            swapped = path.replace(f"/{school.organisation.pk}/", f"/{own.pk}/", 1)
            assert client.post(swapped, data).status_code == 404, swapped
    assert school.now() == before


@pytest.mark.parametrize(
    ("name", "model", "expected"),
    [
        ("approve", JoinRequest, {"state": "approved"}),
        ("refuse", JoinRequest, {"state": "refused", "reason": "Nee."}),
        ("role", Membership, {"role": "owner"}),
    ],
)
def test_an_owner_decides_with_one_button(
    school: School, name: str, model: Any, expected: dict[str, str]
):
    path, data = school.posts()[name]
    response = as_(school.owner).post(path, data)
    assert response["Location"] == url("people", school.organisation.pk)
    pk = {JoinRequest: school.request.pk, Membership: school.member.pk}[model]
    row = model.objects.get(pk=pk)
    assert {key: getattr(row, key) for key in expected} == expected


def test_an_invitation_answers_alike_for_known_and_unknown_addresses(school: School):
    UserFactory(email="bekend@example.org")
    path, _data = school.posts()["invite"]
    told = []
    for address in ("bekend@example.org", "onbekend@example.org"):
        page = as_(school.owner).post(path, {"email": address, "role": "member"}, follow=True)
        messages = [str(message) for message in page.context["messages"]]
        told.append([message.replace(address, "") for message in messages])
    assert told[0] == told[1] != []


def test_a_wrong_address_comes_back_with_its_error(school: School):
    path, _data = school.posts()["invite"]
    page = as_(school.owner).post(path, {"email": "geen adres", "role": "member"})
    assert "data-error-summary" in page.text
    assert 'value="geen adres"' in page.text


def test_the_last_owner_is_told_why_they_cannot_leave(school: School):
    page = as_(school.owner).post(url("leave", school.organisation.pk), follow=True)
    assert "needs an owner" in page.text
    assert role_in(school.organisation, school.owner) == Membership.Role.OWNER


def test_a_member_leaves(school: School):
    as_(school.member.user).post(url("leave", school.organisation.pk))
    assert role_in(school.organisation, school.member.user) is None


def test_asking_needs_a_reason_only_to_claim():
    unowned = OrganisationFactory()
    newcomer = UserFactory()
    page = as_(newcomer).post(url("join", unowned.pk), {"purpose": "claim", "words": " "})
    assert "data-error-summary" in page.text
    as_(newcomer).post(url("join", unowned.pk), {"purpose": "claim", "words": "Ik leid het."})
    assert JoinRequest.objects.get().purpose == JoinRequest.Purpose.CLAIM


def test_the_public_page_leads_who_works_there_to_joining(client: Client):
    organisation = OrganisationFactory()
    with translation.override("en"):
        html = client.get(organisation.get_absolute_url()).text
    assert f'href="{url("join", organisation.pk)}"' in html


def test_who_has_no_name_can_give_one_and_keeps_it():
    organisation = OrganisationFactory()
    owner_of(organisation)
    newcomer = UserFactory(first_name="", last_name="")
    as_(newcomer).post(url("join", organisation.pk), {"name": "Noor van der Berg"})
    newcomer.refresh_from_db()
    assert newcomer.get_full_name() == "Noor van der Berg"
    as_(newcomer).post(url("join", OrganisationFactory().pk), {"name": "X", "purpose": "join"})
    newcomer.refresh_from_db()
    assert newcomer.get_full_name() == "Noor van der Berg"


def test_only_ones_own_request_can_be_taken_back(school: School):
    path = url("withdraw_request", school.request.pk)
    assert as_(school.owner).post(path).status_code == 404
    as_(school.asking).post(path)
    school.request.refresh_from_db()
    assert school.request.state == JoinRequest.State.WITHDRAWN


@pytest.fixture
def secret(school: School, monkeypatch: pytest.MonkeyPatch) -> str:
    secret = new_secret()
    monkeypatch.setattr(inviting, "new_secret", lambda: secret)
    invite(school.organisation, email="collega@example.org", user=school.owner)
    return secret


def test_the_link_of_an_invitation_asks_and_then_lets_in(school: School, secret: str):
    colleague = with_address("collega@example.org")
    client = as_(colleague)
    page = client.get(url("invitation", secret))
    assert "Onze school" in page.text
    assert "no-store" in page["Cache-Control"]
    assert role_in(school.organisation, colleague) is None
    client.post(url("invitation", secret))
    assert role_in(school.organisation, colleague) == Membership.Role.MEMBER
    assert client.get(url("invitation", secret)).status_code == 404


def test_the_link_in_other_hands_lets_nobody_in(school: School, secret: str):
    other = with_address("ander@example.org")
    page = as_(other).post(url("invitation", secret))
    assert page.status_code == 200
    assert "collega@example.org" not in page.text
    assert role_in(school.organisation, other) is None
    page = Client().post(url("invitation", secret))
    assert "Make an account" in page.text
    assert Client().get(url("invitation", "x" * 43)).status_code == 404


def test_who_made_an_account_finds_the_invitation_on_their_own_page(school: School, secret: str):
    colleague = with_address("collega@example.org")
    invitation = Invitation.objects.get(email="collega@example.org")
    path = url("accept_invitation", invitation.pk)
    assert as_(with_address("ander@example.org")).post(path).status_code == 404
    as_(colleague).post(path)
    assert role_in(school.organisation, colleague) == Membership.Role.MEMBER


def test_the_page_asks_the_same_number_of_questions_for_many_colleagues(
    school: School, django_assert_max_num_queries
):
    for _ in range(15):
        MembershipFactory(organisation=school.organisation)
        ask_to_join(school.organisation, user=UserFactory())
    client = as_(school.owner)
    client.get(url("people", school.organisation.pk))
    with django_assert_max_num_queries(16):
        client.get(url("people", school.organisation.pk))
