"""The way of an item that nobody confirms: asked, reminded, marked, offline; each step once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError
from django.db.models.signals import pre_save
from wagtail.models import ModelLogEntry

from initiatives.models import Offer
from organisations.models import Membership
from publishing.actions.confirm import confirm
from publishing.actions.step_down import ARCHIVE_LOG_ACTION
from publishing.confirmation import due, recording
from publishing.confirmation.addressees import addressees_of
from publishing.freshness import Freshness
from publishing.models import FreshnessMail, FreshnessStep
from tests.factories import (
    EventFactory,
    InitiativeFactory,
    MembershipFactory,
    OfferFactory,
    UserFactory,
)
from tests.publishing.confirmation.conftest import START, Clock, person, run_and_read

pytestmark = pytest.mark.django_db


def steps(offer: Offer) -> list[str]:
    rows = FreshnessStep.objects.filter(kind="offer", item_pk=offer.pk)
    return list(rows.order_by("pk").values_list("step", flat=True))


def test_nobody_is_asked_within_the_year(clock: Clock, offer: Offer):
    clock.forward(365)
    assert run_and_read() == []
    assert steps(offer) == []


def test_each_step_comes_on_its_day_and_sends_one_mail(clock: Clock, after_a_year: Offer):
    days_of_mail = []
    first = clock.day
    for _day in range(140):
        if run_and_read():
            days_of_mail.append((clock.day - first).days)
        clock.forward(1)
    assert days_of_mail == [0, 14, 28, 42, 132]
    assert steps(after_a_year) == ["asked", "reminded", "reminded_again", "marked", "archived"]
    after_a_year.refresh_from_db()
    assert not after_a_year.live


def test_readers_are_told_from_the_day_of_marking(clock: Clock, after_a_year: Offer):
    run_and_read()
    clock.forward(41)
    assert after_a_year.freshness == Freshness.DUE
    clock.forward(1)
    assert after_a_year.freshness == Freshness.STALE


def test_a_confirmation_ends_the_way_and_begins_a_new_year(clock: Clock, after_a_year: Offer):
    run_and_read()
    confirm(item=after_a_year, user=UserFactory(is_superuser=True))
    clock.forward(365)
    assert run_and_read() == []
    clock.forward(1)
    assert len(run_and_read()) == 1
    assert steps(after_a_year) == ["asked", "asked"]


def test_the_schedule_is_a_setting(clock: Clock, offer: Offer, settings: Any):
    settings.FRESHNESS_CONFIRM_AFTER_MONTHS = 6
    clock.forward(183)
    assert len(run_and_read()) == 1
    assert offer.freshness == Freshness.DUE


def test_what_nobody_ever_confirmed_counts_from_its_publication(clock: Clock, organisation: Any):
    offer = OfferFactory(owner=organisation, verified_on=None, first_published_at=clock.now())
    clock.forward(365)
    assert run_and_read() == []
    clock.forward(1)
    assert len(run_and_read()) == 1
    assert FreshnessStep.objects.get().since == START
    offer.refresh_from_db()
    assert offer.verified_on is None


def test_drafts_are_not_asked_about(clock: Clock, organisation: Any):
    OfferFactory(owner=organisation, verified_on=START, live=False)
    clock.forward(400)
    assert run_and_read() == []


@pytest.mark.parametrize(("days_ahead", "mails"), [(-2, 0), (2, 1)])
def test_an_event_is_asked_about_only_while_a_date_is_to_come(
    days_ahead: int, mails: int, clock: Clock, organisation: Any
):
    day = clock.day + timedelta(days=366 + days_ahead)
    EventFactory(owner=organisation, start_date=day, verified_on=START)
    clock.forward(366)
    assert len(run_and_read()) == mails


def test_an_event_that_is_over_stays_online(clock: Clock, organisation: Any):
    event = EventFactory(owner=organisation, start_date=date(2027, 3, 20), verified_on=START)
    clock.forward(366)
    assert len(run_and_read()) == 1
    for _month in range(12):
        clock.forward(30)
        assert run_and_read() == []
    event.refresh_from_db()
    assert event.live


# --- Twice, at the same time, after a pause ---------------------------------------------------


def test_running_twice_on_a_day_does_nothing_twice(after_a_year: Offer):
    assert len(run_and_read()) == 1
    assert run_and_read() == []
    assert FreshnessMail.objects.count() == 1


def test_two_processes_that_saw_the_same_step_take_it_once(clock: Clock, after_a_year: Offer):
    [seen_by_one] = due.due_steps(clock.day)
    [seen_by_other] = due.due_steps(clock.day)
    people = addressees_of(after_a_year)
    assert recording.take(seen_by_one, people, clock.day)
    assert not recording.take(seen_by_other, people, clock.day)
    assert FreshnessMail.objects.get().steps.count() == 1


def test_the_database_itself_refuses_a_step_twice(
    clock: Clock, after_a_year: Offer, monkeypatch: pytest.MonkeyPatch
):
    [seen] = due.due_steps(clock.day)
    # As if the other process had not committed yet when this one looked.
    monkeypatch.setattr(recording, "_is_still_due", lambda *args: True)
    people = addressees_of(after_a_year)
    assert recording.take(seen, people, clock.day)
    assert not recording.take(seen, people, clock.day)
    assert steps(after_a_year) == ["asked"]


def test_a_step_is_not_taken_when_the_item_was_confirmed_just_before(
    clock: Clock, after_a_year: Offer
):
    [seen] = due.due_steps(clock.day)
    confirm(item=after_a_year, user=UserFactory(is_superuser=True))
    assert not recording.take(seen, addressees_of(after_a_year), clock.day)
    assert steps(after_a_year) == []


def test_after_years_without_a_timer_the_way_begins_at_its_beginning(
    clock: Clock, after_a_year: Offer
):
    clock.forward(1000)
    run_and_read()
    assert steps(after_a_year) == ["asked"]
    clock.forward(200)
    run_and_read()
    run_and_read()
    assert steps(after_a_year) == ["asked", "reminded"]
    after_a_year.refresh_from_db()
    assert after_a_year.live


def test_an_item_that_cannot_be_saved_does_not_keep_others_waiting(
    clock: Clock, after_a_year: Offer, organisation: Any, monkeypatch: pytest.MonkeyPatch
):
    other = OfferFactory(owner=organisation, verified_on=START)
    take = recording.take

    def refuse_one(step: Any, *args: Any) -> bool:
        if step.item.pk == after_a_year.pk:
            raise ValueError("cannot be saved")
        return take(step, *args)

    monkeypatch.setattr(recording, "take", refuse_one)
    assert len(run_and_read()) == 1
    assert (steps(after_a_year), steps(other)) == ([], ["asked"])


# --- Nothing without somebody being told ------------------------------------------------------


def test_what_nobody_can_be_asked_about_stays_online(clock: Clock):
    initiative = InitiativeFactory(verified_on=START)
    for _half_year in range(6):
        clock.forward(180)
        assert run_and_read() == []
    initiative.refresh_from_db()
    assert initiative.live


def test_a_mail_that_waits_holds_the_next_step(
    clock: Clock, after_a_year: Offer, monkeypatch: pytest.MonkeyPatch
):
    def away(*args: Any) -> None:
        raise OSError("no route to host")

    with monkeypatch.context() as patch:
        patch.setattr("publishing.outgoing._send", away)
        for _week in range(30):
            run_and_read()
            clock.forward(7)
    assert steps(after_a_year) == ["asked"]
    assert len(run_and_read()) == 1


def test_nothing_goes_offline_while_a_new_version_is_under_way(clock: Clock, after_a_year: Offer):
    for days in (0, 14, 14, 14):
        clock.forward(days)
        run_and_read()
    assert steps(after_a_year)[-1] == "marked"
    offer = Offer.objects.get(pk=after_a_year.pk)
    offer.go_live_at = clock.now() + timedelta(days=200)
    offer.save_revision().publish()
    clock.forward(100)
    run_and_read()
    assert Offer.objects.get(pk=offer.pk).live
    assert steps(after_a_year)[-1] == "marked"


def test_going_offline_is_logged_with_its_reason(clock: Clock, after_a_year: Offer):
    for days in (0, 14, 14, 14, 90):
        clock.forward(days)
        run_and_read()
    entry = ModelLogEntry.objects.get(action=ARCHIVE_LOG_ACTION)
    assert (entry.object_id, entry.user) == (str(after_a_year.pk), None)
    assert Offer.objects.filter(pk=after_a_year.pk).exists()


def test_what_a_curator_put_back_gets_another_year(clock: Clock, after_a_year: Offer):
    for days in (0, 14, 14, 14, 90):
        clock.forward(days)
        run_and_read()
    offer = Offer.objects.get(pk=after_a_year.pk)
    offer.latest_revision.publish()
    clock.forward(365)
    assert run_and_read() == []
    clock.forward(1)
    assert len(run_and_read()) == 1
    assert Offer.objects.get(pk=offer.pk).live


# --- No storm ---------------------------------------------------------------------------------


def test_one_mail_a_day_tells_of_all_items(after_a_year: Offer, organisation: Any):
    OfferFactory(title="Cursus breien", owner=organisation, verified_on=START)
    [message] = run_and_read()
    assert "Cursus weven" in message.body
    assert "Cursus breien" in message.body


def test_an_item_that_becomes_due_after_the_mail_of_today_waits_for_tomorrow(
    clock: Clock, after_a_year: Offer, organisation: Any
):
    run_and_read()
    OfferFactory(title="Cursus breien", owner=organisation, verified_on=START)
    assert run_and_read() == []
    clock.forward(1)
    [message] = run_and_read()
    assert "Cursus breien" in message.body
    assert "Cursus weven" not in message.body


def test_very_many_items_are_spread_over_days(
    clock: Clock, after_a_year: Offer, organisation: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(recording, "MOST_IN_ONE_MAIL", 2)
    for number in range(4):
        OfferFactory(title=f"Nog een {number}", owner=organisation, verified_on=START)
    asked = []
    for _day in range(4):
        asked.append([message.body.count("\n* ") for message in run_and_read()])
        clock.forward(1)
    assert sum(sum(day) for day in asked) == 2 * 5, "each once in each language"
    assert all(sum(day) <= 2 * 2 for day in asked)


def test_dry_run_tells_and_does_nothing(after_a_year: Offer, capsys: pytest.CaptureFixture[str]):
    call_command("freshness", "--dry-run")
    told = capsys.readouterr().out
    assert f"offer {after_a_year.pk} Cursus weven: asked" in told
    assert "eigenaar@example.org" not in told
    assert not FreshnessStep.objects.exists()
    assert mail.outbox == []


def test_two_owners_are_asked_and_one_answer_is_enough(
    clock: Clock, after_a_year: Offer, organisation: Any
):
    second = person("tweede@example.org")
    MembershipFactory(organisation=organisation, user=second, role=Membership.Role.OWNER)
    assert len(run_and_read()) == 2
    confirm(item=after_a_year, user=second)
    clock.forward(14)
    assert run_and_read() == []


def test_item_that_cannot_be_stored_keeps_no_other_waiting(
    clock: Clock, organisation: Any, after_a_year: Offer, caplog: pytest.LogCaptureFixture
):
    other = OfferFactory(title="Cursus spinnen", owner=organisation, verified_on=START)

    def fail(instance: FreshnessStep, **kwargs: Any) -> None:
        if instance.item_pk == after_a_year.pk:
            raise OperationalError("disk full")

    pre_save.connect(fail, sender=FreshnessStep)
    try:
        done = recording.record()
    finally:
        pre_save.disconnect(fail, sender=FreshnessStep)

    assert (done.taken, done.failed) == (1, 1)
    assert steps(after_a_year) == []
    assert steps(other) == ["asked"]
    assert f"offer {after_a_year.pk} could not step down" in caplog.text
