"""A visitor follows a practice by mail: asks, confirms, and stops."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from initiatives.following.actions import ask as asking
from initiatives.following.actions.stop import stop
from initiatives.following.links import Purpose, path_of
from initiatives.following.sending import run
from initiatives.models import Following
from organisations.contributing.limits import opened_now
from publishing.models import Notice, NoticeMail
from publishing.notices import tell
from publishing.notices.composing import compose


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


def test_who_is_very_quick_reads_what_to_do_and_no_name_of_a_field_that_nobody_sees(
    client, address
):
    page = ask(client, address).text

    assert "<li>Dat ging heel snel." in page
    assert "Opened" not in page


@pytest.mark.usefixtures("no_hurry")
def test_nobody_fills_a_mailbox_through_this_site(client, address):
    statuses = [ask(client, address).status_code for _time in range(4)]

    assert statuses == [200, 200, 200, 429]
    assert Notice.objects.count() == 1, "of one day one mail is enough"


@pytest.mark.usefixtures("no_hurry")
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elders.example"},
        {"Origin": "null"},
    ],
)
def test_another_site_does_not_let_its_visitors_ask_for_mails(client, address, headers):
    given = {"email": "lezer@example.org", "opened": opened_now()}
    assert client.post(address, given, headers=headers).status_code == 403
    assert not Following.objects.exists()

    given["opened"] = opened_now()
    own = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}
    assert client.post(address, given, headers=own).status_code == 200


def test_who_asks_again_on_another_day_has_a_week_from_then_on(practice):
    asking.ask(practice, email="lezer@example.org", language="nl")
    Following.objects.update(created_at=timezone.now() - timedelta(days=8))
    asking.ask(practice, email="lezer@example.org", language="en")

    run()

    assert Following.objects.get().language == "en"
    assert Notice.objects.count() == 2


@pytest.mark.usefixtures("no_hurry")
def test_who_follows_already_is_asked_once_a_day_at_most_too(client, following, address):
    assert [ask(client, address).status_code for _time in range(2)] == [200, 200]
    assert Notice.objects.count() == 1
    following.refresh_from_db()
    assert following.confirmed_at is not None


@pytest.mark.parametrize("way", ["a week went by", "it was stopped"])
def test_a_forgotten_address_is_in_no_mail_that_asked_either(practice, way):
    asking.ask(practice, email="lezer@example.org", language="nl")
    tell("lezer@example.org", "overlap_join", {"url": "/"}, at_once=True)
    asking.ask(practice, email="blijft@example.org", language="nl")
    NoticeMail.objects.update(sent_at=timezone.now())
    row = Following.objects.get(email="lezer@example.org")
    if way == "it was stopped":
        stop(row)
    else:
        Following.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=8))
        run()

    left = Notice.objects.values_list("mail__address", "name")
    assert set(left) == {
        ("lezer@example.org", "overlap_join"),
        ("blijft@example.org", "follow_asked"),
    }
    assert NoticeMail.objects.count() == 2


def test_a_mail_that_waited_is_not_sent_to_who_was_forgotten(practice):
    asking.ask(practice, email="lezer@example.org", language="nl")
    mail_to_ask = NoticeMail.objects.get()
    assert compose(mail_to_ask) is not None
    stop(Following.objects.get())
    assert compose(mail_to_ask) is None


@pytest.mark.usefixtures("no_hurry")
def test_an_address_that_is_too_long_is_refused(client, address):
    long = f"lezer@{'a' * 60}.{'b' * 60}.{'c' * 60}.{'d' * 60}.example.org"
    assert ask(client, address, email=long).status_code == 422


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
