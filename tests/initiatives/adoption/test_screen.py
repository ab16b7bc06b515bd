"""The screen in the admin on which a manager tells what the region does with a practice."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from initiatives.adoption import screen
from initiatives.adoption.actions.stop import stop
from initiatives.adoption.deciding import Happened, Step
from initiatives.models import Adoption, Initiative
from tests.factories import AdoptionFactory, InitiativeFactory, RoleAssignmentFactory

S = Adoption.State


@pytest.fixture
def address(practice: Any) -> str:
    return reverse("practice_adopt", args=[practice.pk])


def answers(**given: Any) -> dict[str, Any]:
    return {"state": S.PREPARING, "day": "", "why": "", **given}


def test_a_manager_tells_it_and_goes_back_where_the_address_says(
    people, as_user, practice, address
):
    client = as_user(people.manager_b)
    assert client.get(address).status_code == 200

    answer = client.post(
        f"{address}?back=/beheer/toepassingen/",
        answers(
            day="2026-01-31",
            adaptation="Ook online.",
            contact_name="Programmabureau",
            figure_0_label="Gezellen",
            figure_0_value="12",
        ),
    )

    assert answer.status_code == 302
    assert answer["Location"] == "/beheer/toepassingen/"
    row = Adoption.objects.get()
    assert (row.practice, row.region, row.state) == (practice, people.region_b, S.PREPARING)
    assert (row.adaptation, row.contact_name) == ("Ook online.", "Programmabureau")
    assert str(row.steps.get().day) == "2026-01-31"
    assert str(row.figures.get()) == "Gezellen: 12"


def test_it_does_not_send_people_to_other_sites(people, as_user, address):
    answer = as_user(people.manager_b).post(f"{address}?back=https://elders.example/", answers())

    assert answer["Location"].startswith(address)


def test_what_was_typed_stays_when_something_is_wrong(people, as_user, practice, address):
    AdoptionFactory(practice=practice, region=people.region_b)
    client = as_user(people.manager_b)
    seen = client.get(address).context["form"].version

    answer = client.post(address, answers(state=S.STOPPED, adaptation="Ook online.", seen=seen))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ook online." in page
    assert 'href="#id_why"' in page
    assert Adoption.objects.get().state == S.RUNNING


def test_a_figure_without_words_is_asked_about(people, as_user, address):
    answer = as_user(people.manager_b).post(address, answers(figure_0_value="12"))

    assert answer.status_code == 422
    assert 'href="#id_figure_0_label"' in answer.content.decode()
    assert not Adoption.objects.exists()


def test_who_saves_second_sees_what_the_first_wrote_and_then_decides(
    people, as_user, practice, address
):
    AdoptionFactory(practice=practice, region=people.region_b)
    client = as_user(people.manager_b)
    seen = client.get(address).context["form"].version
    first = {"figure_0_label": "Gezellen", "figure_0_value": "12", "contact_name": "Bureau"}
    client.post(address, answers(state=S.RUNNING, results="Van de eerste.", seen=seen, **first))

    second = answers(state=S.RUNNING, results="Van de tweede.", contact_name="Bureau", seen=seen)
    page = client.post(address, second)

    assert page.status_code == 422
    assert Adoption.objects.get().results == "Van de eerste."
    assert "Van de tweede.</textarea>" in page.text
    form = page.context["form"]
    shown = [*form.asked_texts, *form.asked_figures, form.asked_state, form.asked_derived]
    told = [asked.stored for asked in shown if asked.stored is not None]
    assert told == ["Van de eerste.", "Gezellen: 12"]
    assert all(words in page.text for words in told)
    again = second | {"seen": form["seen"].value()}
    assert client.post(address, again).status_code == 302
    assert Adoption.objects.get().results == "Van de tweede."


def test_who_presses_the_button_twice_has_saved_once(people, as_user, practice, address):
    client = as_user(people.manager_b)
    told = answers(day="2026-01-31", results="Goed.", figure_1_label="Uren", figure_1_value="8")

    assert [client.post(address, told).status_code for _time in range(2)] == [302, 302]

    assert [row.results for row in Adoption.objects.all()] == ["Goed."]
    refused = client.post(address, told | {"results": "Beter."})
    assert refused.status_code == 422
    assert Adoption.objects.get().results == "Goed."


@pytest.mark.parametrize("begun", [False, True])
def test_two_who_save_at_the_same_moment_do_not_lose_what_one_wrote(
    people, as_user, practice, address, monkeypatch, begun
):
    """The other one is done between the check of the form and the lock of the row."""
    if begun:
        AdoptionFactory(practice=practice, region=people.region_b)
    client, other = as_user(people.manager_b), as_user(people.manager_b)
    seen = client.get(address).context["form"].version
    save = screen.saving.save

    def save_after_the_other(form: Any, *, user: Any) -> Any:
        monkeypatch.setattr(screen.saving, "save", save)
        other.post(address, answers(state=S.RUNNING, results="Van de ander.", seen=seen))
        return save(form, user=user)

    monkeypatch.setattr(screen.saving, "save", save_after_the_other)
    page = client.post(address, answers(state=S.RUNNING, results="Van mij.", seen=seen))

    assert page.status_code == 422
    assert "Van de ander." in page.text
    assert "Van mij.</textarea>" in page.text
    assert Adoption.objects.get().results == "Van de ander."


def test_a_figure_is_kept_when_another_region_clears_its_own_meanwhile(
    people, as_user, practice, address
):
    elsewhere = AdoptionFactory(practice=practice, region=people.region_a)
    for label in ("Gezellen", "Uren", "Meesters"):
        elsewhere.figures.create(label=label, value="12")
    client = as_user(people.manager_b)
    client.get(address)
    elsewhere.figures.all().delete()

    client.post(address, answers(figure_4_label="Bedrijven", figure_4_value="7"))

    assert str(Adoption.objects.get(region=people.region_b).figures.get()) == "Bedrijven: 7"


def test_the_words_of_other_regions_for_results_are_ready_to_use(
    people, as_user, practice, address
):
    row = AdoptionFactory(practice=practice, region=people.region_a)
    row.figures.create(label="Gezellen", value="12")

    assert 'value="Gezellen"' in as_user(people.manager_b).get(address).content.decode()


def test_a_step_of_which_a_document_tells_gets_its_day_and_the_day_can_be_corrected(
    people, as_user, practice, address
):
    row = AdoptionFactory(practice=practice, region=people.region_b, told_by="Het plan")
    client = as_user(people.manager_b)
    days = []
    for given in ({"day": "2025-03-01"}, {"day": "2025-04-01", "why": "Er is geld."}, {}):
        seen = client.get(address).context["form"].version
        answer = client.post(address, answers(state=S.RUNNING, seen=seen, **given))
        assert answer.status_code == 302
        days.append(str(row.steps.get().day))

    assert days == ["2025-03-01", "2025-04-01", "2025-04-01"]
    assert (row.steps.get().why, row.steps.get().recorded_by) == ("Er is geld.", people.manager_b)
    history = ModelLogEntry.objects.filter(action=Happened.CORRECTED)
    assert [str(line.formatter.format_message(line)) for line in history] == [
        "Regio B: datum of reden van “loopt” gewijzigd"
    ] * 2


@pytest.mark.parametrize("day", ["2024-12-31", "0001-01-01", "2999-01-01"])
def test_the_day_of_a_step_is_not_corrected_to_one_that_cannot_be(
    people, as_user, practice, address, day
):
    row = AdoptionFactory(practice=practice, region=people.region_b, day=date(2025, 1, 1))
    for state in (S.PREPARING, S.RUNNING):
        row.steps.create(state=state)
    client = as_user(people.manager_b)
    seen = client.get(address).context["form"].version

    page = client.post(address, answers(state=S.RUNNING, day=day, seen=seen))

    assert page.status_code == 422
    assert 'href="#id_day"' in page.text
    assert row.steps.last().day is None


def test_the_same_words_stand_at_one_figure_only(people, as_user, address):
    twice = {f"figure_{number}_label": label for number, label in enumerate(["Uren", " uren"])}
    page = as_user(people.manager_b).post(
        address, answers(figure_0_value="8", figure_1_value="9", **twice)
    )

    assert page.status_code == 422
    assert 'href="#id_figure_1_label"' in page.text


def test_who_leads_several_regions_chooses_one(people, as_user, address):
    RoleAssignmentFactory(user=people.manager_b, region=people.region_a)
    client = as_user(people.manager_b)

    assert client.get(address).context["form"] is None
    chosen = client.get(f"{address}?region={people.region_a.pk}")
    assert chosen.context["region"] == people.region_a


def test_the_last_step_can_be_taken_back(people, as_user, practice, address):
    row = AdoptionFactory(practice=practice, region=people.region_b)
    [step] = row.steps.all()
    client = as_user(people.manager_b)
    assert f'name="take_back" value="{step.pk}"' in client.get(address).content.decode()

    for unsure in ({"take_back": step.pk}, {"take_back": "x", "sure": "1"}):
        client.post(address, unsure)
        assert Adoption.objects.exists()
    client.post(address, {"take_back": step.pk, "sure": "1"})

    assert not Adoption.objects.exists()


def test_who_presses_twice_takes_back_one_step(people, as_user, practice, address):
    row = AdoptionFactory(practice=practice, region=people.region_b)
    stop(row, Step(S.STOPPED, why="Te duur."), user=people.manager_b)
    client, last = as_user(people.manager_b), row.steps.last().pk

    for _time in range(2):
        client.post(address, {"take_back": last, "sure": "1"})

    assert Adoption.objects.get().state == S.RUNNING


def test_an_initiative_is_made_of_it_and_opens_in_its_form(people, as_user, practice, address):
    AdoptionFactory(practice=practice, region=people.region_b)

    answer = as_user(people.manager_b).post(address, {"create_initiative": "1"}, follow=True)

    assert answer.status_code == 200
    assert answer.request["PATH_INFO"].endswith(f"/edit/{Initiative.objects.get().pk}/")


def test_an_initiative_of_the_own_region_is_linked_by_its_title(people, as_user, practice, address):
    AdoptionFactory(practice=practice, region=people.region_b)
    own = InitiativeFactory(title="Vakschool", region=people.region_b)
    InitiativeFactory(title="Van A", region=people.region_a)
    client = as_user(people.manager_b)
    seen = client.get(address).context["form"].version

    refused = client.post(address, answers(state=S.RUNNING, derived="Van A", seen=seen))
    assert refused.status_code == 422

    client.post(address, answers(state=S.RUNNING, derived="vakschool", seen=seen))
    assert Adoption.objects.get().initiative == own


def test_nobody_opens_it_for_a_region_of_somebody_else(people, as_user, address):
    of_a = f"{address}?region={people.region_a.pk}"
    for answer in (
        as_user(people.manager_b).get(of_a, follow=True),
        as_user(people.manager_b).post(of_a, answers(), follow=True),
        as_user(people.member).post(address, answers(), follow=True),
        as_user(None).post(address, answers(), follow=True),
    ):
        assert "form" not in answer.context or "seen" not in answer.context["form"].fields
    assert not Adoption.objects.exists()


def test_the_list_shows_the_own_region_first_and_others_without_a_way_to_change(
    people, as_user, practice
):
    made = InitiativeFactory(title="Leerwerkplek A", region=people.region_a)
    AdoptionFactory(practice=practice, region=people.region_a, initiative=made)
    own = AdoptionFactory(region=people.region_b)
    AdoptionFactory(region=people.region_b, practice__live=False)
    client = as_user(people.manager_b)

    lines = client.get(reverse("adoptions")).context["lines"]
    assert [line["adoption"] for line in lines] == [own]
    assert lines[0]["url"]
    others = client.get(reverse("adoptions"), {"region": people.region_a.ref}).context["lines"]
    assert [line["url"] for line in others] == [""]
    assert [line["initiative"].text for line in others] == ["Leerwerkplek A"]
    Initiative.objects.update(live=False)
    asked = {"region": people.region_a.ref}
    for who, told in ((people.manager_b, "None"), (people.manager_a, "Leerwerkplek A")):
        lines = as_user(who).get(reverse("adoptions"), asked).context["lines"]
        assert [str(line["initiative"]) for line in lines] == [told]
    stopped = client.get(reverse("adoptions"), {"region": "all", "state": "stopped"})
    assert stopped.context["lines"] == []


def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    people, as_user, django_assert_max_num_queries
):
    for _number in range(8):
        AdoptionFactory(region=people.region_b)
    client = as_user(people.manager_b)
    client.get(reverse("adoptions"))

    with django_assert_max_num_queries(18):
        client.get(reverse("adoptions"))
