from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from initiatives.models import Offer
from organisations.joining.actions.ask_to_join import ask_to_join
from organisations.joining.actions.invite import invite
from organisations.mine.overview import PER_PAGE
from organisations.models import Membership, Organisation
from publishing.actions.send_back import send_back
from publishing.actions.submit import submit
from publishing.models import Merge, User
from tests.factories import (
    EventFactory,
    InitiativeFactory,
    MembershipFactory,
    OfferFactory,
    OrganisationFactory,
    PracticeFactory,
    RegionFactory,
    RoleAssignmentFactory,
    UserFactory,
)
from tests.organisations.joining.making import owner_of, with_address

pytestmark = pytest.mark.django_db

PATH = "/en/my-organisation/"


def standings(client: Client, **asked: str) -> dict[str, str]:
    """The words under which each item stands on the page."""
    groups = client.get(PATH, asked).context["overview"].groups
    return {one.own.item.title: label for _key, label, items in groups for one in items}


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


def handed_in(owner: Organisation, author: User, **fields: Any) -> Offer:
    """An offer that waits for its manager."""
    offer = OfferFactory(owner=owner, live=False, **fields)
    offer.save_revision(user=author)
    submit(offer, user=author)
    return Offer.objects.get(pk=offer.pk)


def test_what_waits_was_sent_back_changed_or_taken_offline_stands_apart(client: Client):
    membership = MembershipFactory(organisation__title="Onze school")
    owner, author = membership.organisation, membership.user
    region = RegionFactory()
    handed_in(owner, author, title="Wacht", region=region)
    sent_back = handed_in(owner, author, title="Terug", region=region)
    send_back(
        sent_back,
        user=RoleAssignmentFactory(region=region).user,
        remark="Voor wie is het?",
        field_remarks={"website": "Deze link werkt niet."},
    )
    changed = OfferFactory(title="Gewijzigd", owner=owner)
    changed.save_revision(user=author)
    OfferFactory(title="Weg", owner=owner, live=False, first_published_at=timezone.now())
    client.force_login(author)
    assert standings(client) == {
        "Terug": "Sent back with remarks",
        "Wacht": "Waiting for review",
        "Gewijzigd": "Live, with changes that are not",
        "Onze school": "Live",
        "Weg": "Taken offline",
    }
    html = client.get(PATH).text
    assert "Voor wie is het?" in html
    assert "Deze link werkt niet." in html


def test_what_needs_attention_comes_first(client: Client):
    membership = MembershipFactory(organisation__title="Onze school")
    OfferFactory(title="Aaa", owner=membership.organisation)
    OfferFactory(title="Zzz", owner=membership.organisation, verified_on=None)
    client.force_login(membership.user)
    assert list(standings(client)) == ["Zzz", "Aaa", "Onze school"]


def test_an_event_that_is_over_needs_no_confirmation(client: Client):
    membership = MembershipFactory()
    yesterday = date.today() - timedelta(days=1)
    event = EventFactory(owner=membership.organisation, verified_on=None, start_date=yesterday)
    client.force_login(membership.user)
    assert standings(client)[event.title] == "Live"


def test_what_was_merged_into_another_item_is_not_shown_any_more(client: Client):
    membership = MembershipFactory()
    gone, kept = OfferFactory(title="Weg", owner=membership.organisation), OfferFactory()
    Merge.objects.create(kind="offer", kept_pk=kept.pk, absorbed_pk=gone.pk)
    client.force_login(membership.user)
    assert "Weg" not in standings(client)


def test_many_items_have_pages_and_filters(client: Client):
    membership = MembershipFactory(organisation__title="Onze school")
    for number in range(PER_PAGE + 5):
        OfferFactory(title=f"Aanbod {number:02}", owner=membership.organisation)
    InitiativeFactory(title="Concept", owner=membership.organisation, live=False)
    client.force_login(membership.user)
    assert len(standings(client)) == PER_PAGE
    assert len(standings(client, page="2")) == 7
    assert len(standings(client, page="99")) == 7
    assert standings(client, state="draft") == {"Concept": "Draft"}
    assert standings(client, kind="initiative") == {"Concept": "Draft"}
    assert standings(client, state="sent_back", kind="initiative") == {}
    assert "Nothing stands like that" in client.get(PATH, {"state": "sent_back"}).text
    assert len(standings(client, state="nonsense", kind="<script>")) == PER_PAGE


def test_few_items_have_no_filters(client: Client):
    client.force_login(MembershipFactory().user)
    assert '<select name="state">' not in client.get(PATH).text


def test_the_page_asks_as_much_for_many_as_for_few(
    client: Client, django_assert_max_num_queries: Any
):
    membership = MembershipFactory(role=Membership.Role.OWNER)
    region = RegionFactory()
    manager = RoleAssignmentFactory(region=region).user

    def one_of_each() -> None:
        for factory in (InitiativeFactory, OfferFactory, PracticeFactory, EventFactory):
            factory(owner=membership.organisation, region=region)
        sent_back = handed_in(membership.organisation, membership.user, region=region)
        send_back(sent_back, user=manager, remark="Nog niet.")

    one_of_each()
    client.force_login(membership.user)
    client.get(PATH)
    with django_assert_max_num_queries(40) as few:
        client.get(PATH)
    for _ in range(4):
        one_of_each()
        MembershipFactory(user=membership.user)
    with django_assert_max_num_queries(len(few)):
        client.get(PATH)


def test_somebody_who_only_asked_or_was_invited_sees_that(client: Client):
    organisation = OrganisationFactory(title="Onze school")
    newcomer = with_address("nieuw@example.org")
    ask_to_join(organisation, user=newcomer)
    other = OrganisationFactory(title="Andere school")
    invite(other, email="nieuw@example.org", user=owner_of(other))
    client.force_login(newcomer)
    html = client.get(PATH).text
    assert "to join Onze school" in html
    assert "Accept the invitation of Andere school" in html


def test_an_owner_is_told_who_waits_and_a_member_is_not(client: Client):
    membership = MembershipFactory()
    ask_to_join(membership.organisation, user=UserFactory())
    client.force_login(membership.user)
    assert "wants to join" not in client.get(PATH).text
    client.force_login(owner_of(membership.organisation))
    assert "1 person wants to join" in client.get(PATH).text


def test_an_organisation_without_items_is_told_how_to_begin(client: Client):
    client.force_login(MembershipFactory().user)
    html = client.get(PATH).text
    assert "Nothing of yours yet" in html
    assert 'href="/en/contribute/"' in html


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
