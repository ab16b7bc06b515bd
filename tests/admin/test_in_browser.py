"""What only a browser shows: scripts of the forms run under the admin's own policy."""

from typing import Any

from django.urls import reverse

from initiatives.models import Offer
from publishing.models import RoleAssignment
from tests.factories import OfferFactory, OrganisationFactory
from tests.managers_browser import IN_BROWSER, page

__all__ = ["page"]

pytestmark = IN_BROWSER


def _offer() -> Offer:
    return OfferFactory(
        title="Omscholing", region=RoleAssignment.objects.get().region, verified_on=None
    )


def test_form_works_under_the_policy(page: Any) -> None:
    """Choosing organisations in a window, saving, previewing; no script refused, no third party."""
    offer = _offer()
    OrganisationFactory(title="Flever College")
    page.goto(reverse("wagtailsnippets_initiatives_offer:edit", args=[offer.pk]))
    page.get_by_role("tab", name="Beheer").or_(page.get_by_role("tab", name="Management")).click()
    chooser = page.locator("[data-multiple-chooser][data-name=organisations]")
    chooser.locator("[data-multiple-chooser-add]").click()
    page.locator(".modal-body").get_by_label("Flever College").check()
    page.locator(".modal-body [data-multiple-choice-submit]").click()
    chooser.get_by_text("Flever College").wait_for()
    page.locator("form#w-editor-form [type=submit]").first.click()
    page.locator(".messages .success").wait_for()
    assert chooser.locator("li").count() == 1

    draft = Offer.objects.get(pk=offer.pk).get_latest_revision_as_object()
    assert [organisation.title for organisation in draft.organisations.all()] == ["Flever College"]
    assert page.complaints == []


def test_one_click_in_the_list_confirms(page: Any) -> None:
    offer = _offer()
    page.goto(reverse("wagtailsnippets_initiatives_offer:edit", args=[offer.pk]))
    page.locator(f'[data-w-action-url-value$="/confirm/{offer.pk}/"]').click()
    page.locator(".messages .success").wait_for()
    assert Offer.objects.get(pk=offer.pk).verified_on is not None
    assert page.complaints == []


def test_home_page_and_list_complain_about_nothing(page: Any) -> None:
    _offer()
    for address in ("/beheer/", reverse("wagtailsnippets_initiatives_offer:list")):
        page.goto(address)
        page.wait_for_load_state("networkidle")
    assert page.complaints == []
