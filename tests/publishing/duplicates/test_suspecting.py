"""Pairs that are probably one are found a part at a time, and go when they are settled."""

import pytest

from publishing.duplicates import suspecting
from publishing.duplicates.indexing import index_items, read
from publishing.duplicates.kinds import kind_called
from publishing.duplicates.relations import Relation
from publishing.duplicates.verdicts import record_verdict, take_back
from publishing.models import DuplicateProfile, SuspectedPair
from tests.factories import InitiativeFactory, OfferFactory
from tests.people import as_user, people

__all__ = ["as_user", "people"]

TITLE = "Omscholing tot softwaretester"


@pytest.fixture
def pair(people):
    return (
        OfferFactory(title=TITLE, region=people.region_a),
        OfferFactory(title=TITLE, region=people.region_b),
    )


def pairs():
    return list(SuspectedPair.objects.values_list("kind", "first_id", "second_id"))


def test_what_is_due_finds_pairs_of_items_that_nobody_described_before(pair):
    assert suspecting.run() == "3 items described, 3 items compared"

    first, second = pair
    assert pairs() == [("offer", first.pk, second.pk)]
    found = SuspectedPair.objects.get()
    assert (found.first_region, found.second_region) == (first.region, second.region)
    assert found.signs[0] == ["same-title"]


def test_a_second_time_there_is_nothing_to_do(pair):
    suspecting.run()

    assert suspecting.run() == ""
    assert len(pairs()) == 1


def test_the_rest_comes_with_the_next_run(pair, monkeypatch):
    suspecting.make_up()

    assert [suspecting.suspect(limit=2), suspecting.suspect(limit=2)] == [2, 1]
    assert len(pairs()) == 1


def test_another_title_ends_the_suspicion(pair):
    suspecting.run()
    pair[0].title = "Meidenclub robots bouwen"
    pair[0].save()
    index_items([pair[0]])
    suspecting.run()

    assert pairs() == []


def test_what_is_offline_for_good_is_not_suspected(pair):
    pair[1].live = False
    pair[1].first_published_at = pair[1].created_at
    pair[1].save()
    suspecting.run()

    assert pairs() == []


def test_a_draft_that_waits_for_review_is_suspected(pair):
    pair[1].live = False
    pair[1].save()
    suspecting.run()

    assert len(pairs()) == 1


def test_items_of_two_kinds_are_not_a_pair(db):
    OfferFactory(title=TITLE)
    InitiativeFactory(title=TITLE)
    suspecting.run()

    assert pairs() == []


def test_a_pair_that_a_curator_called_different_does_not_come_back(people, pair):
    suspecting.run()
    record_verdict(*pair, Relation.DIFFERENT, user=people.manager_a)
    assert pairs() == []

    DuplicateProfile.objects.update(compared_at=None)
    suspecting.run()
    assert pairs() == []


def test_what_a_contributor_called_different_stays_for_the_curator(people):
    mine = OfferFactory(title=TITLE, owner=people.organisation)
    other = OfferFactory(title=TITLE)
    record_verdict(mine, other, Relation.DIFFERENT, user=people.member, reason="Anders")
    suspecting.run()

    assert len(pairs()) == 1


def test_a_verdict_taken_back_is_a_suspicion_again(people, pair):
    suspecting.run()
    verdict = record_verdict(*pair, Relation.DIFFERENT, user=people.manager_a)
    take_back(verdict, *pair, user=people.manager_a)
    suspecting.run()

    assert len(pairs()) == 1


def test_an_item_that_goes_takes_its_pairs_along(pair):
    suspecting.run()
    pair[0].delete()

    assert pairs() == []
    assert not DuplicateProfile.objects.filter(kind="offer", object_id=pair[0].pk).exists()


def test_a_saved_item_is_described_after_its_transaction(
    people, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True) as jobs:
        item = OfferFactory(title=TITLE)
        item.save()

    profile = DuplicateProfile.objects.get(kind="offer", object_id=item.pk)
    assert profile.data["titles"] == [TITLE]
    assert sum("duplicates" in type(job).__module__ for job in jobs) == 1


def test_a_draft_is_described_as_it_was_last_written(people, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        item = OfferFactory(title="Concept", live=False)
        item.title = TITLE
        item.save_revision()

    assert DuplicateProfile.objects.get(object_id=item.pk, kind="offer").data["titles"] == [TITLE]


def test_version_that_cannot_be_read_keeps_no_item_out(people, caplog):
    draft = OfferFactory(title=TITLE, region=people.region_a, live=False)
    revision = draft.save_revision()
    revision.content["created_at"] = "gisteren"
    revision.save()
    other = OfferFactory(title=TITLE, region=people.region_b)

    assert index_items(read(kind_called("offer"), [draft.pk, other.pk])) == 2

    assert DuplicateProfile.objects.filter(kind="offer").count() == 2
    assert f"The latest version of offer {draft.pk} cannot be read" in caplog.text
