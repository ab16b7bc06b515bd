"""What managers say of items that overlap: it stays, new information opens it again, it can be undone."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from initiatives.models import Offer
from monitor.actions.judge_overlap import judge_overlap
from monitor.actions.take_back_overlap import take_back_overlap
from monitor.actions.tune_overlap import tune_overlap
from monitor.models import Overlap, OverlapCluster, OverlapProfile, OverlapRules, OverlapVerdict
from monitor.overlap import due, indexing, storing, whole
from publishing.actions.merge import merge
from publishing.actions.merge_terms import merge_terms
from publishing.actions.undo_merge import undo
from publishing.models import Notice
from publishing.permissions import may_judge_overlap
from tests.factories import FormFactory, OrganisationFactory, ProvinceFactory, TargetGroupFactory
from tests.monitor.overlap.field import TITLES, field
from tests.people import people

__all__ = ["field", "people"]

Verdict = OverlapVerdict.Verdict
State = Overlap.State


@pytest.fixture
def items(people, field):
    """Two offers of region A that overlap; the member works for the provider of the first."""
    found = [
        field(TITLES[0], region=people.region_a, owner=people.organisation),
        field(TITLES[1], region=people.region_a),
    ]
    due.run()
    return found


def judge(user, verdict=Verdict.COMPLEMENTARY, note="", pairs=None):
    return judge_overlap(pairs or list(Overlap.objects.all()), verdict, user=user, note=note)


def state():
    return Overlap.objects.get().state


def change(item, **values):
    for name, value in values.items():
        setattr(item, name, value)
    item.save()
    due.run()


def test_a_verdict_stays_when_a_title_summary_or_contact_is_edited(people, items):
    judge(people.manager_a, note="De een overdag, de ander 's avonds")
    change(
        items[0],
        title="Omscholing tot software-tester",
        summary="Een betere tekst.",
        contact_email="info@example.org",
    )

    assert state() == State.JUDGED
    verdict = OverlapVerdict.objects.get()
    assert verdict.note == "De een overdag, de ander 's avonds"
    assert verdict.decided_by == people.manager_a
    assert verdict.changed == []


def new_information(field):
    return {
        "target groups": {"target_groups": [field.group, TargetGroupFactory(ref="mkb")]},
        "place": {"provinces": [field.province, ProvinceFactory()]},
        "period": {"available_until": timezone.localdate() + timedelta(days=90)},
        "partners": {"organisations": [OrganisationFactory()]},
        "provider": {"owner": OrganisationFactory()},
        "level": {"level": 4},
    }


@pytest.mark.parametrize(
    "part", ["target groups", "place", "period", "partners", "provider", "level"]
)
def test_new_information_opens_it_again_and_says_what_changed(people, items, field, part):
    judge(people.manager_a)
    decided = OverlapVerdict.objects.get().decided_at
    change(items[0], **new_information(field)[part])

    assert state() == State.REOPENED
    verdict = OverlapVerdict.objects.get()
    assert [each[0] for each in verdict.changed] == [f"offer:{items[0].pk}"]
    assert verdict.decided_at == decided

    judge(people.manager_a, Verdict.UNRELATED)
    assert state() == State.JUDGED


def test_a_verdict_of_before_provider_and_level_counted_stays_and_rests_on_them_after_upgrading(
    people, items
):
    judge(people.manager_a)
    verdict = OverlapVerdict.objects.get()
    for basis in verdict.basis.values():
        del basis["owner"], basis["level"]
    verdict.save()
    change(items[0], summary="Een betere tekst.")
    assert state() == State.JUDGED

    upgrade = import_module("monitor.migrations.0008_describe_overlap_again")
    upgrade.complete_verdicts(apps, None)
    upgrade.describe_again(apps, None)
    due.run()
    assert state() == State.JUDGED
    change(items[0], owner=OrganisationFactory())
    assert state() == State.REOPENED


def test_another_form_ends_the_overlap_and_the_verdict_is_known_when_it_comes_back(
    people, items, field
):
    judge(people.manager_a)
    change(items[0], form=FormFactory())
    assert not Overlap.objects.exists()

    change(items[0], form=field.form)
    assert state() == State.JUDGED


def test_a_partner_who_leaves_is_no_news(people, items, field):
    partner = OrganisationFactory()
    change(items[0], organisations=[partner])
    judge(people.manager_a)
    change(items[0], organisations=[])

    assert state() == State.JUDGED


def test_a_group_is_judged_and_taken_back_at_once(people, items, field):
    field(TITLES[2], region=people.region_b)
    due.run()
    cluster = OverlapCluster.objects.get()
    judged = judge(people.manager_a, pairs=list(cluster.pairs.all()))

    assert (judged.pairs, judged.left) == (3, 0)
    assert not Overlap.objects.asked().exists()
    assert not OverlapCluster.objects.exists()

    assert take_back_overlap(judged.together, user=people.manager_a) == 3
    assert Overlap.objects.asked().count() == 3
    assert OverlapCluster.objects.get().size == 3


def test_of_a_group_a_manager_judges_only_the_pairs_with_an_item_of_the_own_region(
    people, items, field
):
    field(TITLES[2], region=people.region_b)
    due.run()
    judged = judge(people.manager_b)

    assert (judged.pairs, judged.left) == (2, 1)
    assert Overlap.objects.asked().count() == 1


@pytest.mark.parametrize("who", ["manager_b", "member"])
def test_who_leads_neither_region_may_neither_judge_nor_take_back(people, items, who):
    judged = judge(people.manager_a)
    for act in (
        lambda user: judge(user, Verdict.UNRELATED),
        lambda user: take_back_overlap(judged.together, user=user),
    ):
        with pytest.raises(PermissionDenied):
            act(getattr(people, who))
    assert OverlapVerdict.objects.get().verdict == Verdict.COMPLEMENTARY


def test_who_may_judge_is_decided_by_the_region_as_it_is_stored(people, items):
    items[0].region = people.region_b
    assert not may_judge_overlap(people.manager_b, *items)
    assert may_judge_overlap(people.manager_a, *items)
    assert may_judge_overlap(people.coordinator, *items)


def test_who_keeps_items_to_be_joined_is_told_in_neutral_words(people, items):
    people.organisation.contact_email = "x@example.org"
    items[1].contact_email = "loket@example.org"
    items[1].save()
    judged = judge(people.manager_a, Verdict.JOIN, note="Bel elkaar eens")

    notice = Notice.objects.get(mail__address="loket@example.org")
    assert notice.context["title"]["nl"] == TITLES[1]
    assert TITLES[0] in notice.context["others"]["nl"]
    assert notice.context["note"] == "Bel elkaar eens"

    from publishing.notices.composing import compose

    text = compose(notice.mail).body
    assert "dezelfde mensen" in text
    assert "overlap" not in text.lower()
    assert "dubbel" not in text.lower()
    take_back_overlap(judged.together, user=people.manager_a)
    assert compose(notice.mail) is None


@pytest.mark.parametrize(
    ("who", "region"), [("manager_a", "region_a"), ("manager_b", "region_b"), ("coordinator", "")]
)
def test_who_keeps_an_item_is_told_who_judged_it_and_not_who_leads_its_region(
    people, field, who, region
):
    for title, led_by in zip(TITLES, (people.region_a, people.region_b), strict=False):
        field(title, region=led_by, contact_email=f"loket-{led_by.pk}@example.org")
    due.run()
    judge(getattr(people, who), Verdict.JOIN)

    told = {notice.context["by"]["nl"] for notice in Notice.objects.all()}
    judged_for = getattr(people, region).label if region else "de landelijke coördinator"
    assert len(told) == 1
    assert judged_for in told.pop()


def test_the_history_of_both_items_tells_of_a_verdict(people, items):
    from wagtail.log_actions import registry

    judged = judge(people.manager_a)
    take_back_overlap(judged.together, user=people.manager_a)
    for item in items:
        entries = registry.get_logs_for_instance(item).order_by("timestamp")
        told = [entry.formatter.format_message(entry) for entry in entries if entry.formatter]
        assert any("vullen elkaar aan" in str(one) for one in told)


def test_a_verdict_follows_an_item_that_is_merged_and_comes_back(people, items, field):
    judge(people.manager_a, note="Overdag en 's avonds")
    before = OverlapVerdict.objects.values().get()
    twin = field(TITLES[2], region=people.region_a, owner=people.organisation)

    row = merge(twin, items[0], {}, user=people.coordinator)
    due.run()
    assert state() == State.JUDGED
    assert {OverlapVerdict.objects.get().first, OverlapVerdict.objects.get().second} == {
        ("offer", twin.pk),
        ("offer", items[1].pk),
    }

    undo(row, user=people.coordinator)
    assert OverlapVerdict.objects.values().get() == before


def test_what_is_said_while_a_merge_waits_goes_along_with_what_it_rests_on(
    people, items, field, monkeypatch
):
    judge(people.manager_a)
    twin = field(TITLES[2], region=people.region_a, owner=people.organisation)
    rests_on = {"period": ["tot 1 mei"]}

    def meanwhile():
        # What a colleague who had the turn before writes.
        monkeypatch.undo()
        row = OverlapVerdict.objects.get()
        row.basis[f"offer:{items[1].pk}"] = rests_on
        row.save(update_fields=["basis"])

    monkeypatch.setattr("monitor.overlap.merging.take_turn", meanwhile)
    merge(twin, items[0], {}, user=people.coordinator)

    row = OverlapVerdict.objects.get()
    assert {row.first, row.second} == {("offer", twin.pk), ("offer", items[1].pk)}
    assert row.basis[f"offer:{items[1].pk}"] == rests_on


def test_what_is_said_after_a_merge_stays_when_the_merge_is_undone(people, items, field):
    judge(people.manager_a)
    twin = field(TITLES[2], region=people.region_a)
    row = merge(twin, items[0], {}, user=people.coordinator)
    due.run()
    judge(people.manager_a)

    undo(row, user=people.coordinator)
    assert ("offer", twin.pk) in {
        OverlapVerdict.objects.get().first,
        OverlapVerdict.objects.get().second,
    }


def test_a_verdict_on_the_kept_item_itself_stays_and_so_does_one_given_since(people, items, field):
    twin = field(TITLES[2], region=people.region_a)
    due.run()
    judge(people.manager_a)
    own = OverlapVerdict.objects.get(first_pk=items[1].pk, second_pk=twin.pk)
    row = merge(twin, items[0], {}, user=people.coordinator)
    due.run()
    assert OverlapVerdict.objects.filter(pk=own.pk, verdict=Verdict.COMPLEMENTARY).exists()
    assert OverlapVerdict.objects.count() == 3

    judge(people.manager_a, Verdict.UNRELATED, pairs=[Overlap.objects.get()])
    undo(row, user=people.coordinator)
    assert OverlapVerdict.objects.get(pk=own.pk).verdict == Verdict.UNRELATED


@pytest.mark.parametrize("word", ["target_groups", "form", "organisations", "owner"])
def test_what_is_called_otherwise_from_now_on_is_no_news(people, items, field, word):
    partner, other = OrganisationFactory(), OrganisationFactory()
    if word in ("organisations", "owner"):
        change(items[0], **{word: [partner] if word == "organisations" else partner})
    judge(people.manager_a)
    if word in ("organisations", "owner"):
        merge(other, partner, {}, user=people.coordinator)
    else:
        term, make = {
            "target_groups": (field.group, TargetGroupFactory),
            "form": (field.form, FormFactory),
        }[word]
        merge_terms(term=term, into=make(ref="samengevoegd"), user=people.coordinator)
    due.run()

    assert state() == State.JUDGED
    assert OverlapVerdict.objects.get().changed == []


def test_the_night_keeps_everything_that_was_judged(people, items, field, monkeypatch):
    field(TITLES[2], region=people.region_a)
    due.run()
    judge(people.manager_a)
    for module in (storing, whole):
        monkeypatch.setattr(module, "MOST_PER_ITEM", 0)

    whole.compare_all()
    assert Overlap.objects.filter(state=State.JUDGED).count() == 3


def comparing(monkeypatch, step):
    """What compares everything, and how to let something happen while that waits for its turn."""
    module = {"at night": whole, "in between": due}[step]

    def meanwhile(happens):
        def turn():
            monkeypatch.undo()
            happens()

        monkeypatch.setattr(module, "take_turn", turn)

    return {"at night": whole.compare_all, "in between": due.compare_waiting}[step], meanwhile


@pytest.mark.parametrize("step", ["at night", "in between"])
def test_what_is_said_while_items_wait_to_be_compared_is_not_overruled(
    people, items, monkeypatch, step
):
    judge(people.manager_a)
    items[0].available_until = timezone.localdate() + timedelta(days=90)
    items[0].save()
    indexing.describe_changed()
    compare, meanwhile = comparing(monkeypatch, step)
    meanwhile(lambda: judge(people.manager_a, Verdict.UNRELATED))
    compare()

    assert state() == State.JUDGED
    verdict = OverlapVerdict.objects.get()
    assert (verdict.verdict, verdict.changed) == (Verdict.UNRELATED, [])


@pytest.mark.parametrize("step", ["at night", "in between"])
def test_what_is_taken_back_while_items_wait_to_be_compared_is_asked_again(
    people, items, monkeypatch, step
):
    together = judge(people.manager_a).together
    due.ask_again()
    compare, meanwhile = comparing(monkeypatch, step)
    meanwhile(lambda: take_back_overlap(together, user=people.manager_a))
    compare()

    assert state() == State.OPEN


def test_the_night_compares_again_what_changes_meanwhile_and_forgets_what_went_offline(
    people, items, field, monkeypatch
):
    third = field(TITLES[2], region=people.region_a)
    due.run()
    compare, meanwhile = comparing(monkeypatch, "at night")

    def happens():
        OverlapProfile.objects.filter(item_pk=items[0].pk).update(compared_at=None)
        third.delete()
        indexing.forget_gone()

    meanwhile(happens)
    compare()

    assert Overlap.objects.count() == 1
    waiting = OverlapProfile.objects.filter(compared_at=None)
    assert [row.item_pk for row in waiting] == [items[0].pk]


@pytest.mark.parametrize("step", ["at night", "in between"])
def test_rules_that_are_set_while_items_are_compared_hold_for_all_of_them(
    people, items, field, monkeypatch, step
):
    field(TITLES[2], region=people.region_a, form=FormFactory(ref="zzz"))
    field(TITLES[1], region=people.region_a, form=FormFactory(ref="zzzz"))
    due.run()
    due.ask_again()
    compare, meanwhile = comparing(monkeypatch, step)
    meanwhile(lambda: tune_overlap(OverlapRules(threshold=100), user=people.coordinator))
    compare()
    due.compare_waiting()

    assert not Overlap.objects.exists()


def test_a_verdict_of_which_nothing_is_left_goes_in_the_night_or_with_its_group(
    people, items, field
):
    third = field(TITLES[2], region=people.region_a)
    due.run()
    together = judge(people.manager_a).together
    for item in items:
        item.delete()
    assert take_back_overlap(together, user=people.manager_a) == 2
    assert not OverlapVerdict.objects.exists()

    for title in TITLES[:2]:
        field(title, region=people.region_a)
    due.run()
    judge(people.manager_a)
    third.delete()
    whole.compare_all()
    assert OverlapVerdict.objects.count() == 3
    Offer.objects.all().delete()
    whole.compare_all()
    assert not OverlapVerdict.objects.exists()


def test_coordinators_set_the_weights_and_everything_is_compared_again(people, items):
    assert Overlap.objects.exists()
    changed = tune_overlap(OverlapRules(threshold=100), user=people.coordinator)

    assert changed == ["threshold"]
    assert not Overlap.objects.exists()
    due.run()
    assert not Overlap.objects.exists()
    assert tune_overlap(OverlapRules(threshold=100), user=people.coordinator) == []


def test_a_manager_may_not_set_the_weights_and_weights_of_nothing_are_refused(people, db):
    with pytest.raises(PermissionDenied):
        tune_overlap(OverlapRules(threshold=90), user=people.manager_a)
    with pytest.raises(ValidationError):
        nothing = OverlapRules(people=0, subject=0, place=0, strands=0)
        tune_overlap(nothing, user=people.coordinator)
    assert not OverlapRules.objects.exists()
