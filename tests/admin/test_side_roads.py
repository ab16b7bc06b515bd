"""Side roads of the admin: what a chooser shows and a bulk action takes along.

Who may open which address at all is in `tests/rights`.
"""

from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Site

from events.models import Event
from initiatives.models import Initiative, Offer, Practice
from organisations.models import Organisation
from portal.launching.workflow import ensure_review_workflow
from publishing.actions.submit import submit
from tests.admin.forms import needed
from tests.factories import OfferFactory

HOME = "/beheer/"
LOG_IN = ("/account/", "/beheer/login/")


def _is_refused(response: Any) -> bool:
    """Sent to the log-in page, sent home with a message, or 403."""
    location = response.headers.get("Location", "")
    return response.status_code == 403 or (
        response.status_code == 302 and (location == HOME or location.startswith(LOG_IN))
    )


DRAFT_KINDS = [Organisation, Initiative, Offer, Practice, Event]


@pytest.mark.parametrize("model", DRAFT_KINDS)
def test_chooser_hides_another_regions_draft(model: Any, people: Any, as_user: Any) -> None:
    draft = model(
        title="Geheim plan", summary="x", region=people.region_a, live=False, **needed(model)
    )
    draft.save()
    chooser = model.snippet_viewset.chooser_viewset
    chosen = reverse(chooser.get_url_name("chosen"), args=[draft.pk])
    several = reverse(chooser.get_url_name("chosen_multiple")) + f"?id={draft.pk}"
    listed = reverse(chooser.get_url_name("choose_results")) + "?q=geheim"

    other = as_user(people.manager_b)
    assert other.get(chosen).status_code == 404
    assert "Geheim plan" not in other.get(several).content.decode()
    assert "Geheim plan" not in other.get(listed).content.decode()

    own = as_user(people.manager_a)
    assert "Geheim plan" in own.get(chosen).content.decode()
    assert "Geheim plan" in own.get(several).content.decode()
    assert "Geheim plan" in own.get(listed).content.decode()


@pytest.mark.parametrize("action", ["confirm", "delete"])
@pytest.mark.parametrize("model", DRAFT_KINDS)
def test_bulk_action_leaves_other_regions_alone(
    action: str, model: Any, people: Any, as_user: Any
) -> None:
    items = [
        model.objects.create(title=title, summary="x", region=region, live=True, **needed(model))
        for title, region in [("Van A", people.region_a), ("Van B", people.region_b)]
    ]
    url = reverse(
        "wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, action]
    )
    query = "?" + "&".join(f"id={item.pk}" for item in items)
    for person in (None, people.member):
        assert _is_refused(as_user(person).post(url + query))

    as_user(people.manager_a).post(url + query)

    rows = {row.title: row for row in model.objects.filter(title__startswith="Van ")}
    assert set(rows) == {"Van A", "Van B"}  # a manager deletes nothing
    assert rows["Van B"].verified_on is None
    assert (rows["Van A"].verified_on is not None) == (action == "confirm")


@pytest.mark.parametrize("numbers", ["id=abc", "id=%00", "id=" + "9" * 40, "id=-1", ""])
def test_bulk_action_with_odd_numbers_finds_nothing(
    numbers: str, people: Any, as_user: Any
) -> None:
    url = reverse("wagtail_bulk_action", args=["initiatives", "offer", "confirm"])
    assert as_user(people.manager_a).get(f"{url}?{numbers}").status_code == 404


def test_role_tables_offer_no_boxes_to_tick(people: Any, as_user: Any) -> None:
    """A permission ticked on a group would look like a right and change nothing."""
    page = as_user(people.administrator).get(reverse("wagtailusers_groups:add")).content.decode()
    content_type = ContentType.objects.get_for_model(Offer)
    for permission in content_type.permission_set.values_list("pk", flat=True):
        assert f'name="permissions" value="{permission}"' not in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_question_before_publishing_tells_another_region_nothing(
    method: str, people: Any, as_user: Any
) -> None:
    """Wagtail asks whether the review may end; its view answers every method alike."""
    ensure_review_workflow()
    offer = OfferFactory(live=False, region=people.region_a, owner=people.organisation)
    submit(offer, user=people.member)
    of_item = reverse(
        Offer.snippet_viewset.get_url_name("confirm_workflow_cancellation"), args=[offer.pk]
    )
    home = Site.objects.get(is_default_site=True).root_page
    of_page = reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[home.pk])

    other = as_user(people.manager_b)
    assert _is_refused(getattr(other, method)(of_item))
    # Pages are never under review: there is nothing to end, and nothing to tell.
    assert getattr(other, method)(of_page).json() == {"step": "no_confirmation_needed"}

    own = getattr(as_user(people.manager_a), method)(of_item)
    assert own.json()["step"] == "confirm"
    assert Offer.objects.get(pk=offer.pk).workflow_in_progress
