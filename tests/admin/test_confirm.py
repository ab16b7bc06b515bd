"""Confirming sets one date on everything that may go live, and nothing else."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import ModelLogEntry

from initiatives.models import Offer
from portal.launching.workflow import ensure_review_workflow
from publishing.actions.confirm import CONFIRM_LOG_ACTION, confirm
from tests.factories import OfferFactory

LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def offer(people: Any) -> Offer:
    item = OfferFactory(title="Live", region=people.region_a, verified_on=LONG_AGO, live=False)
    item.save_revision().publish()
    item.title = "Concept"
    item.save_revision()
    return Offer.objects.get(pk=item.pk)


def test_confirm_keeps_the_draft_a_draft(offer: Offer, people: Any) -> None:
    today = confirm(item=offer, user=people.manager_a)
    row = Offer.objects.get(pk=offer.pk)
    draft = row.get_latest_revision_as_object()
    assert (row.verified_on, row.title) == (today, "Live")
    assert (draft.verified_on, draft.title) == (today, "Concept")
    assert row.has_unpublished_changes
    assert row.latest_revision.created_at == offer.latest_revision.created_at


def test_publishing_the_draft_later_keeps_the_confirmation(offer: Offer, people: Any) -> None:
    today = confirm(item=offer, user=people.manager_a)
    Offer.objects.get(pk=offer.pk).latest_revision.publish()
    row = Offer.objects.get(pk=offer.pk)
    assert (row.title, row.verified_on) == ("Concept", today)


def test_approving_what_was_submitted_before_keeps_the_confirmation(
    offer: Offer, people: Any
) -> None:
    ensure_review_workflow()
    offer = offer.get_latest_revision_as_object()
    offer.get_workflow().start(offer, people.coordinator)
    today = confirm(item=offer, user=people.manager_a)
    state = Offer.objects.get(pk=offer.pk).current_workflow_task_state
    state.approve(user=people.manager_a)
    row = Offer.objects.get(pk=offer.pk)
    assert (row.title, row.verified_on) == ("Concept", today)


def test_confirm_is_logged_with_who(offer: Offer, people: Any) -> None:
    confirm(item=offer, user=people.manager_a)
    entry = ModelLogEntry.objects.get(action=CONFIRM_LOG_ACTION)
    assert (entry.user, entry.object_id) == (people.manager_a, str(offer.pk))


@pytest.mark.parametrize("person", ["manager_b"])
def test_confirm_is_refused_for_another_region(person: str, offer: Offer, people: Any) -> None:
    with pytest.raises(PermissionDenied):
        confirm(item=offer, user=getattr(people, person))
    assert Offer.objects.get(pk=offer.pk).verified_on == LONG_AGO


def test_button_in_list_and_on_the_form_confirms(offer: Offer, people: Any, as_user: Any) -> None:
    browser = as_user(people.manager_a)
    url = reverse("wagtailsnippets_initiatives_offer:confirm", args=[offer.pk])
    listed = browser.get(reverse("wagtailsnippets_initiatives_offer:list")).content.decode()
    form = browser.get(
        reverse("wagtailsnippets_initiatives_offer:edit", args=[offer.pk])
    ).content.decode()
    assert url in listed
    assert url in form

    assert url in browser.get(url).wsgi_request.path
    assert Offer.objects.get(pk=offer.pk).verified_on == LONG_AGO  # asking is not confirming
    browser.post(url)
    assert Offer.objects.get(pk=offer.pk).verified_on >= date.today() - timedelta(days=1)


def test_list_offers_no_button_for_another_region(offer: Offer, people: Any, as_user: Any) -> None:
    page = as_user(people.manager_b).get(reverse("wagtailsnippets_initiatives_offer:list"))
    assert "Live" in page.content.decode()
    for name in ("confirm", "edit", "copy", "delete"):
        url = reverse(f"wagtailsnippets_initiatives_offer:{name}", args=[offer.pk])
        assert url not in page.content.decode()
