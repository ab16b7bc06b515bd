"""The page "Possible doubles" in the admin, and the panel on the editing screen."""

import pytest
from django.urls import reverse

from publishing.duplicates import suspecting
from publishing.duplicates.relations import Relation
from publishing.duplicates.verdicts import record_verdict
from publishing.merging.screen import merge_address
from publishing.models import DuplicateVerdict
from tests.factories import OfferFactory
from tests.people import as_user, people

__all__ = ["as_user", "people"]

TITLE = "Omscholing tot softwaretester"
PAGE = "/beheer/mogelijk-dubbel/"


@pytest.fixture
def pair(people):
    found = (
        OfferFactory(title=TITLE, region=people.region_a),
        OfferFactory(title=f"{TITLE}s", region=people.region_a),
    )
    suspecting.run()
    return found


def read(client, **asked):
    return client.get(PAGE, asked).content.decode()


def judge(client, pair, relation, **more):
    first, second = pair
    data = {"first": f"offer-{first.pk}", "second": f"offer-{second.pk}", "verdict": relation}
    return client.post(PAGE, data | more)


def test_a_manager_sees_the_pairs_of_the_own_region_with_reasons_and_the_way_to_merge(
    people, as_user, pair
):
    page = read(as_user(people.manager_a))

    assert TITLE in page
    assert "Dezelfde titel" in page
    assert merge_address(*pair) in page
    assert "Regio A (1)" in page
    assert "Regio B (0)" in page


def test_a_neighbour_sees_them_only_on_asking_and_may_not_judge(people, as_user, pair):
    client = as_user(people.manager_b)
    assert TITLE not in read(client)

    page = read(client, region="all")
    assert TITLE in page
    assert 'name="verdict"' not in page
    assert merge_address(*pair) not in page
    judge(client, pair, "different")
    assert not DuplicateVerdict.objects.exists()


def test_of_a_draft_of_another_region_no_text_is_shown(people, as_user, pair):
    pair[1].live = False
    pair[1].save()

    page = read(as_user(people.manager_b), region="all")
    assert f"{TITLE}s" not in page
    assert "een concept in een andere regio" in page


@pytest.mark.parametrize("who", ["member", None])
def test_who_is_no_curator_is_not_let_in(people, as_user, pair, who):
    client = as_user(getattr(people, who) if who else None)
    for answer in (client.get(PAGE), judge(client, pair, "same")):
        assert answer.status_code in (302, 403)
    assert not DuplicateVerdict.objects.exists()


def test_a_verdict_is_remembered_and_can_be_taken_back(people, as_user, pair):
    client = as_user(people.manager_a)
    judge(client, pair, "different", reason="Ander niveau")
    assert TITLE not in read(client)

    decided = read(client, decided="")
    assert "Ander niveau" in decided
    client.post(PAGE, {"undo": DuplicateVerdict.objects.get().pk})
    suspecting.run()
    assert TITLE in read(client)


def test_the_same_stays_in_sight_until_it_is_merged(people, as_user, pair):
    client = as_user(people.manager_a)
    judge(client, pair, "same")

    assert TITLE in read(client)


def test_what_the_contributor_said_stands_beside_the_pair(people, as_user):
    mine = OfferFactory(title=TITLE, owner=people.organisation, region=people.region_a)
    other = OfferFactory(title=TITLE, region=people.region_a)
    record_verdict(mine, other, Relation.DIFFERENT, user=people.member, reason="Andere doelgroep")
    suspecting.run()

    assert "Andere doelgroep" in read(as_user(people.manager_a))


@pytest.mark.parametrize(
    "swapped", [{"first": "offer-0"}, {"second": "user-1"}, {"verdict": "x"}, {"first": ""}]
)
def test_a_verdict_about_nothing_is_refused_in_words(people, as_user, pair, swapped):
    answer = judge(as_user(people.manager_a), pair, "same", **swapped)

    assert answer.status_code == 302
    assert not DuplicateVerdict.objects.exists()


def test_the_number_of_pairs_does_not_change_the_number_of_queries(
    people, as_user, pair, django_assert_max_num_queries
):
    for number in range(8):
        for _twice in range(2):
            OfferFactory(title=f"Opleiding lasser niveau {number}", region=people.region_a)
    suspecting.run()
    client = as_user(people.manager_a)
    read(client)
    with django_assert_max_num_queries(24):
        page = read(client)
    assert page.count('name="verdict"') == 3 * 9


def test_the_editing_screen_names_what_looks_like_the_item_and_leads_to_judging(
    people, as_user, pair
):
    first, second = pair
    client = as_user(people.manager_a)
    screen = client.get(
        reverse(type(first).snippet_viewset.get_url_name("edit"), args=[first.pk])
    ).content.decode()

    assert second.title in screen
    assert f"{PAGE}?item=offer-{first.pk}" in screen
    page = read(client, item=f"offer-{first.pk}")
    assert second.title in page
    assert merge_address(first, second) in page


def test_the_pairs_of_an_item_are_for_who_may_change_it(people, as_user, pair):
    assert as_user(people.manager_b).get(PAGE, {"item": f"offer-{pair[0].pk}"}).status_code == 404
    for nonsense in ("offer-0", "offer-x", "user-1", "", "offer-" + "9" * 30):
        assert as_user(people.manager_a).get(PAGE, {"item": nonsense}).status_code == 404
