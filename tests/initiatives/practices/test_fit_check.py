"""A region answers the conditions of a practice; the answers stay, and other regions learn of them."""

from typing import Any

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries
from wagtail.log_actions import registry

from initiatives.fit.form import name_of
from initiatives.fit.matching import conditions_of, points_of
from initiatives.fit.summary import summary_of
from initiatives.models import Adoption, FitAnswer, Practice, PracticeCondition
from publishing.actions.merge import merge
from tests.factories import (
    AdoptionFactory,
    OfferFactory,
    OrganisationFactory,
    OrganisationTypeFactory,
    PracticeFactory,
    ProvinceFactory,
    RegionFactory,
    TargetGroupFactory,
)
from tests.people import People, as_user, people

__all__ = ["as_user", "people"]

pytestmark = pytest.mark.django_db

EMPLOYERS, LESSONS, MONEY = "Vijf werkgevers doen mee", "Er zijn taallessen", "Er is geld"


@pytest.fixture
def practice(people: People) -> Practice:
    """A practice of region A with three conditions."""
    return PracticeFactory(
        title="Baan eerst",
        region=people.region_a,
        target_groups=[TargetGroupFactory()],
        conditions=[
            PracticeCondition(condition=EMPLOYERS, kind="partner"),
            PracticeCondition(condition=LESSONS),
            PracticeCondition(condition=MONEY, kind="money", is_required=False),
        ],
    )


def url(practice: Practice, region: Any = None) -> str:
    address = reverse("practice_fit", args=[practice.pk])
    return f"{address}?region={region.pk}" if region else address


def answers(client: Client, practice: Practice, region: Any, given: dict[str, Any]) -> Any:
    """Fill in the form as it is shown, by the words of the conditions: (answer, note)."""
    page = client.get(url(practice, region))
    form = page.context["form"]
    data = {"seen": form["seen"].value()}
    for words, (answer, note) in given.items():
        data |= {f"answer_{name_of(words)}": answer, f"note_{name_of(words)}": note}
    return client.post(url(practice, region), data)


@pytest.fixture
def manager_b(people: People, as_user: Any) -> Client:
    return as_user(people.manager_b)


def test_a_manager_answers_for_the_own_region_about_a_practice_of_another(
    people: People, manager_b: Client, practice: Practice
):
    given = {EMPLOYERS: ("yes", "Er zijn er zeven."), LESSONS: ("no", ""), MONEY: ("partly", "")}
    assert answers(manager_b, practice, people.region_b, given).status_code == 302
    page = manager_b.get(url(practice))
    summary = page.context["summary"]
    assert (summary.fulfilled, summary.partly, summary.missing) == (1, [MONEY], [LESSONS])
    assert f"1 van 3 vervuld, 1 deels, 1 ontbreekt: {LESSONS}." in page.text
    assert "Er zijn er zeven." in page.text
    row = FitAnswer.objects.get(condition=EMPLOYERS)
    assert (row.region, row.answered_by) == (people.region_b, people.manager_b)


@pytest.mark.parametrize("who", ["manager_a", "member", None])
def test_nobody_answers_for_a_region_of_somebody_else(
    people: People, as_user: Any, practice: Practice, who: str | None
):
    client = as_user(getattr(people, who) if who else None)
    data = {"seen": "0.", f"answer_{name_of(EMPLOYERS)}": "yes"}
    refused = client.post(url(practice, people.region_b), data)
    assert refused.status_code in (302, 403)
    assert not FitAnswer.objects.exists()


def test_curators_of_other_regions_read_the_answers_and_cannot_change_them(
    people: People, as_user: Any, manager_b: Client, practice: Practice
):
    answers(manager_b, practice, people.region_b, {LESSONS: ("no", "Geen docent.")})
    page = as_user(people.manager_a).get(url(practice, people.region_b))
    assert "Geen docent." in page.text
    assert page.context["form"] is None
    assert f'name="answer_{name_of(LESSONS)}"' not in page.text


def test_visitors_see_the_conditions_and_no_answer(
    people: People, manager_b: Client, practice: Practice
):
    answers(manager_b, practice, people.region_b, {LESSONS: ("no", "Geen docent.")})
    page = Client().get(practice.get_absolute_url())
    assert LESSONS in page.text
    assert "Geen docent." not in page.text
    assert url(practice) not in page.text


def test_who_leads_a_region_gets_to_the_check_from_the_page_of_the_practice(
    people: People, as_user: Any, practice: Practice
):
    for person, shown in (
        (people.manager_b, True),
        (people.coordinator, True),
        (people.member, False),
    ):
        page = as_user(person).get(practice.get_absolute_url())
        assert (url(practice) in page.text) == shown


def test_a_coordinator_chooses_a_region_first(people: People, as_user: Any, practice: Practice):
    client = as_user(people.coordinator)
    page = client.get(url(practice))
    assert page.context["region"] is None
    assert answers(client, practice, people.region_b, {LESSONS: ("yes", "")}).status_code == 302
    assert client.get(f"{url(practice)}?region=999999").status_code == 404


# --- What happens to answers ---------------------------------------------------------------------


def test_a_region_that_answered_cannot_be_deleted_by_mistake(practice: Practice):
    region = RegionFactory()
    FitAnswer.objects.create(
        practice=practice,
        condition=MONEY,
        region=region,
        answer=FitAnswer.Answer.YES,
        answered_at=timezone.now(),
    )
    with pytest.raises(ProtectedError):
        region.delete()


def test_answers_outlive_a_new_version_of_the_practice(
    people: People, manager_b: Client, practice: Practice
):
    answers(manager_b, practice, people.region_b, {LESSONS: ("yes", "")})
    practice.pitfalls = "Haast."
    practice.conditions = [
        PracticeCondition(condition=LESSONS),
        PracticeCondition(condition=EMPLOYERS, kind="people"),
    ]
    practice.save_revision().publish()
    points = manager_b.get(url(practice)).context["points"]
    assert [(point.condition.condition, point.asked_again) for point in points.points] == [
        (LESSONS, False),
        (EMPLOYERS, False),
    ]
    assert points.points[0].answer.answer == "yes"


def test_a_condition_in_other_words_is_asked_again_beside_the_old_answer(
    people: People, manager_b: Client, practice: Practice
):
    answers(manager_b, practice, people.region_b, {EMPLOYERS: ("yes", "Er zijn er zeven.")})
    changed = "Tien werkgevers doen mee"
    practice.conditions = [PracticeCondition(condition=changed)]
    practice.save_revision().publish()
    page = manager_b.get(url(practice))
    assert "Opnieuw gevraagd" in page.text
    assert EMPLOYERS in page.text
    assert page.context["summary"].open == 1
    assert not page.context["form"][f"answer_{name_of(changed)}"].value()
    answers(manager_b, practice, people.region_b, {changed: ("no", "Er zijn er zeven.")})
    row = FitAnswer.objects.get()
    assert (row.condition, row.answer) == (changed, "no")


def test_the_old_note_to_a_changed_condition_does_not_hold_up_other_answers(
    people: People, manager_b: Client, practice: Practice
):
    answers(manager_b, practice, people.region_b, {EMPLOYERS: ("yes", "Er zijn er zeven.")})
    changed = "Tien werkgevers doen mee"
    practice.conditions = [
        PracticeCondition(condition=changed),
        PracticeCondition(condition=LESSONS),
    ]
    practice.save_revision().publish()
    given = {changed: ("", "Er zijn er zeven."), LESSONS: ("yes", "")}
    assert answers(manager_b, practice, people.region_b, given).status_code == 302
    assert {row.condition: row.note for row in FitAnswer.objects.all()} == {
        EMPLOYERS: "Er zijn er zeven.",
        LESSONS: "",
    }
    given = {changed: ("", "Nu zijn het er negen.")}
    assert answers(manager_b, practice, people.region_b, given).status_code == 422


def test_an_answer_to_a_condition_that_went_away_is_kept_and_comes_back_with_it(
    people: People, manager_b: Client, practice: Practice
):
    answers(manager_b, practice, people.region_b, {MONEY: ("yes", "Uit het fonds.")})
    practice.conditions = [PracticeCondition(condition=LESSONS)]
    practice.save_revision().publish()
    page = manager_b.get(url(practice))
    assert [row.condition for row in page.context["points"].left_over] == [MONEY]
    assert "Uit het fonds." in page.text
    practice.conditions = [PracticeCondition(condition=f"{MONEY}.")]
    practice.save_revision().publish()
    [point] = manager_b.get(url(practice)).context["points"].points
    assert (point.answer.note, point.asked_again) == ("Uit het fonds.", False)


def test_every_answer_goes_to_the_condition_it_is_most_like():
    conditions = [
        PracticeCondition(pk=1, condition="Vijf scholen in de regio doen mee"),
        PracticeCondition(pk=2, condition="Vijf bedrijven in de regio doen mee"),
    ]
    old = [FitAnswer(condition="Vier bedrijven in de regio doen mee", answer="yes")]
    points = points_of(conditions, old).points
    assert [point.asked_again for point in points] == [False, True]


def test_what_stands_there_twice_is_asked_once(people: People, manager_b: Client):
    twice = [PracticeCondition(condition=LESSONS), PracticeCondition(condition=LESSONS.upper())]
    practice = PracticeFactory(conditions=twice)
    assert len(conditions_of(practice)) == 1
    assert answers(manager_b, practice, people.region_b, {LESSONS: ("yes", "")}).status_code == 302


def test_the_history_of_the_practice_tells_what_the_answer_was_before(
    people: People, manager_b: Client, practice: Practice
):
    for given in ("yes", "no"):
        answers(manager_b, practice, people.region_b, {LESSONS: (given, "")})
    lines = registry.get_logs_for_instance(practice).order_by("pk")
    told = [line.formatter.format_message(line) for line in lines if "fit" in line.action]
    assert told == [
        f"Regio B: “{LESSONS}” ja",
        f"Regio B: “{LESSONS}” nee (was ja)",
    ]


def test_answers_follow_a_practice_that_is_merged_into_another(
    people: People, manager_b: Client, practice: Practice
):
    answers(manager_b, practice, people.region_b, {LESSONS: ("yes", "ROC")})
    kept = PracticeFactory(region=people.region_a)
    merge(kept, practice, {}, user=people.coordinator)
    [point] = [
        point
        for point in manager_b.get(url(kept)).context["points"].points
        if point.condition.condition == LESSONS
    ]
    assert point.answer.note == "ROC"


def test_the_way_back_leads_nowhere_but_on_this_site(manager_b: Client, practice: Practice):
    for back, shown in (("/dekking/gat/?row=1", True), ("https://elders.example/", False)):
        page = manager_b.get(url(practice), {"back": back})
        assert (f'href="{back}"' in page.text) == shown


# --- The form ------------------------------------------------------------------------------------


def test_a_note_without_an_answer_is_asked_back_and_stays_typed(
    people: People, manager_b: Client, practice: Practice
):
    page = answers(manager_b, practice, people.region_b, {LESSONS: ("", "Misschien.")})
    assert page.status_code == 422
    assert "Misschien.</textarea>" in page.text
    assert f'href="#id_answer_{name_of(LESSONS)}"' in page.text
    assert not FitAnswer.objects.exists()


def test_a_note_to_a_condition_that_changed_meanwhile_is_not_lost(
    people: People, manager_b: Client, practice: Practice
):
    page = answers(
        manager_b, practice, people.region_b, {"Een oude voorwaarde": ("no", "Nee, want.")}
    )
    assert page.status_code == 422
    assert "Nee, want." in page.text


def test_two_managers_of_a_region_do_not_write_over_each_other_unseen(
    people: People, manager_b: Client, practice: Practice
):
    shown = manager_b.get(url(practice)).context["form"]["seen"].value()
    answers(manager_b, practice, people.region_b, {LESSONS: ("yes", "")})
    data = {"seen": shown, f"answer_{name_of(LESSONS)}": "no"}
    page = manager_b.post(url(practice), data)
    assert page.status_code == 422
    assert FitAnswer.objects.get().answer == "yes"
    again = data | {"seen": page.context["form"]["seen"].value()}
    assert manager_b.post(url(practice), again).status_code == 302
    assert FitAnswer.objects.get().answer == "no"


def test_saving_what_was_there_already_keeps_its_day_and_name(
    people: People, as_user: Any, manager_b: Client, practice: Practice
):
    answers(manager_b, practice, people.region_b, {LESSONS: ("yes", "")})
    before = FitAnswer.objects.get()
    coordinator = as_user(people.coordinator)
    answers(coordinator, practice, people.region_b, {LESSONS: ("yes", ""), MONEY: ("no", "")})
    after = FitAnswer.objects.get(condition=LESSONS)
    assert (after.answered_by, after.answered_at) == (before.answered_by, before.answered_at)


def test_a_practice_that_is_not_live_or_names_no_conditions(
    people: People, manager_b: Client, practice: Practice
):
    assert "noemt nog geen voorwaarden" in manager_b.get(url(PracticeFactory())).text
    assert manager_b.get(url(PracticeFactory(live=False))).status_code == 404


# --- What stands beside it -----------------------------------------------------------------------


def test_what_is_known_of_the_region_stands_beside_the_questions(
    people: People, manager_b: Client, practice: Practice
):
    province = ProvinceFactory(region=people.region_b, inhabitants=450_000)
    OrganisationFactory.create_batch(
        2, provinces=[province], organisation_type=OrganisationTypeFactory()
    )
    OfferFactory(provinces=[province], target_groups=list(practice.target_groups.all()))
    OfferFactory(provinces=[province], target_groups=[TargetGroupFactory()])
    page = manager_b.get(url(practice))
    assert "450.000 mensen" in page.text
    assert "de regio zelf heeft: 1." in page.text
    partner = page.context["questions"][0]
    assert "2" in partner.hint


def test_regions_that_run_it_come_first_also_when_they_answered_nothing(
    people: People, manager_b: Client, practice: Practice
):
    running = RegionFactory(label="Zuid")
    AdoptionFactory(practice=practice, region=running, state=Adoption.State.RUNNING)
    answers(manager_b, practice, people.region_b, {LESSONS: ("no", "")})
    columns = manager_b.get(url(practice)).context["columns"]
    assert [(column.region, column.runs_it) for column in columns] == [
        (running, True),
        (people.region_b, False),
    ]
    assert not columns[0].summary.is_answered


def test_the_screen_takes_as_many_queries_for_many_regions_as_for_few(
    people: People,
    manager_b: Client,
    practice: Practice,
    django_assert_max_num_queries: DjangoAssertNumQueries,
):
    def asked() -> int:
        with django_assert_max_num_queries(60) as queries:
            manager_b.get(url(practice))
        return len(queries)

    manager_b.get(url(practice))
    few = asked()
    for region in RegionFactory.create_batch(8):
        for words in (EMPLOYERS, LESSONS):
            FitAnswer.objects.create(
                practice=practice, region=region, condition=words, answer="yes",
                answered_at="2026-01-01T12:00Z",
            )  # fmt: skip
    assert asked() == few


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["yes", "yes", "no"], "2 of 3 fulfilled, 1 missing: c2."),
        (["yes", "partly", "unknown"], "1 of 3 fulfilled, 1 partly, 1 not known yet."),
        (["no", "no", None], "0 of 3 fulfilled, 1 not known yet, 2 missing: c0; c1."),
        ([None, None, None], "0 of 3 fulfilled, 3 not known yet."),
    ],
)
def test_the_summary_is_one_plain_sentence(given: list[str | None], sentence: str):
    conditions = [PracticeCondition(pk=n, condition=f"c{n}") for n in range(3)]
    told = [FitAnswer(condition=f"c{n}", answer=a) for n, a in enumerate(given) if a]
    with translation.override("en"):
        assert summary_of(points_of(conditions, told).points).sentence == sentence
