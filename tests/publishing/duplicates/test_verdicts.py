"""What people said about two items is remembered, until something changes."""

import pytest
from django.core.exceptions import PermissionDenied

from publishing.duplicates.describing import describe
from publishing.duplicates.finding import likely_doubles
from publishing.duplicates.indexing import index_items
from publishing.duplicates.relations import Relation
from publishing.duplicates.verdicts import record_verdict, take_back
from publishing.models import DuplicateVerdict
from tests.factories import OfferFactory
from tests.people import as_user, people

__all__ = ["as_user", "people"]


@pytest.fixture
def pair(people):
    """Two offers with one title: one of the member's organisation, one of region A."""
    mine = OfferFactory(
        title="Omscholing tot softwaretester", owner=people.organisation, region=people.region_a
    )
    other = OfferFactory(title="Omscholing tot softwaretester", region=people.region_a)
    index_items([mine, other])
    return mine, other


def found(item, user):
    return [match.pk for match in likely_doubles(describe(item), user=user)]


def test_a_pair_called_different_is_not_shown_again(people, pair):
    mine, other = pair
    assert found(mine, people.member) == [other.pk]

    record_verdict(mine, other, Relation.DIFFERENT, user=people.member, reason="Andere doelgroep")

    assert found(mine, people.member) == []
    assert found(other, people.member) == []


def test_a_new_title_opens_the_question_again(people, pair):
    mine, other = pair
    record_verdict(mine, other, Relation.DIFFERENT, user=people.member, reason="Anders")
    other.title = "Omscholing tot software-tester"
    other.save()
    index_items([other])

    assert found(mine, people.member) == [other.pk]


def test_the_reviewer_still_sees_the_pair_with_what_the_contributor_said(people, pair):
    mine, other = pair
    record_verdict(mine, other, Relation.DIFFERENT, user=people.member, reason="Andere doelgroep")

    [match] = likely_doubles(describe(mine), user=people.manager_a)

    assert (match.said.relation, match.said.reason) == (Relation.DIFFERENT, "Andere doelgroep")


def test_after_the_reviewer_has_judged_nobody_is_asked(people, pair):
    mine, other = pair
    record_verdict(mine, other, Relation.DIFFERENT, user=people.manager_a)

    assert found(mine, people.manager_a) == found(mine, people.member) == []


def test_a_contributor_does_not_overrule_the_reviewer(people, pair):
    record_verdict(*pair, Relation.SAME, user=people.manager_a)
    kept = record_verdict(*pair, Relation.DIFFERENT, user=people.member, reason="Nee")

    assert kept.relation == Relation.SAME
    assert DuplicateVerdict.objects.get().relation == Relation.SAME


def test_a_verdict_taken_back_is_asked_again(people, pair):
    mine, other = pair
    verdict = record_verdict(mine, other, Relation.DIFFERENT, user=people.manager_a)
    take_back(verdict, mine, other, user=people.manager_a)

    assert found(mine, people.member) == [other.pk]


@pytest.mark.parametrize("who", ["manager_b", "stranger"])
def test_who_may_change_neither_may_not_judge(people, pair, who):
    user = getattr(people, who, None)
    with pytest.raises(PermissionDenied):
        record_verdict(*pair, Relation.DIFFERENT, user=user)
    assert not DuplicateVerdict.objects.exists()


def test_a_contributor_may_not_take_back_what_a_curator_said(people, pair):
    verdict = record_verdict(*pair, Relation.DIFFERENT, user=people.manager_a)
    with pytest.raises(PermissionDenied):
        take_back(verdict, *pair, user=people.member)


def test_an_item_that_goes_takes_its_verdicts_along(people, pair):
    record_verdict(*pair, Relation.DIFFERENT, user=people.manager_a)
    pair[1].delete()

    assert not DuplicateVerdict.objects.exists()
