"""What people may do with a source, and what they may not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from harvest.actions.accept_address import accept_address
from harvest.actions.accept_shrinking import accept_shrinking
from harvest.actions.add import add
from harvest.actions.change import change
from harvest.actions.keep_missing import keep_missing
from harvest.actions.leave_out import leave_out
from harvest.actions.let_in import let_in
from harvest.actions.pause import pause
from harvest.actions.resume import resume
from harvest.actions.run_now import run_now
from harvest.actions.stop import stop
from harvest.actions.withdraw_missing import withdraw_missing
from harvest.deciding import NotPossibleError
from harvest.history import Happened
from harvest.models import Record, Run, Source, SourceRule
from harvest.running import harvest_source
from initiatives.models import Initiative
from organisations.models import Membership
from tests.factories import MembershipFactory, OrganisationFactory, TargetGroupFactory
from tests.harvest.notes_kind import feed, notes, titles

State = Record.State


@pytest.fixture
def ours(people, source, partner_server):
    """An active source of the organisation of `people.member`, in region A, with 3 events."""
    source.organisation, source.region = people.organisation, people.region_a
    source.save()
    partner_server.answer("/notes", feed(*notes(3)))
    harvest_source(source)
    return Source.objects.get()


@pytest.fixture
def owner(people):
    return MembershipFactory(organisation=people.organisation, role=Membership.Role.OWNER).user


def fresh(source: Source) -> Source:
    return Source.objects.get(pk=source.pk)


def happened() -> list[str]:
    rows = ModelLogEntry.objects.filter(action__startswith="harvest.").order_by("pk")
    return [row.action for row in rows]


def record_of(source: Source, key: str = "n1") -> Record:
    return Record.objects.get(source=source, key=key)


def nothing_changes(source: Source) -> tuple:
    return (
        list(Source.objects.values("state", "address", "trust", "may_shrink")),
        list(Record.objects.order_by("pk").values("state", "is_ignored")),
        happened(),
    )


ACTIONS = {
    "change": lambda source, user: change(source, user=user),
    "pause": lambda source, user: pause(source, user=user),
    "resume": lambda source, user: resume(source, user=user),
    "stop": lambda source, user: stop(source, user=user, keeps_events=False),
    "run_now": lambda source, user: run_now(source, user=user),
    "accept_shrinking": lambda source, user: accept_shrinking(source, user=user),
    "accept_address": lambda source, user: accept_address(source, user=user),
    "leave_out": lambda source, user: leave_out(record_of(source), user=user),
    "let_in": lambda source, user: let_in(record_of(source), user=user),
    "withdraw_missing": lambda source, user: withdraw_missing(record_of(source), user=user),
    "keep_missing": lambda source, user: keep_missing(record_of(source), user=user),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_whoever_does_not_look_after_a_source_may_do_nothing_with_it(ours, people, action):
    before = nothing_changes(ours)
    stranger = MembershipFactory().user
    for user in (stranger, people.manager_b):
        with pytest.raises(PermissionDenied):
            ACTIONS[action](ours, user)
    assert nothing_changes(ours) == before


class TestAdding:
    def made(self, people, **fields) -> Source:
        made = Source(
            organisation=people.organisation,
            name="Nieuw",
            kind="notes",
            address="https://partner.example/x",
            **fields,
        )
        made.rules = [SourceRule(verb="exclude", where="title", words="bestuur")]
        made.target_groups = [TargetGroupFactory()]
        return made

    def test_a_member_adds_what_was_tried(self, people, notes_kind):
        added = fresh(add(self.made(people), user=people.member))
        assert (added.state, added.region) == (Source.State.ACTIVE, people.region_a)
        assert added.created_by == people.member
        assert added.rules.count() == added.target_groups.count() == 1
        assert list(Source.objects.due(timezone.now())) == [added]
        assert happened() == [Happened.ADDED]

    def test_an_organisation_has_only_so_many(self, people, monkeypatch):
        monkeypatch.setattr("harvest.actions.add.MOST_OF_ORGANISATION", 1)
        first = add(self.made(people), user=people.member)
        with pytest.raises(NotPossibleError, match="1"):
            add(self.made(people), user=people.member)
        stop(first, user=people.member, keeps_events=True)
        add(self.made(people), user=people.member)

    def test_nobody_adds_one_to_an_organisation_that_is_not_theirs(self, people):
        for user in (MembershipFactory().user, people.manager_b):
            with pytest.raises(PermissionDenied):
                add(self.made(people), user=user)

    def test_a_member_puts_none_under_another_region(self, people):
        added = add(self.made(people, region=people.region_b), user=people.member)
        assert added.region == people.region_a

    def test_trust_is_for_who_may_publish(self, people):
        with pytest.raises(PermissionDenied):
            add(self.made(people, trust="publish"), user=people.member)
        assert add(self.made(people, trust="publish"), user=people.manager_a).pk
        people.organisation.trusted = True
        people.organisation.save()
        trusted = MembershipFactory(organisation=people.organisation).user
        assert add(self.made(people, trust="first"), user=trusted).pk


class TestChanging:
    def test_everything_is_looked_at_anew(self, ours, people, notes_kind):
        notes_kind.keeper.kept.clear()
        ours.rules = [SourceRule(verb="exclude", where="title", words="n3")]
        change(ours, user=people.member)
        counts = harvest_source(ours).counts
        assert counts == {"read": 3, "changed": 2, "left_out": 1, "withdrawn": 1}
        assert happened() == [Happened.CHANGED]

    def test_what_the_runs_keep_is_not_overwritten(self, ours, people):
        Source.objects.update(failures=2, claimed_by="somebody")
        change(ours, user=people.member)
        assert (fresh(ours).failures, fresh(ours).claimed_by) == (2, "somebody")

    def test_nobody_gives_a_source_to_another_organisation(self, ours, people):
        ours.organisation = OrganisationFactory()
        with pytest.raises(PermissionDenied):
            change(ours, user=people.coordinator)

    def test_a_member_moves_it_to_no_other_region(self, ours, people):
        ours.region = people.region_b
        with pytest.raises(PermissionDenied):
            change(ours, user=people.member)

    def test_a_member_gives_it_no_more_trust_but_may_take_it_away(self, ours, people):
        ours.trust = Source.Trust.PUBLISH
        with pytest.raises(PermissionDenied):
            change(ours, user=people.member)
        Source.objects.update(trust=Source.Trust.PUBLISH)
        change(ours, user=people.member)
        ours.trust = Source.Trust.REVIEW
        change(ours, user=people.member)
        assert fresh(ours).trust == Source.Trust.REVIEW

    def test_trust_does_not_go_along_to_another_address(self, ours, people):
        Source.objects.update(trust=Source.Trust.PUBLISH)
        moved = fresh(ours)
        moved.address = "https://elsewhere.example/feed"
        change(moved, user=people.member)
        assert fresh(ours).trust == Source.Trust.REVIEW

    def test_who_may_trust_it_takes_the_trust_along(self, ours, people):
        Source.objects.update(trust=Source.Trust.PUBLISH)
        moved = fresh(ours)
        moved.address = "https://elsewhere.example/feed"
        change(moved, user=people.manager_a)
        assert fresh(ours).trust == Source.Trust.PUBLISH


class TestPausing:
    def test_a_paused_source_is_not_due_until_it_is_resumed(self, ours, people):
        pause(ours, user=people.member)
        Source.objects.update(next_run_at=timezone.now() - timedelta(hours=1))
        assert not Source.objects.due(timezone.now())
        resume(ours, user=people.member)
        # It was read a moment ago, and no server is asked again so soon.
        assert not Source.objects.due(timezone.now())
        assert Source.objects.due(timezone.now() + timedelta(minutes=15))
        assert happened() == [Happened.PAUSED, Happened.RESUMED]

    def test_switched_off_events_stay_if_somebody_wants_that(self, ours, people, notes_kind):
        stop(ours, user=people.member, keeps_events=True)
        assert fresh(ours).state == Source.State.OFF
        assert notes_kind.keeper.retired == []
        assert Initiative.objects.filter(live=True).count() == 3

    def test_switched_off_events_go_offline_if_somebody_wants_that(self, ours, people, monkeypatch):
        monkeypatch.setattr("harvest.withdrawing.SOME", 2)
        Record.objects.filter(key="n1").update(last_end=timezone.now() - timedelta(days=1))
        stop(ours, user=people.member, keeps_events=False)
        assert Initiative.objects.filter(live=True).count() == 1
        assert not fresh(ours).withdraws

    def test_one_that_cannot_go_offline_says_so_and_keeps_no_others_online(
        self, ours, people, notes_kind, monkeypatch, caplog
    ):
        retire = notes_kind.keeper.retire

        def fails_once(record, fate):
            if record.key == "n1":
                raise ZeroDivisionError
            retire(record, fate)

        monkeypatch.setattr(notes_kind.keeper, "retire", fails_once)
        stop(ours, user=people.member, keeps_events=False)
        assert titles(Initiative.objects.filter(live=True)) == ["Bijeenkomst n1"]
        left = Record.objects.get(key="n1")
        assert left.state == Record.State.CURRENT
        assert "met de hand" in left.note
        assert "could not be withdrawn" in caplog.text

    def test_a_source_goes_on_only_when_they_all_are(self, ours, people):
        Source.objects.update(state=Source.State.OFF, withdraws=True)
        with pytest.raises(NotPossibleError):
            resume(ours, user=people.member)


class TestReadingNow:
    def test_is_not_possible_again_within_a_quarter_of_an_hour(self, ours, people):
        with pytest.raises(NotPossibleError):
            run_now(ours, user=people.member)
        Run.objects.update(started_at=timezone.now() - timedelta(minutes=16))
        run = run_now(ours, user=people.member)
        assert (run.outcome, run.started_by) == (Run.Outcome.UNCHANGED, people.member)

    def test_is_not_possible_while_it_rests(self, ours, people):
        pause(ours, user=people.member)
        with pytest.raises(NotPossibleError):
            run_now(ours, user=people.member)


class TestOneRecord:
    def test_left_out_goes_offline_and_does_not_come_back(self, ours, people, partner_server):
        leave_out(record_of(ours), user=people.member)
        assert Initiative.objects.filter(live=True).count() == 2
        partner_server.answer("/notes", feed("#", *notes(3)))
        assert harvest_source(fresh(ours)).counts == {"left_out": 1, "read": 3, "unchanged": 2}

    def test_let_in_comes_back_with_the_next_run(self, ours, people):
        leave_out(record_of(ours), user=people.member)
        let_in(record_of(ours), user=people.member)
        assert harvest_source(fresh(ours)).counts["returned"] == 1
        assert record_of(ours).state == State.CURRENT
        assert Initiative.objects.filter(live=True).count() == 3
        assert happened() == [Happened.LEFT_OUT, Happened.LET_IN]

    def test_missing_ones_are_withdrawn_or_kept(self, ours, people):
        Record.objects.filter(key__in=["n1", "n2"]).update(state=State.MISSING, missing_runs=3)
        assert Record.objects.to_ask_about(timezone.now()).count() == 2
        withdraw_missing(record_of(ours), user=people.manager_a)
        keep_missing(record_of(ours, "n2"), user=people.manager_a)
        assert Record.objects.to_ask_about(timezone.now()).count() == 0
        assert Initiative.objects.filter(live=True).count() == 2
        with pytest.raises(NotPossibleError):
            withdraw_missing(record_of(ours, "n2"), user=people.manager_a)

    def test_what_was_kept_is_not_asked_about_again(self, ours, people, partner_server):
        Record.objects.filter(key="n1").update(state=State.MISSING, missing_runs=3)
        keep_missing(record_of(ours), user=people.member)
        partner_server.answer("/notes", feed(*notes(3)[1:]))
        harvest_source(fresh(ours))
        assert record_of(ours).state == State.KEPT
        partner_server.answer("/notes", feed(*notes(3)))
        assert harvest_source(fresh(ours)).counts["returned"] == 1


class TestDeciding:
    def test_an_owner_or_the_manager_says_that_events_are_gone(self, ours, people, owner):
        for user in (owner, people.manager_a):
            Source.objects.update(state=Source.State.BLOCKED, may_shrink=False)
            accept_shrinking(ours, user=user)
            assert fresh(ours).may_shrink
        assert happened() == [Happened.SHRINKING_ACCEPTED] * 2

    def test_a_member_does_not(self, ours, people):
        Source.objects.update(state=Source.State.BLOCKED)
        with pytest.raises(PermissionDenied):
            accept_shrinking(ours, user=people.member)

    def test_nobody_does_when_there_is_nothing_to_decide(self, ours, owner):
        with pytest.raises(NotPossibleError):
            accept_shrinking(ours, user=owner)

    def test_a_new_address_is_taken_over_without_the_trust(self, ours, people):
        new = "https://elsewhere.example/feed"
        row = fresh(ours)
        row.proposed_address, row.trust = new, Source.Trust.PUBLISH
        row.save()
        accept_address(ours, user=people.member)
        assert (fresh(ours).address, fresh(ours).proposed_address) == (new, "")
        assert fresh(ours).trust == Source.Trust.REVIEW


class TestMovedForGood:
    def redirect(self, partner_server, source, to: str) -> Source:
        headers = {"Location": to}
        partner_server.answer("/old", b"", status=301, headers=headers)
        partner_server.answer("/notes", feed(*notes(3)))
        Source.objects.update(etag="", content_hash="")
        row = fresh(source)
        row.address = partner_server.url("/old")
        row.save()
        harvest_source(row)
        return fresh(source)

    def test_within_one_website_is_followed(self, ours, partner_server):
        moved = self.redirect(partner_server, ours, partner_server.url("/notes"))
        assert moved.address == partner_server.url("/notes")
        assert happened() == [Happened.ADDRESS_FOLLOWED]

    def test_to_another_website_waits_for_a_person(self, ours, partner_server, settings):
        settings.HARVEST_ALLOWED_NETWORKS = ["127.0.0.0/8"]
        elsewhere = partner_server.url("/notes").replace("127.0.0.1", "localhost")
        moved = self.redirect(partner_server, ours, elsewhere)
        assert moved.address == partner_server.url("/old")
        assert moved.proposed_address == elsewhere
