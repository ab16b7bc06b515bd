"""Which overlaps are kept: of one new item, of what changed, and of the whole catalogue."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from django.utils import timezone

from initiatives.models import Offer, Phase
from monitor.actions.tune_overlap import tune_overlap
from monitor.models import Overlap, OverlapCluster, OverlapProfile, OverlapRules, OverlapRun
from monitor.overlap import candidates, clusters, due, storing, whole
from monitor.overlap.describing import describe
from monitor.overlap.finding import overlaps_of
from monitor.overlap.querysets import open_overlaps
from publishing.duplicates.relations import Relation
from publishing.duplicates.verdicts import record_verdict, take_back
from tests.factories import (
    FormFactory,
    InitiativeFactory,
    OfferFactory,
    ProvinceFactory,
    ScaleFactory,
    UserFactory,
)
from tests.monitor.overlap.field import TITLES, field

__all__ = ["field"]


def pairs():
    return {
        frozenset((row.first.item_pk, row.second.item_pk))
        for row in Overlap.objects.with_profiles()
    }


def test_two_offers_that_do_the_same_become_a_pair_with_reasons(field):
    one, other = field(TITLES[0]), field(TITLES[1])
    field("Lasopleiding voor staal")
    due.run()

    assert pairs() == {frozenset((one.pk, other.pk))}
    row = Overlap.objects.get()
    assert row.state == Overlap.State.OPEN
    assert ["people", "zij-instromers"] in row.reasons
    assert ["place", "NL-FL"] in row.reasons


def test_nothing_is_done_again_that_did_not_change(field, django_assert_max_num_queries):
    field(TITLES[0])
    field(TITLES[1])
    assert "2 items compared" in due.run()
    with django_assert_max_num_queries(8):
        assert due.run() == ""


@pytest.mark.parametrize(
    "change",
    [
        {"phase": Phase.ENDED},
        {"available_until": timezone.localdate() - timedelta(days=1)},
        {"verified_on": date(2020, 1, 1)},
        {"live": False},
    ],
    ids=["ended", "over", "not confirmed", "offline"],
)
def test_what_nobody_can_use_any_more_overlaps_nothing(field, change):
    field(TITLES[0])
    other = field(TITLES[1])
    due.run()
    assert pairs()

    for name, value in change.items():
        setattr(other, name, value)
    other.save()
    due.run()
    assert not pairs()


def test_what_can_be_used_from_next_month_on_overlaps_already(field):
    one = field(TITLES[0])
    later = field(TITLES[1], available_from=timezone.localdate() + timedelta(days=30))
    due.run()
    assert pairs() == {frozenset((one.pk, later.pk))}


def test_an_offer_takes_what_it_lacks_from_its_initiative_also_when_that_changes(field):
    initiative = InitiativeFactory(provinces=[field.province], target_groups=[])
    one = field(TITLES[0])
    other = field(TITLES[1], initiative=initiative, target_groups=[], provinces=[])
    due.run()
    assert not pairs()

    initiative.target_groups = [field.group]
    initiative.save()
    due.run()
    assert pairs() == {frozenset((one.pk, other.pk))}


def test_what_was_called_the_same_is_a_double_and_no_overlap(field):
    one, other = field(TITLES[0]), field(TITLES[1])
    due.run()
    assert pairs()

    user = UserFactory(is_superuser=True, is_staff=True)
    verdict = record_verdict(one, other, Relation.SAME, user=user)
    due.run()
    assert not pairs()
    whole.compare_all()
    assert not pairs()

    take_back(verdict, one, other, user=user)
    due.run()
    assert pairs()


def test_three_that_all_overlap_are_one_group_and_a_fourth_that_overlaps_one_is_not_in_it(field):
    items = [field(title) for title in TITLES]
    due.run()

    cluster = OverlapCluster.objects.get()
    assert cluster.size == 3
    assert cluster.pairs.count() == 3
    assert pairs() == {frozenset(two) for two in combinations([item.pk for item in items], 2)}

    items[0].live = False
    items[0].save()
    due.run()
    assert not Overlap.objects.filter(cluster__isnull=False).exists()


def test_groups_are_put_together_from_the_strongest_pair_and_share_no_pair():
    edges = [(1, 1, 2, 0.9), (2, 1, 3, 0.8), (3, 2, 3, 0.8), (4, 3, 4, 0.7), (5, 2, 4, 0.6)]
    found = clusters.grouped(clusters.Edge(*edge) for edge in edges)

    assert found == [clusters.Grouped(pairs=(1, 2, 3), size=3, score=0.8)]


def test_the_whole_catalogue_at_once_gives_the_same_as_item_by_item(field):
    for title in (*TITLES, "Lasopleiding staal", "Omscholing naar de ICT", "Van zorg naar ICT"):
        field(title)
    field("Tester worden", provinces=[], scale=ScaleFactory())
    due.run()
    one_by_one = set(Overlap.objects.values_list("first", "second", "score", "state"))
    assert one_by_one

    Overlap.objects.all().delete()
    assert whole.compare_all()
    assert set(Overlap.objects.values_list("first", "second", "score", "state")) == one_by_one
    assert OverlapCluster.objects.exists()


def test_a_comparison_that_was_stopped_goes_on_where_it_was(field, monkeypatch):
    for form in (field.form, FormFactory(ref="voucher")):
        for title in TITLES[:2]:
            field(title, form=form)
    compared: list[str] = []
    monkeypatch.setattr(whole, "compare_form", lambda form, *_rest: compared.append(form))

    assert not whole.compare_all(until=0.0)
    assert whole.compare_all()
    assert compared == ["omscholing", "voucher"]
    assert OverlapRun.objects.get().finished_at


def test_of_each_item_only_so_many_are_compared_and_kept(field, monkeypatch):
    monkeypatch.setattr(candidates, "COMMON_FROM", 4)
    monkeypatch.setattr(whole, "COMMON_FROM", 4)
    monkeypatch.setattr(storing, "MOST_PER_ITEM", 3)
    for number in range(9):
        field(f"{TITLES[0]} {'abcdefghi'[number] * 4}")
    newest = Offer.objects.latest("pk")
    due.run()
    assert len(overlaps_of(describe(newest), timezone.localdate())) <= 4

    for step in (due.run, whole.compare_all):
        step()
        counts = [
            Overlap.objects.of_profiles([pk]).count()
            for pk in OverlapProfile.objects.values_list("pk", flat=True)
        ]
        assert max(counts) == 3


def test_one_new_item_takes_two_queries_whatever_there_is(field, django_assert_num_queries):
    for title in TITLES:
        field(title)
    due.run()
    new = OfferFactory.build(title="Testen van software", form=field.form, target_groups=[])
    profile = describe(field("Testen van software"))
    assert new.pk is None
    with django_assert_num_queries(2 + 1):  # And the stamp of the vocabulary.
        assert len(overlaps_of(profile, timezone.localdate())) == 3


def test_weights_without_a_subject_find_what_shares_no_word_one_by_one_and_at_night(field):
    for title in (*TITLES, "Lasopleiding voor staal", "Kapper worden"):
        field(title)
    user = UserFactory(is_superuser=True, is_staff=True)
    tune_overlap(OverlapRules(subject=0, other_subject=100, people=100), user=user)
    due.run()
    everything = pairs()
    assert len(everything) == 5 * 4 // 2

    Overlap.objects.all().delete()
    whole.compare_all()
    assert pairs() == everything


def test_a_region_is_told_how_many_it_has_to_judge(field):
    field(TITLES[0])
    field(TITLES[1])
    due.run()
    assert open_overlaps(field.province.region_id).count() == 1
    assert open_overlaps(ProvinceFactory().region_id).count() == 0
