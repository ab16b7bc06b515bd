"""Who owns, reviews, publishes or confirms something is never a field of a form of contributors."""

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from organisations.contributing import limits
from organisations.joining.actions.ask_to_join import ask_to_join
from organisations.joining.actions.invite import invite
from organisations.models import Invitation, JoinRequest, Membership, Organisation
from publishing.models import RoleAssignment, User
from tests.contributing.conftest import Contributor
from tests.contributing.test_kinds import MODELS, NEEDED
from tests.factories import (
    EventFactory,
    InitiativeFactory,
    MembershipFactory,
    OfferFactory,
    OrganisationFactory,
    PracticeFactory,
    RegionFactory,
    UserFactory,
)
from tests.initiatives.bulk_upload.uploading import address, upload
from tests.organisations.bulk_upload.made_files import xlsx_bytes
from tests.organisations.joining.making import owner_of, role_in, with_address

pytestmark = pytest.mark.django_db

FACTORIES = {
    "offer": OfferFactory,
    "initiative": InitiativeFactory,
    "practice": PracticeFactory,
    "event": EventFactory,
}
#: What decides about an item; not all kinds have all of it.
DECIDING = (
    "live", "owner", "region", "trusted", "verified_on", "verified_by", "verified_by_en",
    "provenance", "created_by", "locked", "locked_by", "first_published_at", "go_live_at",
    "editor_note", "ref", "sources",
)  # fmt: skip


@pytest.fixture
def forged(db: None) -> dict[str, Any]:
    """What somebody adds to a form with a tool, under all names that it could have."""
    organisation, region, user = OrganisationFactory(), RegionFactory(), UserFactory()
    numbers = {"owner": organisation.pk, "region": region.pk, "created_by": user.pk}
    numbers |= {"locked_by": user.pk, "user": user.pk, "organisation": organisation.pk}
    texts = dict.fromkeys(("live", "trusted", "locked", "is_staff", "is_superuser"), "on")
    texts |= dict.fromkeys(("verified_on", "first_published_at", "go_live_at"), "2031-01-01")
    texts |= dict.fromkeys(("verified_by", "verified_by_en", "editor_note", "ref"), "Iemand")
    texts |= {"provenance": "curator", "role": "owner", "state": "approved", "sources": "[1]"}
    return {**numbers, **{f"{name}_id": number for name, number in numbers.items()}, **texts}


def deciding(item: Any) -> dict[str, Any]:
    """What decides about an item, as it is stored."""
    row = type(item)._default_manager.get(pk=item.pk)
    names = {field.name: field.attname for field in row._meta.concrete_fields}
    return {name: getattr(row, names[name]) for name in DECIDING if name in names}


def drafted(item: Any) -> dict[str, Any]:
    """The same as its newest version has it, which is what a reviewer would put online."""
    content = type(item)._default_manager.get(pk=item.pk).latest_revision.content
    return {name: content[name] for name in DECIDING if name in content}


def steps_of(name: str, pk: int) -> list[tuple[str, dict[str, Any]]]:
    """The steps of a form with answers that are right."""
    first = {"title": "Test leren", "summary": "Zes maanden les.", **NEEDED.get(name, {})}
    last = {"contact_email": "les@school.example", "phase": "running"}
    base = f"/en/contribute/{name}/{pk}/"
    return [(f"{base}1/", first), (f"{base}2/", {}), (f"{base}3/", last)]


@pytest.mark.parametrize("name", MODELS)
def test_something_new_is_of_who_makes_it_and_waits(
    contributor: Contributor, forged: dict[str, Any], name: str
):
    contributor.start(name, **{**forged, **NEEDED.get(name, {})})
    item = MODELS[name]._default_manager.get()
    expected = deciding(item) | {
        "live": False,
        "owner": contributor.organisation.pk,
        "region": contributor.province.region_id,
        "provenance": "contributor",
        "created_by": contributor.user.pk,
        "verified_on": None,
        "verified_by": "",
        "locked": False,
        "locked_by": None,
        "first_published_at": None,
        "go_live_at": None,
        "editor_note": "",
        "ref": None,
        "sources": [],
    }
    assert deciding(item) == expected
    for url, answers in steps_of(name, item.pk):
        where = {"provinces": contributor.province.pk} if url.endswith("/2/") else {}
        assert contributor.post(url, **{**forged, **answers, **where}).status_code == 302, url
        assert deciding(item) == expected, url
    contributor.client.post(f"/en/contribute/{name}/{item.pk}/check/", forged)
    item.refresh_from_db()
    assert item.workflow_in_progress
    assert not item.live
    assert deciding(item) | {"verified_on": None} == expected | {"verified_on": None}
    assert item.verified_on in {None, date.today()}


def test_who_may_choose_an_organisation_chooses_one_of_their_own(contributor: Contributor):
    second = MembershipFactory(user=contributor.user).organisation
    for chosen, owner in ((OrganisationFactory(), contributor.organisation), (second, second)):
        contributor.start(organisation=chosen.pk)
        assert MODELS["offer"]._default_manager.latest("pk").owner == owner


@pytest.mark.parametrize("name", MODELS)
def test_something_live_stays_as_it_is_in_the_row_and_in_what_is_reviewed(
    contributor: Contributor, forged: dict[str, Any], name: str
):
    item = FACTORIES[name](
        owner=contributor.organisation, region=RegionFactory(), provinces=[contributor.province]
    )
    item.save_revision()
    row, draft = deciding(item), drafted(item)
    for url, answers in steps_of(name, item.pk):
        where = {"provinces": contributor.province.pk} if url.endswith("/2/") else {}
        assert contributor.post(url, **{**forged, **answers, **where}).status_code == 302, url
    item.refresh_from_db()
    assert item.get_latest_revision_as_object().title == "Test leren"
    assert (deciding(item), drafted(item)) == (row, draft)


def test_the_profile_of_an_organisation(contributor: Contributor, forged: dict[str, Any]):
    organisation = contributor.organisation
    organisation.save_revision()
    row, draft = deciding(organisation), drafted(organisation)
    url = f"/en/my-organisation/{organisation.pk}/profile/"
    version = contributor.client.get(url).context["version"]
    answers = {"title": "Nieuwe naam", "summary": "Kort.", "version": version}
    contributor.client.post(url, {**forged, **answers})
    organisation.refresh_from_db()
    assert organisation.get_latest_revision_as_object().title == "Nieuwe naam"
    assert deciding(organisation) == row
    # Handing in confirms, as who does so.
    assert drafted(organisation) == draft | {"verified_by": "Onze school"}


def test_the_draft_of_a_visitor(
    contributor: Contributor, forged: dict[str, Any], monkeypatch: pytest.MonkeyPatch
):
    cache.clear()
    monkeypatch.setattr(limits, "_is_fresh", lambda mark: False)
    visitor = Client()
    new = "/en/contribute/offer/"
    opened = visitor.get(new).context["human"]["opened"].value()
    begun = visitor.post(new, {**forged, **contributor.first(), "opened": opened})["Location"]
    version = visitor.get(begun).context["workplace"].version
    where = {"version": version, "provinces": contributor.province.pk, "go": "next"}
    assert visitor.post(begun, {**forged, **where}).status_code == 302
    taken = contributor.client.post(begun.removesuffix("2/"), forged)
    assert taken.status_code == 302
    [item] = MODELS["offer"]._default_manager.all()
    assert item.title == "Test leren"
    found = deciding(item)
    assert (found["owner"], found["created_by"]) == (
        contributor.organisation.pk,
        contributor.user.pk,
    )
    assert (found["region"], found["live"]) == (contributor.province.region_id, False)
    assert (found["provenance"], found["verified_on"]) == ("contributor", None)
    assert (found["locked"], found["editor_note"], found["ref"]) == (False, "", None)


@pytest.mark.parametrize("name", MODELS)
def test_the_columns_of_a_spreadsheet(contributor: Contributor, forged: dict[str, Any], name: str):
    own = {"owner": contributor.organisation, "region": contributor.province.region}
    item = FACTORIES[name](**own, live=False)
    item.save_revision()
    row, draft = deciding(item), drafted(item)
    header, cells = ["id", "title", *forged], [item.pk, "Uit een bestand", *forged.values()]
    upload(contributor.client, contributor.organisation, xlsx_bytes([header, cells]), kind=name)
    contributor.client.post(address("doorvoeren/"), {"then": "draft"})
    item.refresh_from_db()
    assert item.get_latest_revision_as_object().title == "Uit een bestand"
    assert (deciding(item), drafted(item)) == (row, draft)


def test_asking_to_join_gives_no_place_and_no_role(forged: dict[str, Any]):
    organisation, user = OrganisationFactory(), UserFactory()
    owner_of(organisation)
    client = Client()
    client.force_login(user)
    client.post(f"/en/my-organisation/find/{organisation.pk}/", {**forged, "words": "Docent."})
    asked = JoinRequest.objects.get()
    assert (asked.user, asked.organisation) == (user, organisation)
    assert (asked.state, asked.purpose) == (JoinRequest.State.WAITING, JoinRequest.Purpose.JOIN)
    assert role_in(organisation, user) is None
    assert_no_powers(user)


def test_adding_an_organisation_gives_nothing_but_its_ownership(forged: dict[str, Any]):
    user = UserFactory()
    client = Client()
    client.force_login(user)
    answers = {"title": "Iets heel anders", "summary": "Wij geven les."}
    client.post("/en/my-organisation/add/", {**forged, **answers})
    made = Organisation.objects.get(title="Iets heel anders")
    found = deciding(made)
    assert (found["live"], found["trusted"], found["locked"]) == (False, False, False)
    assert (found["region"], found["created_by"]) == (None, user.pk)
    assert (found["provenance"], found["ref"]) == ("contributor", None)
    assert [row.user for row in Membership.objects.all()] == [user]
    assert_no_powers(user)


def test_an_invitation_is_accepted_with_the_role_that_was_offered(forged: dict[str, Any]):
    organisation = OrganisationFactory()
    invite(organisation, email="nieuw@example.org", user=owner_of(organisation))
    newcomer = with_address("nieuw@example.org")
    client = Client()
    client.force_login(newcomer)
    url = reverse("joining:accept_invitation", args=[Invitation.objects.get().pk])
    client.post(url, forged)
    assert role_in(organisation, newcomer) == Membership.Role.MEMBER
    assert_no_powers(newcomer)


def test_approving_somebody_gives_an_ordinary_place(forged: dict[str, Any]):
    organisation, user = OrganisationFactory(), UserFactory()
    owner = owner_of(organisation)
    asked = ask_to_join(organisation, user=user, words="Docent.")
    client = Client()
    client.force_login(owner)
    client.post(reverse("joining:approve", args=[organisation.pk, asked.pk]), forged)
    assert role_in(organisation, user) == Membership.Role.MEMBER
    assert_no_powers(user)


def test_signing_up_makes_an_ordinary_account(forged: dict[str, Any]):
    password = "Weefgetouw-en-draad-2026"
    answers = {"email": "nieuw@example.org", "password1": password, "password2": password}
    Client().post("/account/signup/", {**forged, **answers, "website": ""})
    assert_no_powers(User.objects.get(email="nieuw@example.org"))


def assert_no_powers(user: User) -> None:
    user.refresh_from_db()
    assert (user.is_staff, user.is_superuser) == (False, False)
    assert not RoleAssignment.objects.filter(user=user).exists()
