"""A manager's review from the start page to live, as a browser shows it."""

from typing import Any

from initiatives.models import Offer
from portal.launching.workflow import ensure_review_workflow
from publishing.actions.submit import submit
from publishing.models import RoleAssignment
from publishing.review_remarks import remarks_for
from tests.factories import MembershipFactory, OfferFactory, OrganisationFactory
from tests.managers_browser import IN_BROWSER, page, violations

__all__ = ["page"]

pytestmark = IN_BROWSER


def _hand_in(offer: Offer, author: Any, **fields: str) -> None:
    latest = Offer.objects.get(pk=offer.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(latest, name, value)
    latest.save_revision(user=author)
    submit(Offer.objects.get(pk=offer.pk), user=author, remark="Het niveau is veranderd")


def test_manager_sees_what_changed_sends_it_back_and_approves_it(page: Any) -> None:
    ensure_review_workflow()
    region = RoleAssignment.objects.get().region
    author = MembershipFactory(organisation=OrganisationFactory(title="Stichting Draad")).user
    offer = OfferFactory(
        title="Cursus weven",
        summary="Voor beginners.",
        region=region,
        owner=author.memberships.get().organisation,
    )
    offer.save_revision().publish()
    _hand_in(offer, author, summary="Voor gevorderden.")

    page.goto("/beheer/")
    assert violations(page) == []
    page.get_by_role("link", name="Cursus weven").first.click()
    assert page.locator(".review del").inner_text() == "beginners"
    assert page.locator(".review ins").inner_text() == "gevorderden"
    assert violations(page) == []

    # Without a word nothing goes back; the focus is where that is said.
    page.locator("[name=decision][value=send_back]").click()
    page.locator("[data-review-errors]:focus").wait_for()
    assert violations(page) == []
    page.locator(".review__say summary").first.click()
    page.locator("[name=about-summary]").fill("Wat kan iemand al?")
    page.locator("[name=decision][value=send_back]").click()
    page.locator(".messages .success").wait_for()
    stored = Offer.objects.get(pk=offer.pk)
    assert [one.text for one in remarks_for(stored)] == ["Wat kan iemand al?"]

    _hand_in(offer, author, summary="Voor wie al kan weven.")
    page.reload()
    # On a telephone too.
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("link", name="Cursus weven").first.click()
    page.locator(".review ins").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator("[name=decision][value=approve]").click()
    page.locator(".messages .success").wait_for()
    assert Offer.objects.get(pk=offer.pk).summary == "Voor wie al kan weven."
    assert page.complaints == []


def test_on_a_telephone_nothing_of_start_page_and_lists_is_cut_off(page: Any) -> None:
    OfferFactory(title="Cursus weven", region=RoleAssignment.objects.get().region)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/beheer/")
    page.locator(".waiting").first.wait_for()
    # What sticks out of this part of the admin is cut off and cannot be scrolled to.
    assert page.evaluate(
        "(({scrollWidth, clientWidth}) => scrollWidth <= clientWidth)"
        "(document.querySelector('.content-wrapper'))"
    )
    page.goto("/beheer/snippets/initiatives/offer/")
    assert page.locator("td.title").first.bounding_box()["width"] >= 200
