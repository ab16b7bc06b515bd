"""Somebody who works for an organisation publishes an offer."""

from typing import Any

import pytest

from initiatives.models import Offer
from monitor.overlap.indexing import describe_changed
from publishing.models import Publication
from tests.contributing.conftest import Contributor
from tests.factories import MembershipFactory, OfferFactory, OrganisationFactory, RegionFactory

pytestmark = pytest.mark.django_db


def _only() -> Any:
    return Offer.objects.get()


def test_the_first_step_keeps_a_draft_of_the_own_organisation(contributor: Contributor):
    answer = contributor.start()
    offer = _only()
    assert answer["Location"] == f"/en/contribute/offer/{offer.pk}/2/"
    assert (offer.title, offer.live, offer.owner) == ("Test leren", False, contributor.organisation)
    assert offer.provenance == Publication.Provenance.CONTRIBUTOR
    assert offer.created_by == contributor.user
    assert offer.region == contributor.province.region


def test_what_the_organisation_says_of_itself_is_filled_in(contributor: Contributor):
    contributor.start()
    page = contributor.client.get(f"/en/contribute/offer/{_only().pk}/2/")
    assert page.context["form"]["provinces"].value() == [contributor.province.pk]
    page = contributor.client.get(f"/en/contribute/offer/{_only().pk}/3/")
    assert page.context["form"]["contact_email"].value() == "info@school.example"


def test_three_steps_and_handing_in_brings_it_to_the_manager(contributor: Contributor):
    contributor.start(form=contributor.form.pk, text="Eerst leren.\n\n- dan doen\n- dan werken")
    offer = _only()
    second = contributor.post(
        f"/en/contribute/offer/{offer.pk}/2/",
        target_groups=contributor.group.pk,
        provinces=contributor.province.pk,
        mode="online",
    )
    assert second["Location"].endswith("/3/")
    third = contributor.post(
        f"/en/contribute/offer/{offer.pk}/3/",
        cost="free",
        how_to_apply="Mail ons.",
        contact_email="les@school.example",
    )
    assert third["Location"] == f"/en/contribute/offer/{offer.pk}/check/"
    answer = contributor.client.post(third["Location"], {"remark": "Graag snel"}, follow=True)
    assert "It has been handed in" in answer.text
    offer.refresh_from_db()
    assert not offer.live
    assert offer.current_workflow_state.requested_by == contributor.user
    assert list(offer.target_groups.all()) == [contributor.group]
    assert str(offer.body[0].value.source).startswith("<p>Eerst leren.</p><ul><li>dan doen</li>")


def test_wrong_answers_are_named_on_top_and_what_was_typed_stays(contributor: Contributor):
    contributor.start()
    url = f"/en/contribute/offer/{_only().pk}/3/"
    page = contributor.post(url, apply_url="geen adres", how_to_apply="Mail ons.")
    assert page.status_code == 200
    assert "data-error-summary" in page.text
    assert 'value="geen adres"' in page.text
    assert _only().how_to_apply == "Mail ons."


def test_going_back_keeps_everything_also_what_is_not_complete(contributor: Contributor):
    contributor.start()
    url = f"/en/contribute/offer/{_only().pk}/2/"
    answer = contributor.post(url, place="Almere", go="back")
    assert answer["Location"].endswith("/1/")
    assert _only().place == "Almere"


def test_something_for_the_whole_country_has_no_lead_region(contributor: Contributor):
    from tests.factories import ScaleFactory

    ScaleFactory()
    contributor.start()
    contributor.post(f"/en/contribute/offer/{_only().pk}/2/", nationwide="on")
    assert _only().is_national
    assert _only().region is None


def test_a_live_offer_stays_as_it_is_until_the_changes_are_approved(contributor: Contributor):
    offer = OfferFactory(title="Oud", owner=contributor.organisation)
    contributor.post(f"/en/contribute/offer/{offer.pk}/1/", title="Nieuw", summary="Anders.")
    offer.refresh_from_db()
    assert (offer.live, offer.title) == (True, "Oud")
    assert offer.has_unpublished_changes
    assert offer.get_latest_revision_as_object().title == "Nieuw"


def test_only_what_is_asked_can_be_posted(contributor: Contributor):
    rival, region = OrganisationFactory(), RegionFactory()
    extra = {
        "owner": rival.pk, "organisation": rival.pk, "region": region.pk, "live": "on",
        "verified_on": "2026-01-01", "verified_by": "Iedereen", "trusted": "on", "ref": "x",
        "created_by": "1", "provenance": "launch", "editor_note": "x", "slug": "x",
        "organisations": [rival.pk], "phase": "ended", "locked": "on", "go_live_at": "2020-01-01",
    }  # fmt: skip
    contributor.start(**extra)
    offer = _only()
    for number in (1, 2, 3):
        contributor.post(
            f"/en/contribute/offer/{offer.pk}/{number}/",
            **{**contributor.first(), **extra, "provinces": contributor.province.pk},
        )
    for row in (_only(), _only().get_latest_revision_as_object()):
        assert (row.owner, row.live, row.verified_on) == (contributor.organisation, False, None)
        assert (row.region, row.created_by) == (contributor.province.region, contributor.user)
        assert (row.ref, row.provenance, row.phase) == (None, "contributor", "running")
        assert (row.verified_by, row.editor_note, row.locked) == ("", "", False)
        assert row.go_live_at is None
        assert list(row.organisations.all()) == [contributor.organisation]


@pytest.mark.parametrize("place", ["1/", "2/", "check/", "preview/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_member_of_another_organisation_finds_nothing(
    contributor: Contributor, place: str, method: str
):
    offer = OfferFactory(title="Geheim", owner=MembershipFactory().organisation, live=False)
    answer = getattr(contributor.client, method)(f"/en/contribute/offer/{offer.pk}/{place}")
    assert answer.status_code in (404, 405)
    assert "Geheim" not in answer.text


def test_an_older_window_writes_nothing_over_a_newer_one(contributor: Contributor):
    contributor.start()
    url = f"/en/contribute/offer/{_only().pk}/1/"
    version = contributor.client.get(url).context["workplace"].version
    contributor.post(url, **contributor.first(title="Van de collega"))
    older = contributor.client.post(url, {"version": version, **contributor.first(title="Van mij")})
    assert "There is a newer version" in older.text
    assert 'value="Van mij"' in older.text
    assert _only().title == "Van de collega"
    again = older.context["workplace"].version
    contributor.client.post(url, {"version": again, **contributor.first(title="Van mij")})
    assert _only().title == "Van mij"


def test_what_waits_for_the_manager_is_taken_back_before_it_is_changed(contributor: Contributor):
    contributor.start()
    offer = _only()
    check = f"/en/contribute/offer/{offer.pk}/check/"
    contributor.client.post(check)
    step = contributor.client.get(f"/en/contribute/offer/{offer.pk}/1/")
    assert step["Location"] == check
    contributor.client.post(f"/en/contribute/offer/{offer.pk}/withdraw/")
    assert contributor.client.get(f"/en/contribute/offer/{offer.pk}/1/").status_code == 200


def test_something_without_a_name_is_not_kept(contributor: Contributor):
    page = contributor.start(title=" ")
    assert page.status_code == 200
    assert "Zes maanden les." in page.text
    assert not Offer.objects.exists()


def test_somebody_with_two_organisations_chooses(contributor: Contributor):
    second = MembershipFactory(user=contributor.user, organisation__title="Tweede").organisation
    page = contributor.client.get("/en/contribute/offer/")
    assert set(page.context["form"].fields["organisation"].queryset) == {
        contributor.organisation,
        second,
    }
    contributor.start(organisation=second.pk)
    assert _only().owner == second


def test_what_somebody_typed_stays_when_the_session_has_ended(contributor: Contributor):
    contributor.start()
    offer = _only()
    url = f"/en/contribute/offer/{offer.pk}/1/"
    version = contributor.client.get(url).context["workplace"].version
    contributor.client.logout()
    assert contributor.client.get(url)["Location"].startswith("/en/account/login/")
    typed = contributor.first(title="Lang over nagedacht", version=version)
    page = contributor.client.post(url, typed)
    assert page.status_code == 401
    assert 'value="Lang over nagedacht"' in page.text
    assert "Test leren" not in page.text
    contributor.client.force_login(contributor.user)
    contributor.client.post(url, {**typed, "version": page.context["workplace"].version})
    assert _only().title == "Lang over nagedacht"


def test_what_a_curator_locked_stays_as_it_is(contributor: Contributor):
    contributor.start()
    Offer.objects.update(locked=True)
    url = f"/en/contribute/offer/{_only().pk}/"
    assert contributor.client.get(f"{url}1/")["Location"] == f"{url}check/"
    page = contributor.client.post(f"{url}check/")
    assert "has locked this item" in page.text
    assert not _only().workflow_in_progress


def test_a_region_that_a_curator_chose_is_not_changed(contributor: Contributor):
    elsewhere = RegionFactory()
    offer = OfferFactory(owner=contributor.organisation, live=False, region=elsewhere)
    contributor.post(
        f"/en/contribute/offer/{offer.pk}/2/", provinces=contributor.province.pk, mode="online"
    )
    assert _only().region == elsewhere
    assert _only().mode == "online"


def test_a_step_asks_the_database_a_fixed_number_of_times(
    contributor: Contributor, django_assert_max_num_queries: Any
):
    contributor.start()
    url = f"/en/contribute/offer/{_only().pk}/2/"
    contributor.client.get(url)
    OfferFactory.create_batch(5, owner=contributor.organisation)
    with django_assert_max_num_queries(45):
        contributor.client.get(url)


def test_an_empty_form_that_is_sent_twice_makes_one_item(contributor: Contributor):
    opened = contributor.client.get("/en/contribute/offer/").context["human"]["opened"].value()
    first = contributor.start(opened=opened)
    second = contributor.start(opened=opened, title="Test leren in Almere")
    assert first["Location"] == second["Location"]
    assert _only().title == "Test leren in Almere"
    contributor.start()
    assert Offer.objects.count() == 2


def test_a_button_that_is_pressed_twice_is_no_conflict(contributor: Contributor):
    contributor.start()
    url = f"/en/contribute/offer/{_only().pk}/1/"
    version = contributor.client.get(url).context["workplace"].version
    typed = contributor.first(title="Nieuw", version=version)
    contributor.client.post(url, typed)
    assert contributor.client.post(url, typed).status_code == 302


def test_what_others_do_for_the_same_people_is_told_without_judging(contributor: Contributor):
    other = OfferFactory(
        title="Testers gezocht",
        form=contributor.form,
        target_groups=[contributor.group],
        provinces=[contributor.province],
        owner=OrganisationFactory(),
    )
    describe_changed()
    contributor.start(form=contributor.form.pk)
    offer = Offer.objects.exclude(pk=other.pk).get()
    check = f"/en/contribute/offer/{offer.pk}/check/"
    assert other.title not in contributor.client.get(check).content.decode()

    contributor.post(
        f"/en/contribute/offer/{offer.pk}/2/",
        target_groups=contributor.group.pk,
        provinces=contributor.province.pk,
        mode="online",
    )
    page = contributor.client.get(check).content.decode()
    assert other.title in page
    assert "the same people: " in page
    assert "overlap" not in page.partition("<main")[2].partition("</main>")[0].lower()
