"""Curators edit the synonyms of search, and see at once what it does."""

from typing import Any

import pytest
from django.urls import reverse

from search.models import SynonymSet
from search.synonyms import synonym_groups
from tests.admin.forms import filled_form
from tests.factories import SynonymSetFactory


def address(name: str, *arguments: Any) -> str:
    return reverse(SynonymSet.snippet_viewset.get_url_name(name), args=arguments)


def terms() -> list[tuple[str, ...]]:
    return [group.terms for group in synonym_groups()]


@pytest.mark.parametrize("person", ["coordinator", "administrator"])
def test_new_set_takes_effect_at_once(person: str, people: Any, as_user: Any) -> None:
    browser = as_user(getattr(people, person))
    assert terms() == []
    words = " leraar \n\nleerkracht\nleraar"
    data = filled_form(
        browser, address("add"), term="docent", english="", synonyms=words, active="on"
    )
    assert browser.post(address("add"), data).status_code == 302
    assert terms() == [("docent", "leraar", "leerkracht")]
    assert SynonymSet.objects.get().ref is None


def test_edit_and_deletion_take_effect_at_once(people: Any, as_user: Any) -> None:
    row = SynonymSetFactory(term="docent", english="teacher", synonyms=["leraar"])
    browser = as_user(people.coordinator)
    assert terms() == [("docent", "teacher", "leraar")]
    edit = address("edit", row.pk)
    browser.post(edit, filled_form(browser, edit, synonyms="leerkracht", active="on"))
    assert terms() == [("docent", "teacher", "leerkracht")]
    browser.post(address("delete", row.pk))
    assert terms() == []


def test_set_can_be_switched_off_and_stays(people: Any, as_user: Any) -> None:
    row = SynonymSetFactory()
    browser = as_user(people.coordinator)
    edit = address("edit", row.pk)
    data = filled_form(browser, edit)
    del data["active"]
    browser.post(edit, data)
    assert terms() == []
    assert SynonymSet.objects.filter(pk=row.pk, active=False).exists()


def test_mistake_is_explained_and_nothing_is_saved(people: Any, as_user: Any) -> None:
    browser = as_user(people.coordinator)
    data = filled_form(browser, address("add"), term="docent", english="", synonyms="Docent")
    page = browser.post(address("add"), data)
    assert page.status_code == 200
    assert "“Docent”" in page.content.decode()
    assert not SynonymSet.objects.exists()


@pytest.mark.parametrize("person", ["member", "manager_a"])
def test_others_cannot_change_a_set(person: str, people: Any, as_user: Any) -> None:
    row = SynonymSetFactory(term="docent", english="", synonyms=["leraar"])
    browser = as_user(getattr(people, person))
    data = {"term": "gekaapt", "english": "", "synonyms": "x", "active": "on", "note": ""}
    for url in (address("add"), address("edit", row.pk), address("delete", row.pk)):
        assert browser.post(url, data).status_code in {302, 403}
    assert terms() == [("docent", "leraar")]
    menu = browser.get("/beheer/").content.decode()
    assert address("list") not in menu


def test_menu_leads_the_coordinator_there(people: Any, as_user: Any) -> None:
    assert address("list") in as_user(people.coordinator).get("/beheer/").content.decode()


@pytest.mark.parametrize(
    "question", ["docent", "TEACHER", "carriereswitch", "carrière", "leraar docent", "waarom"]
)
def test_list_finds_a_set_by_any_of_its_words(question: str, people: Any, as_user: Any) -> None:
    SynonymSetFactory(
        term="docent", english="teacher", synonyms=["leraar", "carrièreswitch"], note="Waarom dan?"
    )
    SynonymSetFactory(term="mkb", english="sme", synonyms=["kleinbedrijf"])
    page = as_user(people.coordinator).get(address("list_results"), {"q": question})
    assert "leraar, carrièreswitch" in page.content.decode()
    assert "kleinbedrijf" not in page.content.decode()


@pytest.mark.parametrize("question", ['"', "%", "\\", "' OR 1=1 --", "leraar zorg", "é" * 300])
def test_list_survives_any_question(question: str, people: Any, as_user: Any) -> None:
    SynonymSetFactory(term="docent", english="teacher", synonyms=["leraar"])
    page = as_user(people.coordinator).get(address("list"), {"q": question})
    assert page.status_code == 200
    assert "leraar</" not in page.content.decode()


def test_export_has_the_words_on_one_line(people: Any, as_user: Any) -> None:
    SynonymSetFactory(term="docent", english="teacher", synonyms=["leraar"])
    response = as_user(people.coordinator).get(address("list"), {"export": "csv"})
    text = b"".join(response.streaming_content).decode()
    assert "teacher, leraar" in text
