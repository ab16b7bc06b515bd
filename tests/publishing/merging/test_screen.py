"""Merging in the admin: both texts side by side, the list of merges, and who may come here."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Offer
from publishing.actions.merge import merge
from publishing.merging.screen import merge_address
from publishing.models import Merge
from tests.factories import OfferFactory, ProvinceFactory

LIST = "/beheer/samenvoegen/"


@pytest.fixture
def pair(people: Any) -> tuple[Any, Any]:
    north, south = ProvinceFactory(label="Noord"), ProvinceFactory(label="Zuid")
    return (
        OfferFactory(title="Cursus lassen", region=people.region_a, provinces=[north],
                     summary="Leer lassen in tien weken."),
        OfferFactory(title="Cursus Lassen", region=people.region_a, provinces=[south],
                     summary="Leer lassen in twaalf weken."),
    )  # fmt: skip


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="(seen-\w+)" value="([^"]+)"', page))


def test_both_texts_are_shown_with_what_differs_marked(
    pair: Any, people: Any, as_user: Any
) -> None:
    kept, absorbed = pair
    for item, days in ((kept, 30), (absorbed, 60)):
        published = timezone.now() - timedelta(days=days)
        Offer.objects.filter(pk=item.pk).update(first_published_at=published, verified_on=published)
    page = as_user(people.manager_a).get(merge_address(*pair)).content.decode()
    assert "<mark>tien</mark>" in page
    assert "<mark>twaalf</mark>" in page
    assert re.search(r'value="both" checked', page), "provinces can be put together"
    chosen = set(re.findall(r'name="part-(\w+)"', page))
    assert chosen == {"title", "summary", "provinces"}, "nothing of the life of an item"
    assert re.search(r"<dt>\w+", page), "what is alike is named apart"


def test_the_choice_of_the_manager_counts(pair: Any, people: Any, as_user: Any) -> None:
    kept, absorbed = pair
    browser = as_user(people.manager_a)
    address = merge_address(kept, absorbed)
    seen = hidden(browser.get(address).content.decode())
    answer = browser.post(address, {**seen, "part-summary": "absorbed", "part-provinces": "kept"})
    assert answer.status_code == 302
    kept = Offer.objects.get(pk=kept.pk)
    assert kept.summary == "Leer lassen in twaalf weken."
    assert [str(province) for province in kept.provinces.all()] == ["Noord"]
    assert kept.live_revision.user == people.manager_a


def test_somebody_was_faster(pair: Any, people: Any, as_user: Any) -> None:
    kept, absorbed = pair
    browser, address = as_user(people.manager_a), merge_address(kept, absorbed)
    seen = hidden(browser.get(address).content.decode())
    merge(kept, absorbed, {}, user=people.coordinator)
    answer = browser.post(address, {**seen, "part-summary": "absorbed"})
    page = answer.content.decode()
    assert 'role="alert"' in page
    assert Merge.objects.count() == 1


def test_a_fault_keeps_the_choices(pair: Any, people: Any, as_user: Any) -> None:
    kept, absorbed = pair
    Offer.objects.filter(pk=absorbed.pk).update(summary="x" * 301)
    browser, address = as_user(people.manager_a), merge_address(kept, absorbed)
    seen = hidden(browser.get(address).content.decode())
    page = browser.post(address, {**seen, "part-summary": "absorbed"}).content.decode()
    assert 'role="alert"' in page
    assert re.search(r'id="summary-absorbed"[^>]*checked', page)


@pytest.mark.parametrize("who", [None, "member", "manager_b"])
def test_others_neither_see_nor_do_anything(
    who: str | None, pair: Any, people: Any, as_user: Any
) -> None:
    browser = as_user(getattr(people, who) if who else None)
    one, other = (OfferFactory(title=f"Geheim {n}", region=people.region_a) for n in range(2))
    made = merge(one, other, {}, user=people.coordinator)
    for method in (browser.get, browser.post):
        assert method(merge_address(*pair)).status_code in {302, 403}
    browser.post(LIST, {"undo": made.pk})
    assert Merge.objects.standing().count() == 1
    if who == "manager_b":
        assert "Geheim" not in browser.get(LIST).content.decode()


def test_numbers_that_are_no_items(people: Any, as_user: Any, pair: Any) -> None:
    browser = as_user(people.coordinator)
    for address in [
        f"{LIST}offer/1/{'9' * 30}/", f"{LIST}nothing/1/2/",
        f"{LIST}offer/{pair[0].pk}/{pair[0].pk}/",
    ]:  # fmt: skip
        assert browser.get(address).status_code == 404
    for key in ("x", "9" * 30, ""):
        assert browser.post(LIST, {"undo": key}).status_code == 404


def test_a_merge_is_listed_and_taken_back(pair: Any, people: Any, as_user: Any) -> None:
    kept, absorbed = pair
    made = merge(kept, absorbed, {}, user=people.manager_a)
    browser = as_user(people.manager_a)
    assert f'value="{made.pk}"' in browser.get(LIST).content.decode()
    answer = browser.post(LIST, {"undo": made.pk}, follow=True)
    assert f'value="{made.pk}"' not in answer.content.decode()
    assert Offer.objects.get(pk=absorbed.pk).live
    again = browser.post(LIST, {"undo": made.pk}, follow=True).content.decode()
    assert str(ValidationError("").messages) not in again
    made.refresh_from_db()
    assert made.undone_by == people.manager_a


def test_the_list_asks_no_more_for_more_merges(
    people: Any, as_user: Any, django_assert_max_num_queries: Any
) -> None:
    for _number in range(4):
        merge(OfferFactory(), OfferFactory(), {}, user=people.coordinator)
    browser = as_user(people.coordinator)
    browser.get(LIST)
    with django_assert_max_num_queries(20):
        assert browser.get(LIST).content.decode().count('name="undo"') == 4


def test_two_ticked_items_lead_to_the_screen(pair: Any, people: Any, as_user: Any) -> None:
    url = reverse("wagtail_bulk_action", args=["initiatives", "offer", "merge"])
    browser = as_user(people.manager_a)
    two = f"{url}?id={pair[1].pk}&id={pair[0].pk}"
    assert browser.get(two).headers["Location"] == merge_address(*pair)
    assert browser.get(f"{url}?id={pair[0].pk}").headers["Location"] != merge_address(*pair)
    other = as_user(people.manager_b).get(two).headers["Location"]
    assert other != merge_address(*pair)


def test_who_opens_an_absorbed_item_is_told(pair: Any, people: Any, as_user: Any) -> None:
    merge(*pair, {}, user=people.manager_a)
    edit = reverse(Offer.snippet_viewset.get_url_name("edit"), args=[pair[1].pk])
    page = as_user(people.manager_a).get(edit).content.decode()
    assert "Cursus lassen" in page
