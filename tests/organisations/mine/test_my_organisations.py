import pytest
from django.test import Client

from tests.factories import (
    EventFactory,
    InitiativeFactory,
    MembershipFactory,
    OfferFactory,
    OrganisationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PATH = "/en/my-organisation/"


def standings(client: Client) -> dict[str, str]:
    """The words under which each item stands on the page."""
    groups = client.get(PATH).context["groups"]
    return {own.item.title: str(label) for label, items in groups for own in items}


def test_a_member_sees_what_is_theirs_and_how_it_stands(client: Client):
    membership = MembershipFactory(organisation__title="Onze school")
    OfferFactory(title="Live aanbod", owner=membership.organisation)
    OfferFactory(title="Concept", owner=membership.organisation, live=False)
    InitiativeFactory(title="Vergeten", owner=membership.organisation, verified_on=None)
    EventFactory(title="Open dag", owner=membership.organisation, live=False)
    client.force_login(membership.user)
    assert standings(client) == {
        "Onze school": "Live",
        "Live aanbod": "Live",
        "Concept": "Draft",
        "Open dag": "Draft",
        "Vergeten": "Please confirm",
    }


def test_a_member_sees_nothing_of_another_organisation(client: Client):
    OfferFactory(title="Geheim concept", owner=OrganisationFactory(title="Rivaal"), live=False)
    client.force_login(MembershipFactory().user)
    html = client.get(PATH).text
    assert "Geheim" not in html
    assert "Rivaal" not in html


def test_somebody_without_an_organisation_is_told_what_to_do(client: Client):
    client.force_login(UserFactory())
    assert f"{PATH}find/" in client.get(PATH).text


def test_a_visitor_logs_in_first(client: Client):
    response = client.get(PATH)
    assert response.status_code == 302
    assert "/account/login/" in response["Location"]


def test_the_page_is_kept_out_of_caches_and_search_engines(client: Client):
    client.force_login(MembershipFactory().user)
    response = client.get(PATH)
    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.text
