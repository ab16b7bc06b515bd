"""What followers are told: once a day, with a way to stop in every mail."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation

from initiatives.adoption.actions.move_on import move_on
from initiatives.adoption.actions.start import start
from initiatives.adoption.actions.stop import stop
from initiatives.adoption.actions.take_back import take_back
from initiatives.adoption.deciding import Step
from initiatives.following import sending
from initiatives.following.actions.follow import follow
from initiatives.following.links import Purpose, path_of
from initiatives.models import Adoption, Following, FollowMail, Practice, PracticeNews
from tests.factories import PracticeFactory

S = Adoption.State


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the time at which the mails of a day leave: so many days from now, at this hour."""

    def at(days: int, hour: int = 8) -> None:
        now = timezone.localtime() + timedelta(days=days)
        moment = now.replace(hour=hour, minute=0)
        monkeypatch.setattr("initiatives.following.sending.timezone.localtime", lambda: moment)
        monkeypatch.setattr("initiatives.following.sending.timezone.localdate", moment.date)

    return at


@pytest.fixture
def adoption(people: Any, practice: Any) -> Adoption:
    return start(
        practice, people.region_b, Step(S.PREPARING, date(2026, 1, 31)), user=people.manager_b
    )


def test_what_happens_on_a_day_goes_in_one_mail_the_next_morning(
    people, following, adoption, clock
):
    move_on(adoption, Step(S.PILOTING), user=people.manager_b)
    adoption.practice.save_revision().publish()

    clock(1, hour=6)
    sending.run()
    assert mail.outbox == []
    clock(1)
    sending.run()
    sending.run()

    (message,) = mail.outbox
    assert message.to == ["lezer@example.org"]
    assert "Meester-gezel" in message.subject
    for told in (
        "Regio B: in voorbereiding, sinds 31 januari 2026.",
        "Regio B: proef loopt.",
        "De beschrijving van deze praktijk is vernieuwd.",
    ):
        assert told in message.body
    assert people.manager_b.last_name not in str(message.message())


def test_every_mail_can_be_stopped_with_one_click(client, following, adoption, clock):
    clock(1)
    sending.run()

    (message,) = mail.outbox
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert link.startswith("http")
    assert link in message.body

    assert client.post("/" + link.split("/", 3)[3]).status_code == 200
    assert not Following.objects.exists()
    assert not FollowMail.objects.exists()


def test_nobody_is_told_what_happened_before_they_followed_or_before_they_confirmed(
    people, practice, adoption, clock
):
    Following.objects.create(practice=practice, email="later@example.org")
    follow(practice, user=people.member, language="nl")

    clock(1)
    sending.run()

    assert mail.outbox == []


def test_a_step_that_was_taken_back_is_not_told(people, following, adoption, clock):
    take_back(adoption, adoption.steps.get().pk, user=people.manager_b)

    clock(1)
    sending.run()

    assert mail.outbox == []
    assert not PracticeNews.objects.exists()


def test_the_same_text_mended_three_times_is_one_piece_of_news(following, practice, clock):
    for _time in range(3):
        practice.save_revision().publish()

    assert PracticeNews.objects.count() == 1


@pytest.mark.django_db
def test_a_practice_that_is_online_for_the_first_time_was_not_renewed():
    practice = PracticeFactory(live=False)

    practice.save_revision().publish()
    assert not PracticeNews.objects.exists()
    Practice.objects.get().save_revision().publish()
    assert PracticeNews.objects.count() == 1


def test_the_mail_and_the_feed_say_why_a_region_stopped(client, people, following, adoption, clock):
    stop(
        adoption,
        Step(S.STOPPED, date(2026, 6, 2), why="Te weinig\nmeesters."),
        user=people.manager_b,
    )

    clock(1)
    sending.run()

    assert "gestopt, sinds 2 juni 2026. Waarom: Te weinig meesters." in mail.outbox[0].body
    practice = adoption.practice
    with translation.override("en"):
        feed = client.get(
            reverse("initiatives:practice_news", args=[practice.pk, practice.localised_slug()])
        )
    assert "stopped, since 2 June 2026. Why: Te weinig meesters." in feed.text


def test_who_follows_with_an_account_is_not_told_that_an_address_is_forgotten(
    client, people, practice
):
    row = follow(practice, user=people.member, language="nl")

    page = client.post(path_of(Purpose.STOP, row, "nl")).text

    assert "Uw account blijft zoals het is." in page
    assert "vergeten" not in page


def test_somebody_with_an_account_is_written_to_at_its_address_in_their_language(
    people, practice, clock
):
    follow(practice, user=people.member, language="en")
    people.member.email = "verhuisd@example.org"
    people.member.save()
    start(practice, people.region_b, Step(S.RUNNING), user=people.manager_b)

    clock(1)
    sending.run()

    (message,) = mail.outbox
    assert message.to == ["verhuisd@example.org"]
    assert "Master and apprentice" in message.subject
    assert "running" in message.body


def test_nothing_is_told_of_a_practice_that_went_offline(following, adoption, clock):
    adoption.practice.live = False
    adoption.practice.save()

    clock(1)
    sending.run()

    assert mail.outbox == []


def test_sent_addresses_are_forgotten_after_a_month(following, adoption, clock):
    clock(1)
    sending.run()
    FollowMail.objects.update(sent_at=timezone.now() - timedelta(days=31))

    sending.run()

    assert not FollowMail.objects.exists()


def test_the_feed_tells_the_same_without_an_address_and_stays_the_same(
    client, people, practice, adoption
):
    address = reverse("initiatives:practice_news", args=[practice.pk, practice.slug])

    answer = client.get(address)

    assert answer["Content-Type"].startswith("application/atom+xml")
    assert "Regio B: in voorbereiding, sinds 31 januari 2026." in answer.content.decode()
    assert people.manager_b.last_name not in answer.content.decode()
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert f'href="{address}"' in client.get(practice.path_in("nl")).content.decode()
    practice.live = False
    practice.save()
    assert client.get(address).status_code == 404


def test_it_is_due_with_everything_else_that_is(db):
    from portal.management.commands.run_due import STEPS

    assert sending.run in [step for _name, step in STEPS]
