"""Adding a calendar begins with a trial: what would come in, changed until it is right."""

import pytest

from harvest.actions import begin_trial
from harvest.models import Record, Source, TrialDraft
from tests.factories import MembershipFactory, TargetGroupFactory
from tests.harvest.notes_kind import note


def errors_of(answer):
    questions = answer.context["questions"]
    return questions.settings.errors, questions.rules.errors, questions.mappings.errors


def page_of(desk, address):
    return desk.client.get(address).content.decode()


def test_the_address_is_enough_to_see_what_would_come_in(desk):
    page = page_of(desk, desk.tries(note("a", "Digicafé"), note("b", days=-3), "!c", "~d"))
    assert "1 activiteit zou binnenkomen" in page
    assert "Digicafé" in page
    assert "Niet te lezen" in page and "regel 3" in page
    assert "1 is al voorbij" in page
    assert "1 is privé" in page
    assert not Source.objects.exists() and not Record.objects.exists()


def test_trying_again_asks_the_server_nothing(desk):
    address = desk.tries(note("a"))
    desk.client.post(address, desk.answers(address, again="1"))
    desk.client.get(address)
    assert len(desk.server.requests) == 1


def test_what_is_unticked_stays_unticked(desk):
    address = desk.tries(note("a"), note("b"))
    answers = desk.answers(address)
    answer = desk.client.post(address, answers | {"in": answers["in"][1:]})
    assert answer.status_code == 302, errors_of(answer)
    assert "1 activiteit zou binnenkomen" in page_of(desk, address)


def test_a_rule_shows_at_once_what_it_leaves_out(desk):
    address = desk.tries(note("a", "Digicafé"), note("b", "Teamoverleg maandag"))
    answer = desk.client.post(
        address,
        desk.answers(address, **{"rule-0-words": "teamoverleg, intern"}),
        headers={"HX-Request": "true"},
    )
    part = answer.content.decode()
    assert "<html" not in part
    assert "1 activiteit zou binnenkomen" in part
    assert "1 valt weg door uw regels" in part


def test_a_category_of_the_feed_can_stand_for_a_word_of_this_site(desk):
    group = TargetGroupFactory(label="Werkzoekenden")
    address = desk.tries(note("a", categories="Banenmarkt"))
    assert "Banenmarkt" in page_of(desk, address)
    desk.client.post(address, desk.answers(address, **{"map-0-term": f"target_groups:{group.ref}"}))
    assert desk.draft.answers["mappings"] == [
        {"category": "Banenmarkt", "relation": "target_groups", "term": group.ref}
    ]


def test_what_was_sent_before_counts_when_it_is_sent_again(desk):
    group = TargetGroupFactory()
    address = desk.tries(note("a", "Teamoverleg", categories="Intern"), note("b"))
    term = f"target_groups:{group.ref}"
    answers = desk.answers(address, **{"rule-0-words": "teamoverleg", "map-0-term": term})
    for _time in range(2):
        desk.client.post(address, answers, headers={"HX-Request": "true"})
    assert [rule["words"] for rule in desk.draft.answers["rules"]] == ["teamoverleg"]
    assert [one["term"] for one in desk.draft.answers["mappings"]] == [group.ref]


def test_wrong_answers_are_told_and_nothing_typed_is_lost(desk):
    address = desk.tries(note("a"))
    answers = desk.answers(address, name="", **{"rule-0-words": "intern"})
    answer = desk.client.post(address, answers)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "data-error-summary" in page
    assert "intern" in page


def test_an_address_without_an_answer_is_said_without_the_address(desk):
    secret = "geheim-1234567890abcdef"
    answer = desk.client.post(desk.url("add"), {"address": desk.server.url(f"/{secret}")})
    summary = answer.context["form"].errors["address"]
    assert answer.status_code == 422
    assert "404" in summary[0] and secret not in summary[0]
    assert not TrialDraft.objects.exists()


@pytest.mark.parametrize("port", [1, 22])
def test_whether_a_private_port_answers_is_not_told(desk, settings, port):
    settings.HARVEST_ALLOWED_NETWORKS = []
    settings.HARVEST_PORTS = [80, 443, 1, 22, desk.server.port]
    said = {
        tuple(
            desk.client.post(desk.url("add"), {"address": f"http://127.0.0.1:{one}/"})
            .context["form"]
            .errors["address"]
        )
        for one in (port, desk.server.port)
    }
    assert len(said) == 1
    assert not desk.server.requests


def test_the_page_shows_no_token_of_the_address(desk):
    page = page_of(desk, desk.tries(note("a"), path="/private-9f8e7d6c5b4a3f2e1d0c/notes"))
    assert "9f8e7d6c5b4a3f2e1d0c" not in page
    assert "127.0.0.1" in page


def test_neither_address_nor_file_is_asked_for_again(desk):
    answer = desk.client.post(desk.url("add"), {"address": ""})
    assert answer.status_code == 422
    assert "Geef het adres" in answer.content.decode()


def test_whoever_stops_leaves_nothing_behind(desk):
    address = desk.tries(note("a"))
    answer = desk.client.post(address, {"drop": "1"})
    assert answer["Location"] == desk.url("sources")
    assert not TrialDraft.objects.exists() and not Source.objects.exists()


def test_a_trial_is_only_of_who_began_it(desk):
    address = desk.tries(note("a"))
    colleague = MembershipFactory(organisation=desk.organisation).user
    desk.client.force_login(colleague)
    assert desk.client.get(address).status_code == 404
    assert desk.client.post(address, {"accept": "1"}).status_code == 404


def test_somebody_of_another_organisation_finds_nothing(desk):
    address = desk.tries(note("a"))
    desk.client.force_login(MembershipFactory().user)
    for page in (address, desk.url("add"), desk.url("sources")):
        assert desk.client.get(page).status_code == 404
    assert desk.client.post(desk.url("add"), {"address": "https://x.example"}).status_code == 404


def test_nobody_lets_us_ask_other_servers_without_end(desk, monkeypatch):
    monkeypatch.setattr(begin_trial, "MOST_AN_HOUR", 2)
    desk.server.answer("/notes", "END")
    data = {"address": desk.server.url("/notes")}
    codes = [desk.client.post(desk.url("add"), data).status_code for _time in range(3)]
    assert codes == [302, 302, 422]
    assert len(desk.server.requests) == 2


def test_old_trials_are_forgotten(desk):
    from datetime import timedelta

    from django.utils import timezone

    address = desk.tries(note("a"))
    TrialDraft.objects.update(created_at=timezone.now() - begin_trial.KEPT_FOR - timedelta(1))
    assert desk.client.get(address).status_code == 404
    begin_trial.forget_old()
    assert not TrialDraft.objects.exists()
