"""A draft of another organisation is never shown, counted or guessed."""

import pytest

from publishing.duplicates.describing import describe
from publishing.duplicates.finding import likely_doubles
from publishing.duplicates.indexing import index_items
from tests.factories import MembershipFactory, OfferFactory, OrganisationFactory
from tests.people import as_user, people

__all__ = ["as_user", "people"]

TITLE = "Omscholing tot softwaretester"


@pytest.fixture
def draft(people):
    owner = OrganisationFactory(title="Andere aanbieder")
    item = OfferFactory(
        title=TITLE,
        summary="Geheim plan van de andere aanbieder.",
        owner=owner,
        region=people.region_a,
        live=False,
    )
    index_items([item])
    return item


def matches(user, title=TITLE):
    return likely_doubles(describe(OfferFactory.build(title=title)), user=user)


def test_of_a_draft_of_others_only_is_said_that_somebody_is_at_work(people, draft):
    [match] = matches(people.member)

    assert match.hidden
    assert match.reason == (
        "Iemand is al met zoiets bezig: vraag het de programmamanager van de regio"
    )
    told = (match.title, match.url, match.summary, match.owner, match.score, match.said)
    assert told == ("", "", "", "", 0.0, None)
    assert match.region == "Regio A"


def test_two_drafts_of_others_are_one_line(people, draft):
    index_items([OfferFactory(title=TITLE, live=False)])

    assert len(matches(people.member)) == 1


def test_a_draft_of_others_that_only_looks_a_little_like_it_is_not_told(people, draft):
    assert matches(people.member, title="Omscholing tot tester in de bouw") == []


def test_what_was_online_and_no_longer_is_is_not_told_to_others(people, draft):
    draft.first_published_at = draft.created_at
    draft.save()

    assert matches(people.member) == []


def test_who_may_see_the_draft_sees_it(people, draft):
    colleague = MembershipFactory(organisation=draft.owner).user

    assert [match.pk for match in matches(colleague)] == [draft.pk]
    assert [match.pk for match in matches(people.manager_a)] == [draft.pk]
    assert matches(people.manager_b)[0].hidden
    assert matches(None)[0].hidden
