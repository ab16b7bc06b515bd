"""What is already there that looks like what somebody describes."""

import pytest

from publishing.duplicates.describing import describe
from publishing.duplicates.finding import likely_doubles
from publishing.duplicates.indexing import index_items
from publishing.duplicates.relations import Relation
from tests.factories import OfferFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def there(*items):
    index_items(items)


def test_the_same_title_of_the_same_provider_is_found_with_the_reason_in_words():
    owner = OrganisationFactory(title="Testschool")
    offer = OfferFactory(title="Omscholing tot softwaretester", owner=owner)
    there(offer)

    typed = OfferFactory.build(title="Omscholing tot software tester", owner=owner)
    [match] = likely_doubles(describe(typed))

    assert (match.kind, match.pk, match.relation) == ("offer", offer.pk, Relation.SAME)
    assert match.url == offer.get_absolute_url()
    assert match.reasons[:2] == ("dezelfde aanbieder", "dezelfde titel")


def test_an_item_is_not_a_double_of_itself():
    offer = OfferFactory(title="Omscholing tot softwaretester")
    there(offer)

    assert likely_doubles(describe(offer)) == []


def test_what_only_shares_words_that_everything_has_is_not_shown():
    there(OfferFactory(title="Regionaal programma opleiding"))

    assert likely_doubles(describe(OfferFactory.build(title="Opleiding programma lasser"))) == []
