"""Members edit the profile of their organisation; readers keep the live text until it is approved."""

from typing import Any

import pytest
from django.test import Client

from organisations.models import Membership, Organisation
from publishing.actions.send_back import send_back
from publishing.review_states import State, with_state
from tests.factories import MembershipFactory, OrganisationFactory, RegionFactory, UserFactory
from tests.people import People

pytestmark = pytest.mark.django_db
ANSWERS = {"title": "Nieuwe naam", "summary": "Wij leren mensen programmeren."}


def page(organisation: Organisation) -> str:
    return f"/en/my-organisation/{organisation.pk}/profile/"


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def save(client: Client, organisation: Organisation, **answers: str) -> Any:
    version = client.get(page(organisation)).context["version"]
    return client.post(page(organisation), {"version": version, **ANSWERS, **answers})


def stored(organisation: Organisation) -> Any:
    return with_state(Organisation.objects.filter(pk=organisation.pk)).get()


@pytest.fixture
def membership() -> Membership:
    return MembershipFactory(organisation__title="Oude naam")


def test_a_change_waits_for_review_and_readers_see_the_old_text(membership: Membership):
    organisation = membership.organisation
    response = save(browser(membership.user), organisation, aliases="Eerste\nTweede")
    assert response["Location"] == "/en/my-organisation/"
    row = stored(organisation)
    assert (row.title, row.state) == ("Oude naam", State.IN_REVIEW)
    draft = row.get_latest_revision_as_object()
    assert (draft.title, draft.aliases) == ("Nieuwe naam", ["Eerste", "Tweede"])


def test_of_a_trusted_organisation_it_is_live_at_once():
    membership = MembershipFactory(organisation__trusted=True)
    save(browser(membership.user), membership.organisation)
    assert stored(membership.organisation).title == "Nieuwe naam"


def test_a_new_organisation_keeps_its_region_while_it_is_a_draft():
    region = RegionFactory()
    membership = MembershipFactory(organisation__live=False, organisation__region=region)
    save(browser(membership.user), membership.organisation)
    row = stored(membership.organisation)
    assert (row.title, row.region, row.live) == ("Nieuwe naam", region, False)


def test_what_decides_about_an_organisation_is_not_theirs_to_change(membership: Membership):
    other = RegionFactory()
    save(
        browser(membership.user),
        membership.organisation,
        trusted="on",
        live="on",
        region=str(other.pk),
        editor_note="x",
    )
    draft = stored(membership.organisation).get_latest_revision_as_object()
    assert (draft.trusted, draft.region, draft.editor_note) == (False, None, "")


def test_of_two_colleagues_the_second_does_not_overwrite_the_first(membership: Membership):
    organisation = membership.organisation
    client = browser(membership.user)
    seen = client.get(page(organisation)).context["version"]
    organisation.title = "Van een collega"
    organisation.save_revision(user=UserFactory())
    response = client.post(page(organisation), {"version": seen, **ANSWERS})
    assert response.status_code == 200
    assert "A colleague changed the profile" in response.text
    assert 'value="Nieuwe naam"' in response.text
    assert stored(organisation).get_latest_revision_as_object().title == "Van een collega"


def test_what_waits_is_taken_back_before_it_is_changed(membership: Membership):
    organisation, client = membership.organisation, browser(membership.user)
    save(client, organisation)
    assert "waits for review" in client.get(page(organisation)).text
    client.post(f"{page(organisation)}take-back/")
    assert stored(organisation).state == State.CHANGED
    assert "Nieuwe naam" in client.get(page(organisation)).text


def test_what_a_manager_locked_says_so_and_stays_as_it_is(membership: Membership):
    organisation, client = membership.organisation, browser(membership.user)
    Organisation.objects.filter(pk=organisation.pk).update(locked=True)
    assert "A manager has locked this" in client.get(page(organisation)).text
    assert "A manager has locked this" in save(client, organisation).text
    assert stored(organisation).title == organisation.title
    assert stored(organisation).latest_revision is None


def test_remarks_stand_above_the_form(people: People):
    save(browser(people.member), people.organisation)
    send_back(stored(people.organisation), user=people.manager_a, remark="Wat doet u precies?")
    assert "Wat doet u precies?" in browser(people.member).get(page(people.organisation)).text


def test_errors_keep_what_was_typed(membership: Membership):
    html = save(browser(membership.user), membership.organisation, summary="").text
    assert "data-error-summary" in html
    assert 'value="Nieuwe naam"' in html


@pytest.mark.parametrize("website", ["javascript:alert(1)", "data:text/html,x"])
def test_a_website_that_would_run_is_refused(membership: Membership, website: str):
    response = save(browser(membership.user), membership.organisation, website=website)
    assert response.status_code == 200
    assert response.context["form"].errors["website"]


def test_nobody_else_sees_the_form(membership: Membership):
    for person in (UserFactory(), MembershipFactory(organisation=OrganisationFactory()).user):
        client = browser(person)
        assert client.get(page(membership.organisation)).status_code == 404
        assert client.post(page(membership.organisation), ANSWERS).status_code == 404
        take_back = f"{page(membership.organisation)}take-back/"
        assert client.post(take_back).status_code == 404
