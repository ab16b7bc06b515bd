"""The address that a form asks while somebody types, and the three choices in its answer."""

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.urls import reverse

from organisations.models import VisitorDraft
from organisations.models.visitor_draft import hash_of, new_token
from publishing.duplicates.choices import answered, keep_choices, questions_of, read_choices
from publishing.duplicates.describing import describe
from publishing.duplicates.finding import likely_doubles
from publishing.duplicates.indexing import index_items
from publishing.duplicates.relations import Relation
from publishing.models import DuplicateVerdict
from tests.factories import InitiativeFactory, OfferFactory
from tests.people import as_user, people

__all__ = ["as_user", "people"]

TITLE = "Omscholing tot softwaretester"
TYPED = {"kind": "offer", "title": TITLE}


@pytest.fixture(autouse=True)
def nothing_asked_before():
    """Keys of accounts come again in every test."""
    cache.clear()


@pytest.fixture
def there(people):
    item = OfferFactory(title=TITLE, region=people.region_a)
    index_items([item])
    return item


def ask(client, **typed):
    return client.post(reverse("duplicates:likely_doubles"), {**TYPED, **typed})


def test_the_answer_names_the_match_and_asks_what_it_is(people, as_user, there):
    answer = ask(as_user(people.member)).content.decode()

    assert there.get_absolute_url() in answer
    assert "Dezelfde titel." in answer
    for relation in Relation.values:
        assert f'name="double-offer-{there.pk}" value="{relation}"' in answer


def test_only_of_what_is_probably_the_same_the_question_is_in_sight(people, as_user, there):
    index_items([OfferFactory(title=f"{TITLE} bij de overheid")])
    answer = ask(as_user(people.member)).content.decode()

    assert answer.index(there.get_absolute_url()) < answer.index("bij de overheid")
    assert answer.count("<details") == 1
    assert answer.index("bij de overheid") < answer.index("<details")


def test_a_choice_made_stays_while_more_is_typed(people, as_user, there):
    name = f"double-offer-{there.pk}"
    answer = ask(as_user(people.member), **{name: "different", f"{name}-reason": "Ander niveau"})

    assert 'value="different" checked' in answer.content.decode()
    assert 'value="Ander niveau"' in answer.content.decode()


def test_a_visitor_is_answered_only_with_a_draft(as_user, there):
    token = new_token()
    assert ask(as_user(None)).status_code == 404
    assert ask(as_user(None), draft=token).status_code == 404

    VisitorDraft.objects.create(token_hash=hash_of(token), kind="offer", answers={})
    assert ask(as_user(None), draft=token).status_code == 200


def test_a_kind_that_does_not_exist_is_not_found(people, as_user):
    assert ask(as_user(people.member), kind="user").status_code == 404


def test_looking_without_asking_is_refused(people, as_user):
    assert as_user(people.member).get(reverse("duplicates:likely_doubles")).status_code == 405


def test_who_asks_faster_than_people_type_is_refused(people, as_user, there):
    client = as_user(people.member)
    codes = [ask(client).status_code for _number in range(61)]

    assert codes == [200] * 60 + [429]


def test_the_item_at_hand_is_left_out_only_for_who_may_change_it(people, as_user, there):
    assert there.title in ask(as_user(people.member), pk=there.pk).content.decode()
    assert there.title not in ask(as_user(people.manager_a), pk=there.pk).content.decode()


def chosen(match, relation, reason=""):
    name = f"double-{match.kind}-{match.pk}"
    return QueryDict(f"{name}={relation}&{name}-reason={reason}")


def test_before_submitting_the_same_must_be_answered_and_different_needs_a_reason(there):
    matches = likely_doubles(describe(OfferFactory.build(title=TITLE)))

    assert not answered(questions_of(matches, QueryDict(), strict=True))
    assert not answered(questions_of(matches, chosen(there, "different"), strict=True))
    assert answered(questions_of(matches, chosen(there, "different", "Anders"), strict=True))
    assert answered(questions_of(matches, chosen(there, "same"), strict=True))


def test_belonging_to_an_initiative_links_the_offer_to_it(people):
    initiative = InitiativeFactory(title="Testers voor de regio")
    offer = OfferFactory(title=TITLE, owner=people.organisation)

    linked = keep_choices(offer, read_choices(chosen(initiative, "related")), user=people.member)

    assert linked
    assert offer.initiative == initiative
    assert DuplicateVerdict.objects.get().relation == Relation.RELATED


def test_what_belongs_to_something_already_stays_there(people):
    initiative = InitiativeFactory(title="Testers voor de regio")
    offer = OfferFactory(owner=people.organisation, initiative=InitiativeFactory(title="Eerste"))

    assert not keep_choices(offer, read_choices(chosen(initiative, "related")), user=people.member)
    assert offer.initiative.title == "Eerste"


def test_a_choice_about_a_draft_that_one_may_not_see_is_as_if_it_were_not_there(people):
    secret = OfferFactory(title=TITLE, live=False)
    offer = OfferFactory(owner=people.organisation)

    keep_choices(offer, read_choices(chosen(secret, "same")), user=people.member)

    assert not DuplicateVerdict.objects.exists()


@pytest.mark.parametrize(
    "name", ["double-offer-x", "double-user-1", "double-offer", "double-offer-٣"]
)
def test_a_choice_about_nothing_is_left_out(db, name):
    assert read_choices({name: "same"}) == []
