"""Who is told what about a review."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from initiatives.models import Offer
from organisations.models import Organisation
from publishing.actions.approve import approve
from publishing.actions.mark_seen import mark_seen
from publishing.actions.send_back import send_back
from publishing.actions.submit import submit
from publishing.actions.take_down import take_down
from publishing.models import NoticeMail, Submission
from publishing.notices.sending import send_waiting
from tests.factories import OfferFactory
from tests.publishing.review.conftest import change, stored


@pytest.fixture(autouse=True)
def proved_addresses(people: Any) -> None:
    for person in (people.manager_a, people.manager_b, people.coordinator):
        EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)


@pytest.fixture
def next_morning(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sends what waits for the next morning, and gives it."""

    def send() -> list[Any]:
        later = timezone.now().replace(hour=9) + timedelta(days=1)
        with monkeypatch.context() as patch:
            patch.setattr(timezone, "now", lambda: later)
            send_waiting()
        return list(mail.outbox)

    return send


def test_managers_hear_once_a_day_of_everything_new(
    draft: Offer, people: Any, next_morning: Any
) -> None:
    submit(draft, user=people.member)
    other = OfferFactory(
        title="Tweede", live=False, region=people.region_a, owner=people.organisation
    )
    submit(other, user=people.member)
    assert not mail.outbox
    (message,) = next_morning()
    assert message.to == [people.manager_a.email]
    assert "Te beoordelen: Cursus" in message.body
    assert "Te beoordelen: Tweede" in message.body
    assert f"/beheer/beoordelen/offer/{draft.pk}/" in message.body


def test_what_is_national_goes_to_the_coordinators(people: Any, next_morning: Any) -> None:
    offer = OfferFactory(live=False, region=None, owner=people.organisation)
    submit(offer, user=people.member)
    assert [message.to for message in next_morning()] == [[people.coordinator.email]]


def test_nobody_hears_of_what_was_decided_meanwhile(
    draft: Offer, people: Any, next_morning: Any
) -> None:
    submit(draft, user=people.member)
    NoticeMail.objects.all().update(language="nl")
    approve(stored(draft), user=people.manager_a)
    assert [message.to for message in next_morning()] == [[people.member.email]]


def test_author_hears_in_the_morning_that_it_is_live(
    draft: Offer, people: Any, next_morning: Any
) -> None:
    submit(draft, user=people.member)
    approve(stored(draft), user=people.manager_a, remark="Mooi gedaan")
    assert not mail.outbox
    (message,) = next_morning()
    assert message.subject == "Online: Cursus"
    assert "Mooi gedaan" in message.body
    assert people.manager_a.last_name not in message.body
    assert "veranderd" not in message.body


def test_author_hears_that_the_reviewer_changed_something(
    draft: Offer, people: Any, next_morning: Any, as_user: Any
) -> None:
    submit(draft, user=people.member)
    change(draft, people.manager_a, title="Cursus weven").publish(user=people.coordinator)
    (message,) = next_morning()
    assert message.to == [people.member.email]
    assert "veranderd" in message.body


def test_author_hears_at_once_what_must_change(
    draft: Offer, people: Any, django_capture_on_commit_callbacks: Any
) -> None:
    submit(draft, user=people.member)
    with django_capture_on_commit_callbacks(execute=True):
        send_back(
            stored(draft),
            user=people.manager_a,
            remark="Bijna goed",
            field_remarks={"summary": "Voor wie?"},
        )
    (message,) = mail.outbox
    assert message.to == [people.member.email]
    for text in ("Bijna goed", "Samenvatting: Voor wie?", people.region_a.label):
        assert text in message.body
    assert people.manager_a.last_name not in message.body


def test_many_sent_back_in_an_hour_become_one_mail(
    people: Any, django_capture_on_commit_callbacks: Any, next_morning: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(8):
            offer = OfferFactory(
                title=f"Nummer {number}",
                live=False,
                region=people.region_a,
                owner=people.organisation,
            )
            submit(offer, user=people.member)
            send_back(stored(offer), user=people.manager_a, remark="Nee")
    assert len(mail.outbox) == 5
    assert len([m for m in next_morning() if m.to == [people.member.email]]) == 6


def test_what_a_trusted_organisation_published_is_told_to_look_at(
    draft: Offer, people: Any, next_morning: Any
) -> None:
    Organisation.objects.filter(pk=people.organisation.pk).update(trusted=True)
    submit(draft, user=people.member)
    (message,) = next_morning()
    assert message.to == [people.manager_a.email]
    assert message.subject == "Meteen online: Cursus"


def test_what_was_looked_at_is_not_told_any_more(
    draft: Offer, people: Any, next_morning: Any
) -> None:
    Organisation.objects.filter(pk=people.organisation.pk).update(trusted=True)
    submit(draft, user=people.member)
    assert mark_seen(draft, user=people.manager_a, up_to=Submission.objects.get().pk) == 1
    assert next_morning() == []


def test_author_hears_at_once_why_it_went_offline(
    draft: Offer, people: Any, django_capture_on_commit_callbacks: Any
) -> None:
    Organisation.objects.filter(pk=people.organisation.pk).update(trusted=True)
    submit(draft, user=people.member)
    with django_capture_on_commit_callbacks(execute=True):
        take_down(stored(draft), user=people.manager_a, reason="Het adres klopt niet")
    assert not stored(draft).live
    assert not Submission.objects.to_check().exists()
    assert "Het adres klopt niet" in mail.outbox[0].body


def test_nobody_hears_of_what_they_did_themselves(
    people: Any, next_morning: Any, django_capture_on_commit_callbacks: Any
) -> None:
    offer = OfferFactory(live=False, region=people.region_a, title="Van de manager zelf")
    offer.save_revision(user=people.manager_a)
    with django_capture_on_commit_callbacks(execute=True):
        offer.get_workflow() and offer.get_workflow().start(offer, people.manager_a)
        submit(offer, user=people.manager_a)
    assert next_morning() == []
