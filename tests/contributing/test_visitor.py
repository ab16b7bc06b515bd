"""Somebody without an account begins; the account follows by mail."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from initiatives.models import Offer
from organisations.contributing import limits
from organisations.contributing.visitors import remove_forgotten
from organisations.models import VisitorDraft
from portal.launching.workflow import ensure_review_workflow
from tests.accounts.conftest import confirmed
from tests.factories import MembershipFactory, ProvinceFactory, UserFactory

pytestmark = pytest.mark.django_db

NEW = "/en/contribute/offer/"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(limits, "_is_fresh", lambda mark: False)


def _begin(client: Any, **answers: Any) -> str:
    """The address of the second step."""
    opened = client.get(NEW).context["human"]["opened"].value()
    data = {"title": "Test leren", "summary": "Kort.", "opened": opened, "go": "next", **answers}
    answer = client.post(NEW, data)
    assert answer.status_code == 302
    location: str = answer["Location"]
    return location


def _finish(client: Any, second: str) -> str:
    """Answer the steps; gives the address of the check page."""
    for url, answers in (
        (second, {"provinces": ProvinceFactory().pk}),
        (second.replace("/2/", "/3/"), {"contact_email": "les@school.example"}),
    ):
        version = client.get(url).context["workplace"].version
        answer = client.post(url, {"version": version, "go": "next", **answers})
        assert answer.status_code == 302
    return second.replace("/2/", "/check/")


def _link(client: Any, check: str, email: str, capture: Any) -> str:
    opened = client.get(check).context["form"]["opened"].value()
    with capture(execute=True):
        client.post(check, {"email": email, "opened": opened})
    found = re.search(r"http://testserver(/en/contribute/draft/[^/\s]+/)", mail.outbox[-1].body)
    assert found is not None
    return found[1]


def test_the_draft_of_a_visitor_becomes_an_item_of_their_organisation(
    client: Any, django_capture_on_commit_callbacks: Any
):
    ensure_review_workflow()
    check = _finish(client, _begin(client))
    link = _link(client, check, "nieuw@example.org", django_capture_on_commit_callbacks)
    assert mail.outbox[-1].to == ["nieuw@example.org"]
    asked = client.get(link)
    assert f"/account/signup/?next={link}" in asked.text
    membership = MembershipFactory(user=UserFactory(email="nieuw@example.org"))
    other_browser = Client()
    other_browser.force_login(membership.user)
    answer = other_browser.post(link, {"of": membership.organisation.pk})
    offer = Offer.objects.get()
    assert answer["Location"] == f"/en/contribute/offer/{offer.pk}/check/"
    assert (offer.owner, offer.title, offer.live) == (
        membership.organisation,
        "Test leren",
        False,
    )
    assert not VisitorDraft.objects.exists()
    assert other_browser.get(link).status_code == 404


def test_somebody_without_an_organisation_begins_in_the_same_way(client: Any):
    client.force_login(UserFactory())
    check = _finish(client, _begin(client))
    link = client.get(check).context["claim_url"]
    assert "Find your organisation" in client.get(link).text
    assert client.post(link).status_code == 200
    assert not Offer.objects.exists()


def test_the_draft_waits_on_my_organisation_for_who_had_to_join_one_first(
    client: Any, django_capture_on_commit_callbacks: Any
):
    person = confirmed(UserFactory())
    check = _finish(client, _begin(client))
    _link(client, check, person.email.upper(), django_capture_on_commit_callbacks)
    client.force_login(person)
    page = client.get("/en/my-organisation/").text
    assert "Your draft “Test leren” waits for you. First find your organisation" in page
    organisation = MembershipFactory(user=person).organisation
    address = f"/en/contribute/waiting/{VisitorDraft.objects.get().pk}/"
    assert f'href="{address}"' in client.get("/en/my-organisation/").text
    assert "Finish your draft" in client.get(address).text
    client.post(address, {"of": organisation.pk})
    assert Offer.objects.get().owner == organisation
    assert "Test leren” waits" not in client.get("/en/my-organisation/").text


def test_a_draft_waits_only_for_who_has_shown_that_the_address_is_theirs(
    client: Any, django_capture_on_commit_callbacks: Any
):
    other, unverified = confirmed(MembershipFactory().user), MembershipFactory().user
    check = _finish(client, _begin(client))
    _link(client, check, unverified.email, django_capture_on_commit_callbacks)
    address = f"/en/contribute/waiting/{VisitorDraft.objects.get().pk}/"
    for person in (other, unverified):
        client.force_login(person)
        assert "Test leren" not in client.get("/en/my-organisation/").text
        assert client.post(address).status_code == 404
    assert not Offer.objects.exists()


def test_nobody_claims_a_draft_for_an_organisation_of_others(client: Any):
    second = _begin(client)
    link = second.removesuffix("2/")
    own, other = MembershipFactory(), MembershipFactory()
    MembershipFactory(user=own.user)
    client.force_login(own.user)
    assert client.post(link, {"of": other.organisation.pk}).status_code == 200
    assert not Offer.objects.exists()


def test_the_link_cannot_be_guessed_and_is_not_in_the_database(client: Any):
    token = re.search(r"/draft/([^/]+)/", _begin(client))[1]  # type: ignore[index]
    assert len(token) >= 43
    assert token not in str(VisitorDraft.objects.values().get())
    assert client.get(f"/en/contribute/draft/{token[:-1]}x/2/").status_code == 404


def test_the_preview_and_the_steps_stay_out_of_caches_and_search_engines(client: Any):
    second = _begin(client)
    for url in (second, second.replace("/2/", "/check/"), second.replace("/2/", "/preview/")):
        page = client.get(url)
        assert '<meta name="robots" content="noindex">' in page.text
        assert "no-store" in page["Cache-Control"]


def test_of_two_windows_the_older_one_writes_nothing_over(client: Any):
    second = _begin(client)
    version = client.get(second).context["workplace"].version
    client.post(second, {"version": version, "place": "Almere", "go": "back"})
    older = client.post(second, {"version": version, "place": "Urk", "go": "back"})
    assert "There is a newer version" in older.text
    assert VisitorDraft.objects.get().answers["2"]["place"] == ["Almere"]


def test_an_empty_form_that_is_sent_twice_makes_one_draft(client: Any):
    opened = client.get(NEW).context["human"]["opened"].value()
    for title in ("Een", "Twee"):
        client.post(NEW, {"title": title, "summary": "x", "opened": opened})
    assert VisitorDraft.objects.get().answers["1"]["title"] == ["Twee"]


def test_a_draft_that_nobody_touches_for_a_month_is_removed(client: Any):
    _begin(client)
    assert remove_forgotten() == ""
    VisitorDraft.objects.update(updated_at=timezone.now() - timedelta(days=31))
    assert remove_forgotten() == "1 removed"


def test_known_and_unknown_addresses_get_the_same_answer(client: Any):
    UserFactory(email="bekend@example.org")
    check = _finish(client, _begin(client))
    answers = []
    for email in ("bekend@example.org", "onbekend@example.org"):
        opened = client.get(check).context["form"]["opened"].value()
        answer = client.post(check, {"email": email, "opened": opened})
        answers.append(answer.text.replace(email, ""))
    assert answers[0] == answers[1]


def test_nobodys_mailbox_is_filled_through_us(client: Any):
    check = _finish(client, _begin(client))
    for _time in range(3):
        _opened = client.get(check).context["form"]["opened"].value()
        assert client.post(check, {"email": "a@example.org", "opened": _opened}).status_code == 200
    answer = client.post(check, {"email": "A@example.org", "opened": _opened})
    assert answer.status_code == 429
    assert "very often" in answer.text
    assert 'value="A@example.org"' in answer.text


def test_a_program_that_fills_in_everything_is_told_so_and_nothing_is_lost(client: Any):
    opened = client.get(NEW).context["human"]["opened"].value()
    data = {"title": "Koop nu", "summary": "x", "opened": opened, "leave_empty": "https://x"}
    answer = client.post(NEW, data)
    assert answer.status_code == 429
    assert "must stay empty" in answer.text
    assert 'value="Koop nu"' in answer.text
    assert not VisitorDraft.objects.exists()


def test_nobody_is_done_within_three_seconds(client: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()
    opened = client.get(NEW).context["human"]["opened"].value()
    answer = client.post(NEW, {"title": "Snel", "summary": "x", "opened": opened})
    assert "very quick" in answer.text
    assert not VisitorDraft.objects.exists()


def test_a_form_that_this_site_did_not_make_is_refused_once(client: Any):
    answer = client.post(NEW, {"title": "Vals", "opened": "vals"})
    assert answer.status_code == 429
    again = answer.context["human"]["opened"].value()
    assert client.post(NEW, {"title": "Echt", "opened": again, "go": "back"}).status_code == 200
    assert VisitorDraft.objects.count() == 1
