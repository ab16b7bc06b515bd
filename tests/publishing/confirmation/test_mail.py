"""What the mails say, to whom, and that none is lost or sent twice."""

import re
import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from wagtail.users.models import UserProfile

from initiatives.models import Offer
from publishing import outgoing
from publishing.actions.confirm import confirm
from publishing.confirmation import running, sending
from publishing.confirmation.recording import record
from publishing.models import FreshnessMail, FreshnessStep
from publishing.outgoing import in_one_line
from tests.factories import OfferFactory, RegionFactory, RoleAssignmentFactory, UserFactory
from tests.publishing.confirmation.conftest import START, Clock, person, run_and_read

pytestmark = pytest.mark.django_db


def html_of(message: Any) -> str:
    return message.alternatives[0].content


def links_of(message: Any) -> list[str]:
    """The signed links in the plain text, in their order."""
    return re.findall(r"http://testserver(/\S+:\S+/)", message.body)


def test_a_mail_goes_to_one_person_in_dutch_with_english_below(after_a_year: Offer):
    [message] = run_and_read()
    assert message.to == ["eigenaar@example.org"]
    assert (message.cc, message.bcc) == ([], [])
    dutch, english = message.body.split("-" * 60, 1)
    assert "Cursus weven" in dutch
    assert "Weaving course" in english
    assert "Cursus weven" in message.subject
    html = html_of(message)
    assert html.index('<div lang="nl">') < html.index('<div lang="en"')


@pytest.mark.parametrize(
    ("language", "title", "other"),
    [("nl", "Cursus weven", "Weaving course"), ("en", "Weaving course", "Cursus weven")],
)
def test_who_chose_a_language_gets_a_mail_in_it_alone(
    language: str, title: str, other: str, after_a_year: Offer, owner: Any
):
    UserProfile.objects.create(user=owner, preferred_language=language)
    [message] = run_and_read()
    assert title in message.subject
    for text in (message.body, html_of(message)):
        assert title in text
        assert other not in text
    assert f'<html lang="{language}">' in html_of(message)


def test_text_and_html_hold_the_same_links(after_a_year: Offer):
    [message] = run_and_read()
    assert len(links_of(message)) == 2, "one link per language"
    for link in links_of(message):
        assert f'href="http://testserver{link}"' in html_of(message)


def test_the_english_words(after_a_year: Offer, owner: Any):
    UserProfile.objects.create(user=owner, preferred_language="en")
    [message] = run_and_read()
    assert message.subject == "Is this still right? Weaving course (Vlechtwerk)"
    for words in (
        "Last confirmed on 2 March 2026.",
        "If nobody confirms it, readers are told so from 14 April 2027.",
        "Still right:",
        "your organisation keeps these items up to date",
        "Mail info@example.org, and we ask somebody else.",
        "work for 60 days",
    ):
        assert words in message.body
    assert "http://testserver" + after_a_year.path_in("en") in message.body


def test_the_last_mails_say_what_happened_and_what_will(
    clock: Clock, after_a_year: Offer, owner: Any
):
    UserProfile.objects.create(user=owner, preferred_language="en")
    said = []
    for days in (0, 14, 14, 14, 90):
        clock.forward(days)
        [message] = run_and_read()
        said.append(message)
    assert "readers are told so from 14 April 2027" in said[1].body
    assert "readers are told so from 14 April 2027" in said[2].body
    assert "it goes offline on 13 July 2027" in said[3].body
    assert said[4].subject == "Taken offline: Weaving course (Vlechtwerk)"
    assert "Nothing was deleted." in said[4].body
    assert after_a_year.path_in("en") not in said[4].body, "that page is gone"


def test_a_curator_gets_a_link_to_the_form_and_others_the_manager(
    clock: Clock, organisation: Any, owner: Any
):
    region = RegionFactory()
    RoleAssignmentFactory(region=region, user=person("regio@example.org"))
    of_nobody = OfferFactory(region=region, verified_on=START)
    OfferFactory(region=region, verified_on=START, owner=organisation)
    clock.forward(366)
    sent = {message.to[0]: message for message in run_and_read()}
    assert f"/edit/{of_nobody.pk}/" in sent["regio@example.org"].body
    assert "regio@example.org" in sent["eigenaar@example.org"].body
    assert "/beheer/" not in sent["eigenaar@example.org"].body


def test_it_is_marked_as_sent_by_a_machine(after_a_year: Offer):
    [message] = run_and_read()
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.extra_headers["Message-ID"].endswith("@testserver>")


@pytest.mark.parametrize(
    "title",
    ["Titel\r\nBcc: iedereen@example.org", "Titel\n\nmet tekst", "Tab\there \x01\x1b[31m \u2028"],
)
def test_a_title_cannot_add_headers(title: str, clock: Clock, organisation: Any):
    OfferFactory(title=title, owner=organisation, verified_on=START)
    clock.forward(366)
    [message] = run_and_read()
    assert "\n" not in message.subject
    assert "\r" not in message.subject
    sent = message.message()
    assert sent["Bcc"] is None
    assert sent["To"] == "eigenaar@example.org"


def test_a_subject_is_cut_off():
    assert len(in_one_line("weven " * 500)) == 120


def test_markup_in_a_title_stays_text(clock: Clock, organisation: Any):
    OfferFactory(title="<script>x</script>", owner=organisation, verified_on=START)
    clock.forward(366)
    [message] = run_and_read()
    assert "<script>" not in html_of(message)
    assert "<script>x</script>" in message.body


# --- None lost, none twice --------------------------------------------------------------------


def server_away(*args: Any) -> None:
    raise ConnectionRefusedError("the mail server is away")


def test_a_mail_server_that_is_away_loses_nothing(
    clock: Clock, after_a_year: Offer, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        patch.setattr(outgoing, "_send", server_away)
        assert "1 mails waiting for the mail server" in running.run()
        clock.forward(3)
        running.run()
    assert len(run_and_read()) == 1
    assert FreshnessMail.objects.get().day == clock.day
    assert FreshnessStep.objects.get().told == 1


def test_what_waited_and_what_came_since_is_one_mail(
    clock: Clock, after_a_year: Offer, organisation: Any, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        patch.setattr(outgoing, "_send", server_away)
        running.run()
    clock.forward(1)
    OfferFactory(title="Cursus breien", owner=organisation, verified_on=START)
    [message] = run_and_read()
    assert "Cursus weven" in message.body
    assert "Cursus breien" in message.body


def test_a_crash_between_writing_down_and_sending_is_made_good(after_a_year: Offer):
    record()
    # Here the process dies; another one finds the mail.
    assert len(run_and_read()) == 1


def test_a_crash_while_writing_down_leaves_nothing(
    after_a_year: Offer, monkeypatch: pytest.MonkeyPatch
):
    def dies(*args: Any) -> None:
        raise KeyboardInterrupt

    with (
        monkeypatch.context() as patch,
        pytest.raises(KeyboardInterrupt),
        transaction.atomic(),
    ):
        patch.setattr("publishing.confirmation.recording._open_mail", dies)
        record()
    assert not FreshnessStep.objects.exists()
    assert len(run_and_read()) == 1


def test_a_mail_that_another_process_is_sending_is_left_to_it(clock: Clock, after_a_year: Offer):
    record()
    FreshnessMail.objects.update(claimed_at=clock.now())
    assert run_and_read() == []


def test_a_claim_of_a_process_that_died_is_taken_over_with_the_same_id(
    clock: Clock, after_a_year: Offer, monkeypatch: pytest.MonkeyPatch
):
    record()
    mails = FreshnessMail.objects
    mails.update(claimed_at=clock.now() - timedelta(minutes=61))
    [first] = run_and_read()
    mails.update(sent_at=None, claimed_at=clock.now() - timedelta(minutes=61))
    [second] = run_and_read()
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_sending_happens_outside_a_transaction(
    after_a_year: Offer, monkeypatch: pytest.MonkeyPatch
):
    depth_before = len(connection.savepoint_ids)
    depths = []
    monkeypatch.setattr(outgoing, "_send", lambda m: depths.append(len(connection.savepoint_ids)))
    running.run()
    # The test itself is the only transaction around it.
    assert depths == [depth_before]


def test_an_address_that_is_refused_for_good_does_not_stop_others(
    clock: Clock, after_a_year: Offer, monkeypatch: pytest.MonkeyPatch
):
    OfferFactory(contact_email="contact@example.org", verified_on=START)

    def refuse_one(message: Any) -> None:
        if message.to == ["eigenaar@example.org"]:
            raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"no such user")})
        mail.outbox.append(message)

    monkeypatch.setattr(outgoing, "_send", refuse_one)
    told = running.run()
    assert "1 mails sent" in told
    assert "1 mails refused" in told


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (smtplib.SMTPRecipientsRefused({"a@example.org": (450, b"later")}), "1 mails waiting"),
        (ValueError("odd"), "1 mails that could not be made"),
    ],
    ids=["refused for now", "cannot be made"],
)
def test_one_mail_that_does_not_go_keeps_no_others_waiting(
    fault: Exception, told: str, after_a_year: Offer, monkeypatch: pytest.MonkeyPatch
):
    OfferFactory(contact_email="contact@example.org", verified_on=START)

    def fail_one(message: Any) -> None:
        if message.to == ["eigenaar@example.org"]:
            raise fault

    with monkeypatch.context() as patch:
        patch.setattr(outgoing, "_send", fail_one)
        line = running.run()
    assert "1 mails sent" in line
    assert told in line
    FreshnessMail.objects.update(claimed_at=None)
    [message] = run_and_read()
    assert message.to == ["eigenaar@example.org"]


def test_a_step_nobody_could_be_told_of_is_taken_again(
    clock: Clock, after_a_year: Offer, monkeypatch: pytest.MonkeyPatch
):
    def refuse(message: Any) -> None:
        raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"no such user")})

    with monkeypatch.context() as patch:
        patch.setattr(outgoing, "_send", refuse)
        running.run()
    clock.forward(13)
    assert run_and_read() == []
    clock.forward(1)
    assert len(run_and_read()) == 1
    assert FreshnessStep.objects.get().step == "asked"


def test_what_was_confirmed_meanwhile_is_not_asked_about(after_a_year: Offer):
    record()
    confirm(item=after_a_year, user=UserFactory(is_superuser=True))
    assert run_and_read() == []
    assert not FreshnessMail.objects.exists()


def test_who_left_meanwhile_gets_no_mail(after_a_year: Offer, owner: Any):
    record()
    owner.is_active = False
    owner.save()
    assert run_and_read() == []


def test_addresses_are_forgotten_after_a_month(clock: Clock, after_a_year: Offer):
    run_and_read()
    clock.forward(31)
    sending.tidy()
    assert not FreshnessMail.objects.filter(address="eigenaar@example.org").exists()
    assert FreshnessStep.objects.get(step="asked").told == 1
