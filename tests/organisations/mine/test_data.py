"""An organisation takes everything along that the site keeps of it."""

import io
import json
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from organisations.joining.actions.ask_to_join import ask_to_join
from organisations.joining.actions.invite import invite
from organisations.models import Membership, Organisation
from tests.factories import (
    EventFactory,
    MembershipFactory,
    OfferFactory,
    OrganisationFactory,
    ProvinceFactory,
    UserFactory,
)
from tests.organisations.joining.making import owner_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return OrganisationFactory(title="Onze school", summary="Wij leren mensen programmeren.")


def download(user: Any, organisation: Organisation, ending: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(f"/en/my-organisation/{organisation.pk}/data.{ending}")


def told(organisation: Organisation) -> dict[str, Any]:
    return json.loads(download(owner_of(organisation), organisation, "json").content)


def test_the_file_holds_items_with_their_texts_and_history(organisation: Organisation):
    province = ProvinceFactory(label="Flevoland", label_en="Flevoland")
    text = [{"type": "paragraph", "value": "<p>Leer testen in een jaar.</p>"}]
    offer = OfferFactory(title="Cursus", owner=organisation, body=text, provinces=[province])
    offer.save_revision().publish()
    offer.title = "Betere cursus"
    offer.save_revision()
    OfferFactory(title="Concept", owner=organisation, live=False)
    EventFactory(title="Open dag", owner=organisation)
    data = told(organisation)
    assert data["profile"]["summary"] == "Wij leren mensen programmeren."
    first, second = data["items"]["offer"]
    assert first["title"] == "Cursus"
    assert "Leer testen in een jaar." in first["body"][0]["value"]
    assert first["provinces"] == ["Flevoland"]
    assert len(first["versions"]) == 2
    assert (first["state"], first["draft"]["title"]) == ("changed", "Betere cursus")
    assert (second["title"], second["state"]) == ("Concept", "draft")
    assert [event["title"] for event in data["items"]["event"]] == ["Open dag"]


def test_the_file_holds_the_people_by_role(organisation: Organisation):
    owner, member = owner_of(organisation), MembershipFactory(organisation=organisation).user
    asking = ask_to_join(organisation, user=UserFactory(), words="Ik ben docent.")
    invite(organisation, email="nieuw@example.org", user=owner)
    data = json.loads(download(owner, organisation, "json").content)
    assert [(row["email"], row["role"]) for row in data["people"]] == [
        (owner.email, Membership.Role.OWNER),
        (member.email, Membership.Role.MEMBER),
    ]
    assert [(row["email"], row["words"]) for row in data["requests"]] == [
        (asking.user.email, "Ik ben docent.")
    ]
    assert [row["email"] for row in data["invitations"]] == ["nieuw@example.org"]


def test_the_file_holds_nothing_of_others_and_no_secrets(organisation: Organisation):
    owner = owner_of(organisation)
    invitation = invite(organisation, email="nieuw@example.org", user=owner)
    OfferFactory(title="Geheim concept", owner=OrganisationFactory(title="Rivaal"), live=False)
    OfferFactory(owner=organisation, editor_note="Onder ons gezegd")
    text = download(owner, organisation, "json").content.decode()
    for hidden in ("Geheim", "Rivaal", "Onder ons gezegd", invitation.fingerprint, owner.password):
        assert hidden not in text


def test_the_workbook_says_the_same_and_no_cell_is_a_formula(organisation: Organisation):
    OfferFactory(
        title="=HYPERLINK(1)", summary="+31 \x0b tekst", owner=organisation, contact_name="@x"
    )
    owner = owner_of(organisation)
    response = download(owner, organisation, "xlsx")
    assert response["Content-Disposition"].endswith('.xlsx"')
    book = load_workbook(io.BytesIO(response.content))
    assert len(book.sheetnames) == 6
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [c for c in cells if isinstance(c.value, str) and c.value[:1] in "=+-@" and c.value]
    values = {cell.value for cell in cells}
    assert {"'=HYPERLINK(1)", "'@x", owner.email} <= values


@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_only_owners_take_it_along(organisation: Organisation, ending: str):
    member = MembershipFactory(organisation=organisation).user
    stranger = owner_of(OrganisationFactory())
    for person in (member, stranger, UserFactory()):
        assert download(person, organisation, ending).status_code == 404
    path = f"/en/my-organisation/{organisation.pk}/data.{ending}"
    assert "/account/login/" in Client().get(path)["Location"]
    answer = download(owner_of(organisation), organisation, ending)
    assert "no-store" in answer["Cache-Control"]


def test_many_items_ask_no_more_than_few(
    organisation: Organisation, django_assert_max_num_queries: Any
):
    owner = owner_of(organisation)
    OfferFactory(owner=organisation).save_revision()
    with django_assert_max_num_queries(120) as few:
        download(owner, organisation, "json")
    for _ in range(5):
        OfferFactory(owner=organisation).save_revision()
    with django_assert_max_num_queries(len(few)):
        download(owner, organisation, "json")
