"""Recording what a region does with a practice."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from initiatives.adoption.actions.change import change
from initiatives.adoption.actions.correct_step import correct_step
from initiatives.adoption.actions.create_initiative import create_initiative, draft_of
from initiatives.adoption.actions.link_initiative import link_initiative
from initiatives.adoption.actions.move_on import move_on
from initiatives.adoption.actions.start import start
from initiatives.adoption.actions.stop import stop
from initiatives.adoption.actions.take_back import take_back
from initiatives.adoption.deciding import NotPossibleError, Step
from initiatives.adoption.details import Details, Figure
from initiatives.models import Adoption, Initiative
from tests.factories import AdoptionFactory, InitiativeFactory

S = Adoption.State
TODAY = date.today()


@pytest.fixture
def adoption(people: Any, practice: Any) -> Adoption:
    """Region B is preparing it since a month ago."""
    return start(
        practice,
        people.region_b,
        Step(S.PREPARING, TODAY - timedelta(days=30)),
        user=people.manager_b,
    )


def test_a_manager_begins_with_a_practice_of_another_region(people, practice, adoption):
    assert (adoption.practice, adoption.region) == (practice, people.region_b)
    assert adoption.state == S.PREPARING
    assert adoption.confirmed_on == TODAY
    assert [step.recorded_by for step in adoption.steps.all()] == [people.manager_b]


def test_a_region_begins_only_once_with_a_practice(people, practice, adoption):
    with pytest.raises(NotPossibleError):
        start(practice, people.region_b, Step(S.RUNNING), user=people.manager_b)

    assert Adoption.objects.count() == 1


def test_nobody_begins_with_a_practice_that_is_not_online(people, practice):
    practice.live = False
    practice.save()

    with pytest.raises(NotPossibleError):
        start(practice, people.region_b, Step(S.INTERESTED), user=people.manager_b)


def test_a_region_moves_on_and_every_step_is_kept_with_its_day(people, adoption):
    row = move_on(adoption, Step(S.RUNNING, TODAY), user=people.manager_b)

    assert row.state == S.RUNNING
    assert [(s.state, s.day) for s in row.steps.all()] == [
        (S.PREPARING, TODAY - timedelta(days=30)),
        (S.RUNNING, TODAY),
    ]


def test_a_step_may_have_a_day_that_nobody_knows_and_the_next_is_after_those_that_are_known(
    people, adoption
):
    assert move_on(adoption, Step(S.PILOTING), user=people.manager_b).steps.last().day is None
    with pytest.raises(NotPossibleError):
        move_on(adoption, Step(S.RUNNING, TODAY - timedelta(days=31)), user=people.manager_b)


@pytest.mark.parametrize(
    "step",
    [
        Step(S.PREPARING, TODAY),
        Step(S.RUNNING, TODAY + timedelta(days=1)),
        Step(S.RUNNING, TODAY - timedelta(days=31)),
        Step(S.INTERESTED, TODAY),
        Step(S.STOPPED, TODAY, "Te duur."),
    ],
    ids=["the same step", "to come", "before the last step", "back, no reason", "stopping"],
)
def test_a_step_that_cannot_be_is_refused(people, adoption, step):
    with pytest.raises(NotPossibleError):
        move_on(adoption, step, user=people.manager_b)

    assert adoption.steps.count() == 1


def test_going_back_says_why(people, adoption):
    row = move_on(adoption, Step(S.INTERESTED, why="Geen geld."), user=people.manager_b)

    assert (row.state, row.steps.last().why) == (S.INTERESTED, "Geen geld.")


def test_a_region_that_stopped_keeps_what_it_told_and_says_why(people, adoption):
    change(adoption, Details(results="Twaalf gezellen."), user=people.manager_b)
    with pytest.raises(NotPossibleError):
        stop(adoption, Step(S.STOPPED), user=people.manager_b)

    row = stop(adoption, Step(S.STOPPED, why="Te weinig meesters."), user=people.manager_b)

    row.refresh_from_db()
    assert (row.state, row.results) == (S.STOPPED, "Twaalf gezellen.")
    assert row.steps.last().why == "Te weinig meesters."
    assert not row.is_active


def test_a_region_that_stopped_can_begin_again_without_a_reason(people, adoption):
    stop(adoption, Step(S.STOPPED, why="Te duur."), user=people.manager_b)

    assert move_on(adoption, Step(S.INTERESTED), user=people.manager_b).state == S.INTERESTED


def test_what_is_told_is_replaced_with_its_figures_and_confirmed(people, adoption):
    Adoption.objects.update(confirmed_on=None)
    told = Details(adaptation="Ook online.", figures=(Figure("Gezellen", "12"),))
    change(adoption, told, user=people.manager_b)
    change(adoption, replace(told, figures=(Figure("Gezellen", "15"),)), user=people.manager_b)

    adoption.refresh_from_db()
    assert adoption.adaptation == "Ook online."
    assert adoption.confirmed_on == TODAY
    assert [(figure.label, figure.value) for figure in adoption.figures.all()] == [
        ("Gezellen", "15")
    ]


def test_the_last_step_can_be_taken_back_and_the_only_one_takes_all_along(people, adoption):
    first = adoption.steps.get().pk
    move_on(adoption, Step(S.RUNNING), user=people.manager_b)
    second = adoption.steps.last().pk

    with pytest.raises(NotPossibleError):
        take_back(adoption, first, user=people.manager_b)
    assert take_back(adoption, second, user=people.manager_b).state == S.PREPARING
    with pytest.raises(NotPossibleError):
        take_back(adoption, second, user=people.manager_b)
    assert take_back(adoption, first, user=people.manager_b) is None
    assert not Adoption.objects.exists()
    with pytest.raises(NotPossibleError):
        take_back(adoption, first, user=people.manager_b)


def test_taking_a_step_back_leaves_no_confirmation_behind(people):
    row = AdoptionFactory(region=people.region_b, state=S.INTERESTED)
    for step, before in ((Step(S.RUNNING), None), (Step(S.PREPARING), TODAY - timedelta(days=9))):
        Adoption.objects.update(state=S.INTERESTED, confirmed_on=before)
        last = move_on(row, step, user=people.manager_b).steps.last()

        assert take_back(row, last.pk, user=people.manager_b).confirmed_on == before


def test_only_the_last_step_is_corrected(people, adoption):
    with pytest.raises(NotPossibleError):
        correct_step(adoption, Step(S.RUNNING, TODAY), user=people.manager_b)


def test_where_it_runs_it_becomes_a_draft_of_an_initiative_that_stays_linked(people, adoption):
    change(adoption, Details(adaptation="Ook online."), user=people.manager_b)
    move_on(adoption, Step(S.RUNNING), user=people.manager_b)

    draft = create_initiative(adoption, user=people.manager_b)

    draft = Initiative.objects.get(pk=draft.pk)
    assert (draft.live, draft.region) == (False, people.region_b)
    assert (draft.title, draft.title_en) == (
        "Meester-gezel in Regio B",
        "Master and apprentice in Regio B (English)",
    )
    assert draft.summary == adoption.practice.summary
    assert [str(province) for province in draft.provinces.all()] == ["Provincie B"]
    assert [str(group) for group in draft.target_groups.all()] == ["Werkenden"]
    assert not draft.organisations.exists()
    text = str(draft.body)
    for told in ("Nieuwe mensen leren", "Twee aan twee", "Ook online"):
        assert told in text

    revision = draft.latest_revision.as_object()
    revision.title = "Anders genoemd"
    revision.save_revision().publish()
    adoption.refresh_from_db()
    assert (adoption.initiative.pk, adoption.initiative.title) == (draft.pk, "Anders genoemd")


def test_english_readers_get_all_of_it_in_dutch_where_one_text_has_no_english(people, adoption):
    practice = adoption.practice
    practice.problem_en, practice.approach_en = "They learn slowly.", "In pairs."
    adoption.adaptation = "Ook online."
    assert not draft_of(adoption).body_en

    adoption.adaptation_en = "Online too."
    for told in ("They learn slowly.", "In pairs.", "Online too."):
        assert told in str(draft_of(adoption).body_en)


def test_an_initiative_is_made_once_and_only_where_the_practice_runs(people, adoption):
    with pytest.raises(NotPossibleError):
        create_initiative(adoption, user=people.manager_b)
    move_on(adoption, Step(S.RUNNING), user=people.manager_b)
    create_initiative(adoption, user=people.manager_b)
    with pytest.raises(NotPossibleError):
        create_initiative(adoption, user=people.manager_b)

    assert Initiative.objects.count() == 1


def test_an_initiative_that_was_there_before_is_linked(people, adoption):
    own = InitiativeFactory(region=people.region_b)

    assert link_initiative(adoption, own, user=people.manager_b).initiative == own
    assert link_initiative(adoption, None, user=people.manager_b).initiative is None


def test_nobody_says_of_the_initiative_of_another_region_that_it_is_derived(people, adoption):
    with pytest.raises(PermissionDenied):
        link_initiative(adoption, InitiativeFactory(region=people.region_a), user=people.manager_b)


def test_the_history_of_the_practice_tells_who_did_what(people, practice, adoption):
    move_on(adoption, Step(S.RUNNING), user=people.manager_b)

    entries = ModelLogEntry.objects.filter(label=str(practice), user=people.manager_b)
    assert [str(entry.formatter.format_message(entry)) for entry in entries.order_by("pk")] == [
        "Regio B: in voorbereiding",
        "Regio B: nu loopt",
    ]


DOINGS = {
    "move on": lambda row, user: move_on(row, Step(S.RUNNING), user=user),
    "correct": lambda row, user: correct_step(row, Step(S.PREPARING, TODAY), user=user),
    "stop": lambda row, user: stop(row, Step(S.STOPPED, why="Te duur."), user=user),
    "change": lambda row, user: change(row, Details(results="Goed."), user=user),
    "take back": lambda row, user: take_back(row, row.steps.get().pk, user=user),
    "link": lambda row, user: link_initiative(row, None, user=user),
    "make an initiative": lambda row, user: create_initiative(row, user=user),
}


@pytest.mark.parametrize("doing", DOINGS.values(), ids=DOINGS)
@pytest.mark.parametrize("who", ["member", "manager_a"])
def test_only_who_leads_the_region_tells_what_it_does(people, adoption, doing, who):
    with pytest.raises(PermissionDenied):
        doing(adoption, getattr(people, who))

    adoption.refresh_from_db()
    assert (adoption.state, adoption.steps.count(), adoption.results) == (S.PREPARING, 1, "")


@pytest.mark.parametrize("who", ["member", "manager_a"])
def test_only_who_leads_the_region_begins_for_it(people, practice, who):
    with pytest.raises(PermissionDenied):
        start(practice, people.region_b, Step(S.RUNNING), user=getattr(people, who))

    assert not Adoption.objects.exists()


@pytest.mark.parametrize("who", ["coordinator", "administrator"])
def test_who_may_everything_everywhere_tells_it_for_a_region(people, practice, who):
    row = start(practice, people.region_b, Step(S.RUNNING), user=getattr(people, who))

    assert row.state == S.RUNNING


def test_an_adoption_moved_to_another_region_in_hand_is_still_of_its_own(people):
    """Whoever changes the row in hand gains nothing: the stored region decides."""
    row = AdoptionFactory(region=people.region_a)
    row.region = people.region_b

    with pytest.raises(PermissionDenied):
        stop(row, Step(S.STOPPED, why="Te duur."), user=people.manager_b)
