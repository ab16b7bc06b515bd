"""Two items become one, everything that pointed at the other follows, and undo puts all back."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from events.models import Event, Occurrence, PairVerdict
from initiatives.models import Initiative, InitiativeFact, Offer, Practice
from organisations.models import Membership, Organisation
from portal.launching.workflow import ensure_review_workflow
from publishing.actions.confirm import confirm
from publishing.actions.merge import (
    ABSORBED_LOG_ACTION,
    MERGE_ITEMS_LOG_ACTION,
    merge,
    version_token,
)
from publishing.actions.submit import submit
from publishing.actions.undo_merge import UNDO_MERGE_LOG_ACTION, undo
from publishing.duplicates.describing import describe
from publishing.duplicates.relations import Relation
from publishing.duplicates.verdicts import holds, record_verdict, verdicts_about
from publishing.models import DuplicateVerdict, Merge, Notice
from publishing.notices.composing import compose
from publishing.notices.relevance import is_relevant
from search.models import Outbox
from tests.factories import (
    EventFactory,
    InitiativeFactory,
    MembershipFactory,
    OfferFactory,
    OrganisationFactory,
    PracticeFactory,
    ProvinceFactory,
    TargetGroupFactory,
    UserFactory,
)

MODELS = (Organisation, Initiative, Offer, Practice, Event)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """The tests quote what somebody is told."""
    with translation.override("en"):
        yield


def fresh(item: Any) -> Any:
    return type(item).objects.get(pk=item.pk)


def said(item: Any) -> Any:
    """All that an item says, in its row and in its latest version, and whether it is live."""
    row = fresh(item)
    versions = [row, row.get_latest_revision_as_object()]
    moving = {"updated_at", "latest_revision", "live_revision"}
    texts = [
        {name: value for name, value in version.serializable_data().items() if name not in moving}
        for version in versions
    ]
    return json.loads(json.dumps(texts, cls=_WholeSeconds, sort_keys=True)), row.live


class _WholeSeconds(DjangoJSONEncoder):
    """A version keeps thousandths of a second; without any it has another text than the row."""

    def default(self, o: Any) -> Any:
        return super().default(o.replace(microsecond=0) if isinstance(o, datetime) else o)


def everything() -> list[Any]:
    items = [said(item) for model in MODELS for item in model.objects.order_by("pk")]
    tables = [Membership.objects.order_by("pk").values("pk", "user", "organisation", "role")]
    tables.append(PairVerdict.objects.order_by("pk").values("pk", "first", "second", "verdict"))
    tables.append(InitiativeFact.objects.order_by("pk").values("initiative", "label", "value"))
    tables.append(Occurrence.objects.order_by("pk").values("event", "starts_at"))
    return [items, *[list(table) for table in tables]]


def published(item: Any, user: Any) -> Any:
    item.save_revision(user=user).publish(user=user, skip_permission_checks=True)
    return fresh(item)


def test_the_kept_item_gets_what_was_chosen(people: Any) -> None:
    north, south = ProvinceFactory(), ProvinceFactory()
    kept = OfferFactory(title="Cursus A", summary="Kort.", provinces=[north], website="")
    absorbed = OfferFactory(
        title="Cursus B", summary="Lang.", provinces=[south], website="https://example.org/b"
    )
    merge(kept, absorbed, {"summary": "absorbed"}, user=people.coordinator)
    now = fresh(kept)
    assert (now.title, now.summary) == ("Cursus A", "Lang.")
    assert now.website == "https://example.org/b", "what is empty is taken from the other"
    assert set(now.provinces.all()) == {north, south}
    assert now.live
    assert now.latest_revision == now.live_revision
    assert not fresh(absorbed).live


def test_fields_that_belong_together_come_from_one_side(people: Any) -> None:
    kept = OfferFactory(cost="free")
    absorbed = OfferFactory(cost="paid", cost_amount=12)
    merge(kept, absorbed, {"cost": "absorbed"}, user=people.coordinator)
    assert (fresh(kept).cost, fresh(kept).cost_amount) == ("paid", 12)


def test_a_result_that_is_not_valid_is_refused_and_nothing_changes(people: Any) -> None:
    kept, absorbed = OfferFactory(summary="Goed."), OfferFactory(summary="x" * 301)
    before = everything()
    with pytest.raises(ValidationError):
        merge(kept, absorbed, {"summary": "absorbed"}, user=people.coordinator)
    assert everything() == before
    assert not Merge.objects.exists()


def _organisations(people: Any) -> tuple[Any, Any]:
    """Two organisations, and something of every sort that points at the second."""
    kept = published(OrganisationFactory(title="Techniek Noord", region=people.region_a), None)
    absorbed = OrganisationFactory(title="Technieknoord", region=people.region_a, aliases=["TN"])
    absorbed = published(absorbed, None)
    offer = published(OfferFactory(owner=absorbed, organisations=[absorbed]), None)
    InitiativeFactory(owner=absorbed, organisations=[kept, absorbed])
    PracticeFactory(organisations=[absorbed])
    EventFactory(owner=absorbed)
    draft = fresh(offer)
    draft.title = "Concept"
    draft.save_revision()
    only_draft = published(OfferFactory(), None)
    only_draft.owner = absorbed
    only_draft.save_revision()
    MembershipFactory(organisation=absorbed)
    both = UserFactory()
    MembershipFactory(organisation=kept, user=both)
    MembershipFactory(organisation=absorbed, user=both, role=Membership.Role.OWNER)
    return kept, absorbed


def test_what_pointed_at_an_organisation_follows(people: Any) -> None:
    kept, absorbed = _organisations(people)
    Outbox.objects.all().delete()
    merge(kept, absorbed, {}, user=people.manager_a)
    assert fresh(kept).aliases == ["TN", "Technieknoord"], "it is still found by its old names"
    for model in (Offer, Initiative, Practice, Event):
        assert not model.objects.filter(owner=absorbed).exists()
        assert not model.objects.filter(organisations=absorbed).exists()
    assert [item.pk for item in Initiative.objects.get().organisations.all()] == [kept.pk]
    for offer in Offer.objects.all():
        assert offer.get_latest_revision_as_object().owner_id == kept.pk
    assert not absorbed.memberships.exists()
    assert sorted(kept.memberships.values_list("role", flat=True)) == ["member", "owner"]
    told = set(Outbox.objects.values_list("kind", "item_pk"))
    assert {("organisation", kept.pk), ("organisation", absorbed.pk)} <= told
    assert ("offer", Offer.objects.first().pk) in told


def test_undo_puts_everything_back(people: Any) -> None:
    kept, absorbed = _organisations(people)
    before = everything()
    made = merge(kept, absorbed, {"title": "absorbed"}, user=people.manager_a)
    assert everything() != before
    undo(made, user=people.manager_a)
    assert everything() == before
    with pytest.raises(ValidationError, match="already"):
        undo(made, user=people.manager_a)


def test_undo_of_initiatives_with_figures_drafts_and_each_other(people: Any) -> None:
    kept = InitiativeFactory(title="Een")
    kept.facts = [InitiativeFact(label="Deelnemers", value="10")]
    kept.save()
    kept = published(kept, None)
    absorbed = InitiativeFactory(title="Twee", related_initiatives=[kept])
    absorbed.facts = [InitiativeFact(label="Budget", value="20")]
    absorbed.save()
    absorbed = published(absorbed, None)
    third = InitiativeFactory(title="Drie", related_initiatives=[absorbed])
    OfferFactory(initiative=absorbed)
    PracticeFactory(initiatives=[absorbed, third])
    draft = fresh(kept)
    draft.summary = "Nog niet gepubliceerd."
    draft.save_revision()
    before = everything()
    made = merge(kept, absorbed, {}, user=people.coordinator)
    assert [fact.label for fact in fresh(kept).facts.all()] == ["Deelnemers", "Budget"]
    assert fresh(kept).summary == "Nog niet gepubliceerd.", "the latest version counts"
    assert list(fresh(kept).related_initiatives.all()) == [], "nothing is related to itself"
    assert list(fresh(third).related_initiatives.all()) == [kept]
    undo(made, user=people.coordinator)
    assert everything() == before
    assert fresh(kept).has_unpublished_changes


def test_undo_of_events_with_their_dates_and_verdicts(people: Any) -> None:
    kept, absorbed, third, whole = (EventFactory() for _number in range(4))
    EventFactory(part_of=absorbed)
    first, second = sorted([absorbed.pk, third.pk])
    PairVerdict.objects.create(first_id=first, second_id=second, verdict="joint")
    before = everything()
    made = merge(kept, absorbed, {"start_date": "absorbed"}, user=people.coordinator)
    assert not Occurrence.objects.filter(event=absorbed).exists()
    assert Event.objects.get(part_of__isnull=False).part_of_id == kept.pk
    verdict = PairVerdict.objects.get()
    assert {verdict.first_id, verdict.second_id} == {kept.pk, third.pk}
    undo(made, user=people.coordinator)
    now = everything()
    now[-1] = sorted(now[-1], key=lambda row: row["event"])
    before[-1] = sorted(before[-1], key=lambda row: row["event"])
    assert now == before
    assert fresh(whole).live


def test_verdicts_about_doubles_follow(people: Any) -> None:
    kept, absorbed, third = (OfferFactory(title=title) for title in ("Lassen", "Las", "Bakken"))
    record_verdict(absorbed, third, Relation.DIFFERENT, user=people.coordinator, reason="Anders.")
    before = list(DuplicateVerdict.objects.values())
    made = merge(kept, absorbed, {}, user=people.coordinator)
    verdict = verdicts_about("offer", kept.pk)["offer", third.pk]
    assert holds(verdict, describe(fresh(kept)), describe(third))
    assert not verdicts_about("offer", absorbed.pk)
    undo(made, user=people.coordinator)
    assert list(DuplicateVerdict.objects.values()) == before


def test_reviews_end_and_wait_again_after_undo(people: Any) -> None:
    ensure_review_workflow()
    kept = published(PracticeFactory(title="Oud", region=people.region_a), None)
    absorbed = PracticeFactory(title="Nieuw", region=people.region_a, live=False)
    absorbed.save_revision(user=people.member)
    absorbed.get_workflow().start(absorbed, people.member)
    made = merge(kept, absorbed, {}, user=people.manager_a)
    assert fresh(absorbed).current_workflow_state is None
    notice = Notice.objects.get(name="merged")
    assert (notice.mail.user, notice.context["kept"]) == (people.member, "Oud")
    message = compose(notice.mail)
    assert message is not None
    assert "Nieuw" in message.body
    undo(made, user=people.manager_a)
    assert not is_relevant(notice, people.member), "nobody is told of what was taken back"
    waiting = fresh(absorbed).current_workflow_task_state
    assert waiting.revision == fresh(absorbed).latest_revision
    waiting.task.specific.on_action(waiting, people.manager_a, "approve")
    assert fresh(absorbed).live


def test_what_was_absorbed_is_not_handed_in_again(people: Any) -> None:
    kept = OfferFactory(title="Blijft")
    absorbed = OfferFactory(title="Gaat", owner=people.organisation)
    merge(kept, absorbed, {}, user=people.coordinator)
    with pytest.raises(ValidationError, match="put together with “Blijft”"):
        submit(fresh(absorbed), user=people.member)


def test_two_drafts_stay_a_draft(people: Any) -> None:
    kept, absorbed = OfferFactory(live=False), OfferFactory(live=False, summary="Beter.")
    merge(kept, absorbed, {"summary": "absorbed"}, user=people.coordinator)
    assert not fresh(kept).live
    assert fresh(kept).get_latest_revision_as_object().summary == "Beter."


@pytest.mark.parametrize("who", ["member", "manager_b"])
def test_only_who_may_publish_and_archive_both(people: Any, who: str) -> None:
    one = OfferFactory(region=people.region_a)
    other = OfferFactory(region=people.region_a)
    national = OfferFactory(region=None)
    with pytest.raises(PermissionDenied):
        merge(one, other, {}, user=getattr(people, who))
    with pytest.raises(PermissionDenied):
        merge(one, national, {}, user=people.manager_a)
    made = merge(one, other, {}, user=people.manager_a)
    with pytest.raises(PermissionDenied):
        undo(made, user=getattr(people, who))
    assert Merge.objects.standing().count() == 1


def test_items_that_do_not_go_together(people: Any) -> None:
    offer, practice = OfferFactory(), PracticeFactory()
    for one, other in [(offer, offer), (offer, practice)]:
        with pytest.raises(ValidationError):
            merge(one, other, {}, user=people.coordinator)


def test_an_absorbed_item_is_not_merged_again(people: Any) -> None:
    one, two, three = (OfferFactory() for _number in range(3))
    merge(one, two, {}, user=people.coordinator)
    for kept, absorbed in [(two, one), (three, two), (one, two)]:
        with pytest.raises(ValidationError, match="already"):
            merge(kept, absorbed, {}, user=people.coordinator)


def test_the_second_of_two_managers_is_told(people: Any) -> None:
    kept, absorbed = fresh(OfferFactory()), fresh(OfferFactory())
    seen = (version_token(kept), version_token(absorbed))
    changed = fresh(absorbed)
    changed.summary = "Anders."
    changed.save_revision(user=people.coordinator)
    with pytest.raises(ValidationError, match="while you were looking"):
        merge(kept, absorbed, {}, user=people.coordinator, seen=seen)


def test_undo_keeps_what_was_decided_since(people: Any) -> None:
    kept, absorbed = _organisations(people)
    offer = Offer.objects.filter(owner=absorbed).first()
    made = merge(kept, absorbed, {}, user=people.manager_a)
    other = OrganisationFactory()
    Offer.objects.filter(pk=offer.pk).update(owner=other)
    Event.objects.all().delete()
    newer = fresh(offer)
    newer.title = "Later bedacht"
    newer.save_revision()
    undo(made, user=people.manager_a)
    assert fresh(offer).owner == other
    assert fresh(offer).get_latest_revision_as_object().title == "Later bedacht"


def test_undo_is_refused_where_it_would_lose_an_edit(people: Any) -> None:
    kept, absorbed = OfferFactory(), OfferFactory(title="Weg")
    made = merge(kept, absorbed, {}, user=people.coordinator)
    edited = fresh(kept)
    edited.summary = "Na de samenvoeging geschreven."
    edited.save_revision(user=people.coordinator)
    before = everything()
    with pytest.raises(ValidationError, match="has changed since"):
        undo(made, user=people.coordinator)
    assert everything() == before
    absorbed.delete()
    with pytest.raises(ValidationError, match="deleted"):
        undo(made, user=people.coordinator)


def test_a_term_that_is_gone_is_named(people: Any) -> None:
    group, other = TargetGroupFactory(), TargetGroupFactory()
    kept, absorbed = OfferFactory(target_groups=[group]), OfferFactory(target_groups=[other])
    made = merge(kept, absorbed, {"target_groups": "absorbed"}, user=people.coordinator)
    group.delete()
    with pytest.raises(ValidationError, match="does not exist any more"):
        undo(made, user=people.coordinator)


def test_what_was_made_at_the_start_of_a_second_is_as_it_was_too(people: Any) -> None:
    one, two = OfferFactory(), OfferFactory()
    moment = timezone.now().replace(microsecond=345)
    type(one).objects.update(created_at=moment)
    before = everything()
    undo(merge(fresh(two), fresh(one), {}, user=people.coordinator), user=people.coordinator)
    assert everything() == before


def test_merges_are_taken_back_last_first(people: Any) -> None:
    one, two, three = (OfferFactory(title=title) for title in ("Een", "Twee", "Drie"))
    before = everything()
    first = merge(two, one, {}, user=people.coordinator)
    second = merge(three, two, {}, user=people.coordinator)
    with pytest.raises(ValidationError, match="Take that back first"):
        undo(first, user=people.coordinator)
    undo(second, user=people.coordinator)
    undo(first, user=people.coordinator)
    assert everything() == before


def test_a_confirmation_since_is_kept_by_undo(people: Any) -> None:
    kept, absorbed = OfferFactory(verified_on=None), OfferFactory()
    made = merge(kept, absorbed, {}, user=people.coordinator)
    confirm(item=fresh(kept), user=people.coordinator, today=date(2026, 3, 4))
    undo(made, user=people.coordinator)
    assert fresh(kept).verified_on == date(2026, 3, 4)


def test_the_history_of_both_tells_it(people: Any) -> None:
    kept, absorbed = OfferFactory(title="Een"), OfferFactory(title="Twee")
    undo(merge(kept, absorbed, {}, user=people.coordinator), user=people.coordinator)
    kind = ContentType.objects.get_for_model(Offer)

    def actions(item: Any) -> list[tuple[str, str]]:
        entries = ModelLogEntry.objects.filter(content_type=kind, object_id=str(item.pk))
        return [(entry.action, entry.data["other"]) for entry in entries.order_by("pk")]

    assert actions(kept) == [(MERGE_ITEMS_LOG_ACTION, "Twee"), (UNDO_MERGE_LOG_ACTION, "Twee")]
    assert actions(absorbed) == [(ABSORBED_LOG_ACTION, "Een"), (UNDO_MERGE_LOG_ACTION, "Een")]
