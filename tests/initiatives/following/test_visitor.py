"""A visitor follows a practice by mail: asks, confirms, and stops."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from initiatives.following.links import Purpose, path_of
from initiatives.following.sending import run
from initiatives.models import Following
from organisations.contributing.limits import opened_now


@pytest.fixture
def address(practice: Any) -> str:
    return reverse("initiatives:practice_follow", args=[practice.pk, practice.slug])


@pytest.fixture
def no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("organisations.contributing.limits.LEAST_SECONDS", -1)


def ask(client: Any, address: str, **given: str) -> Any:
    return client.post(address, {"email": "Lezer@example.org", "opened": opened_now(), **given})


def link_in(message: Any, what: str) -> str:
    found = re.search(rf"https?://[^/\s]+(/\S+/{what}/)", message.body)
    assert found, message.body
    return found.group(1)


def test_the_page_of_a_practice_leads_there_and_gives_visitors_no_cookie(client, practice, address):
    page = client.get(practice.get_absolute_url())

    assert f'href="{address}"' in page.content.decode()
    assert client.get(address).status_code == 200
    assert not client.cookies


@pytest.mark.usefixtures("no_hurry")
def test_an_address_is_told_nothing_until_its_owner_says_so(
    client, practice, address, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = ask(client, address)
    assert answer.status_code == 200
    row = Following.objects.get()
    assert (row.email, row.confirmed_at) == ("lezer@example.org", None)
    (message,) = mail.outbox
    assert message.to == ["lezer@example.org"]
    link = link_in(message, "bevestigen")

    assert client.get(link).status_code == 200
    row.refresh_from_db()
    assert row.confirmed_at is None, "a program that opens every link confirms nothing"

    client.post(link)
    row.refresh_from_db()
    assert row.confirmed_at is not None
    assert not client.cookies


@pytest.mark.usefixtures("no_hurry")
def test_nobody_learns_whether_an_address_follows_already(
    client, following, address, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        first, second = ask(client, address, email="nieuw@example.org"), ask(client, address)

    assert first.content.replace(b"nieuw@example.org", b"") == second.content.replace(
        b"lezer@example.org", b""
    )
    assert Following.objects.count() == 2
    assert [len(message.to) for message in mail.outbox] == [1, 1]


@pytest.mark.usefixtures("no_hurry")
@pytest.mark.parametrize(
    "given",
    [{"email": "geen adres"}, {"leave_empty": "x"}, {"opened": "verzonnen"}],
    ids=["no address", "a field that stays empty", "a form that was not opened"],
)
def test_what_is_not_right_is_told_and_kept(client, address, given):
    answer = ask(client, address, **given)

    assert answer.status_code == 422
    assert given.get("email", "Lezer@example.org") in answer.content.decode()
    assert not Following.objects.exists()


@pytest.mark.usefixtures("no_hurry")
def test_nobody_fills_a_mailbox_through_this_site(client, address):
    statuses = [ask(client, address).status_code for _time in range(4)]

    assert statuses == [200, 200, 200, 429]


def test_an_address_that_nobody_confirmed_is_forgotten_after_a_week(practice, following):
    waiting = Following.objects.create(practice=practice, email="a@example.org")
    old = Following.objects.create(practice=practice, email="b@example.org")
    Following.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=8))

    run()

    assert set(Following.objects.all()) == {waiting, following}


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_link_of_one_purpose_or_made_up_does_nothing_else(client, following, purpose):
    other = Purpose.STOP if purpose is Purpose.CONFIRM else Purpose.CONFIRM
    token = path_of(other, following, "nl").split("/")[-3]

    for wrong in (token, "verzonnen"):
        assert client.post(reverse(purpose.value, args=[wrong])).status_code == 404
    assert Following.objects.filter(pk=following.pk).exists()


def test_the_link_in_a_mail_stops_it_with_a_click_or_from_the_mail_program(client, following):
    link = path_of(Purpose.STOP, following, "nl")
    assert client.get(link).status_code == 200
    assert Following.objects.exists(), "a program that opens every link stops nothing"

    one_click = client.post(
        link, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )

    assert one_click.status_code == 200
    assert not Following.objects.exists()
    assert client.get(link).status_code == 404


def test_a_practice_that_is_not_online_cannot_be_followed(client, practice, address):
    practice.live = False
    practice.save()

    assert client.get(address).status_code == 404
    assert ask(client, address).status_code == 404
