"""Two managers at the same form: nobody overwrites the other without knowing it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from initiatives.models import Offer
from publishing.models import Publication
from tests.admin.forms import filled_form
from tests.factories import OfferFactory


@pytest.fixture(params=["with versions", "without versions"])
def offer(request: Any, people: Any) -> Offer:
    offer = OfferFactory(title="Cursus", summary="Voor beginners.", region=people.region_a)
    if request.param == "with versions":
        offer.save_revision().publish()
    return offer


def edit_address(offer: Publication) -> str:
    return reverse("wagtailsnippets_initiatives_offer:edit", args=[offer.pk])


def latest(offer: Offer) -> Any:
    return Offer.objects.get(pk=offer.pk).get_latest_revision_as_object()


def test_second_to_save_is_told_what_the_first_did_and_loses_nothing(
    offer: Offer, people: Any, as_user: Any
) -> None:
    first, second = as_user(people.manager_a), as_user(people.coordinator)
    opened = filled_form(second, edit_address(offer), title="Cursus van de tweede")
    first.post(
        edit_address(offer), filled_form(first, edit_address(offer), summary="Voor kenners.")
    )

    answer = second.post(edit_address(offer), opened)
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 200
    told = page.select_one(".messages").text
    assert str(people.manager_a) in told
    assert page.select_one("[name=title]")["value"] == "Cursus van de tweede"
    assert latest(offer).summary == "Voor kenners."
    assert latest(offer).title == "Cursus"


def test_message_shows_the_difference(people: Any, as_user: Any) -> None:
    offer = OfferFactory(title="Cursus", summary="Voor beginners.", region=people.region_a)
    offer.save_revision().publish()
    first, second = as_user(people.manager_a), as_user(people.coordinator)
    opened = filled_form(second, edit_address(offer))
    first.post(
        edit_address(offer), filled_form(first, edit_address(offer), summary="Voor kenners.")
    )
    page = BeautifulSoup(second.post(edit_address(offer), opened).content, "html.parser")
    assert page.select_one(".messages del").text == "beginners"
    assert page.select_one(".messages ins").text == "kenners"


def test_saving_again_after_reading_that_counts(offer: Offer, people: Any, as_user: Any) -> None:
    first, second = as_user(people.manager_a), as_user(people.coordinator)
    opened = filled_form(second, edit_address(offer), title="Van de tweede")
    first.post(edit_address(offer), filled_form(first, edit_address(offer), title="Van de eerste"))
    page = BeautifulSoup(second.post(edit_address(offer), opened).content, "html.parser")
    for name in ("loaded_revision_id", "loaded_revision_created_at"):
        opened[name] = [page.select_one(f"[name={name}]")["value"]]
    second.post(edit_address(offer), opened)
    assert latest(offer).title == "Van de tweede"


def test_publishing_over_a_newer_version_is_refused(
    offer: Offer, people: Any, as_user: Any
) -> None:
    first, second = as_user(people.manager_a), as_user(people.coordinator)
    opened = filled_form(second, edit_address(offer), title="Van de tweede")
    first.post(edit_address(offer), filled_form(first, edit_address(offer), title="Van de eerste"))
    second.post(edit_address(offer), {**opened, "action-publish": "1"})
    assert Offer.objects.get(pk=offer.pk).title == "Cursus"


def test_two_who_save_at_the_same_moment_do_not_both_win(
    offer: Offer, people: Any, as_user: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other saves between the look at the form and the transaction that saves it."""
    browser = as_user(people.manager_a)
    data = filled_form(browser, edit_address(offer), title="Van mij")
    full_clean = Offer.full_clean

    def meanwhile(self: Offer, *args: Any, **kwargs: Any) -> None:
        monkeypatch.setattr(Offer, "full_clean", full_clean)
        other = Offer.objects.get(pk=offer.pk).get_latest_revision_as_object()
        other.title = "Van de ander"
        other.save_revision(user=people.coordinator)
        full_clean(self, *args, **kwargs)

    monkeypatch.setattr(Offer, "full_clean", meanwhile)
    assert browser.post(edit_address(offer), data).status_code == 200
    assert latest(offer).title == "Van de ander"
