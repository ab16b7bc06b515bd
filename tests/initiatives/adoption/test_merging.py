"""When two practices turn out to be one, what regions do with it and who follows it go along."""

from django.utils import timezone

from initiatives.models import Adoption, Following
from publishing.actions.merge import merge
from publishing.actions.undo_merge import undo
from tests.factories import AdoptionFactory, PracticeFactory


def test_adoptions_and_followers_go_along_and_come_back(people, practice):
    other = PracticeFactory(region=people.region_a)
    AdoptionFactory(practice=practice, region=people.region_a)
    both = AdoptionFactory(practice=other, region=people.region_a)
    moved = AdoptionFactory(practice=other, region=people.region_b)
    now = timezone.now()
    Following.objects.create(practice=practice, email="een@example.org", confirmed_at=now)
    Following.objects.create(practice=other, email="een@example.org", confirmed_at=now)
    Following.objects.create(practice=other, email="twee@example.org", confirmed_at=now)

    made = merge(practice, other, {}, user=people.coordinator)

    assert moved in practice.adoptions.all()
    assert {row.email for row in practice.followings.all()} == {
        "een@example.org",
        "twee@example.org",
    }
    # The kept practice has a row of this region; that of the other stays with it.
    assert list(Adoption.objects.filter(practice=other)) == [both]

    undo(made, user=people.coordinator)

    assert set(Adoption.objects.filter(practice=other)) == {both, moved}
    assert other.followings.count() == 2
