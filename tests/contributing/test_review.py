"""From the form to the reviewer and back."""

from typing import Any

import pytest

from initiatives.models import Offer
from publishing.actions.send_back import send_back
from publishing.duplicates.indexing import reindex
from publishing.duplicates.kinds import kind_called
from publishing.models import DuplicateVerdict
from tests.contributing.conftest import Contributor
from tests.factories import OfferFactory, RoleAssignmentFactory

pytestmark = pytest.mark.django_db

CHECK = "/en/contribute/offer/{}/check/"


def _handed_in(contributor: Contributor) -> Any:
    contributor.start()
    offer = Offer.objects.get(created_by=contributor.user)
    contributor.client.post(CHECK.format(offer.pk))
    return offer


def test_remarks_stand_on_top_and_at_the_question(contributor: Contributor):
    offer = _handed_in(contributor)
    manager = RoleAssignmentFactory(region=offer.region).user
    remarks = {"title": "Noem de plaats.", "body": "Langer graag."}
    send_back(offer, user=manager, remark="Bijna goed.", field_remarks=remarks)
    page = contributor.client.get(f"/en/contribute/offer/{offer.pk}/1/")
    assert "Bijna goed." in page.text
    assert page.text.count("Noem de plaats.") == 2
    assert page.text.count("Langer graag.") == 2
    contributor.post(f"/en/contribute/offer/{offer.pk}/1/", **contributor.first(title="In Almere"))
    contributor.client.post(CHECK.format(offer.pk))
    offer.refresh_from_db()
    assert offer.workflow_in_progress
    assert "Bijna goed." not in contributor.client.get(CHECK.format(offer.pk)).text


def test_a_likely_double_is_shown_and_needs_a_word_before_handing_in(contributor: Contributor):
    there = OfferFactory(
        title="Leer software testen",
        summary="Zes maanden les in testen.",
        owner=contributor.organisation,
        provinces=[contributor.province],
    )
    kind = kind_called("offer")
    assert kind is not None
    reindex(kind, [there.pk])
    contributor.start(title="Leer software testen", summary="Zes maanden les in testen.")
    mine = Offer.objects.get(created_by=contributor.user)
    url = CHECK.format(mine.pk)
    page = contributor.client.get(url)
    assert [question.match.pk for question in page.context["questions"]] == [there.pk]
    refused = contributor.client.post(url)
    assert refused.status_code == 200
    assert page.context["questions"][0].name in refused.text
    name = f"double-offer-{there.pk}"
    same = contributor.client.post(url, {name: "same"})
    assert "no need to hand this in" in same.text
    mine.refresh_from_db()
    assert not mine.workflow_in_progress
    contributor.client.post(url, {name: "different", f"{name}-reason": "Andere school."})
    mine.refresh_from_db()
    assert mine.workflow_in_progress
    assert DuplicateVerdict.objects.get().reason == "Andere school."


def test_members_of_a_trusted_organisation_see_it_live_at_once(contributor: Contributor):
    contributor.organisation.trusted = True
    contributor.organisation.save()
    contributor.start()
    offer = Offer.objects.get(created_by=contributor.user)
    answer = contributor.client.post(CHECK.format(offer.pk), follow=True)
    offer.refresh_from_db()
    assert offer.live
    assert "It is live now" in answer.text
