"""When two practices turn out to be one, what regions do with it and who follows it go along."""

from datetime import timedelta

from django.utils import timezone
from wagtail.log_actions import registry

from initiatives.adoption.details import details_of
from initiatives.models import Adoption, FitAnswer, Following
from publishing.actions.merge import merge
from publishing.actions.undo_merge import undo
from tests.factories import AdoptionFactory, PracticeFactory


def test_adoptions_and_followers_go_along_and_come_back(people, practice):
    other = PracticeFactory(region=people.region_a)
    AdoptionFactory(practice=practice, region=people.region_a)
    both = AdoptionFactory(practice=other, region=people.region_a)
    moved = AdoptionFactory(practice=other, region=people.region_b)
    now = timezone.now()
    Following.objects.create(practice=practice, email="een@example.org", confirmed_at=now)
    Following.objects.create(practice=other, email="een@example.org", confirmed_at=now)
    Following.objects.create(practice=other, email="twee@example.org", confirmed_at=now)

    made = merge(practice, other, {}, user=people.coordinator)

    assert moved in practice.adoptions.all()
    assert {row.email for row in practice.followings.all()} == {
        "een@example.org",
        "twee@example.org",
    }
    # The kept practice has a row of this region; that of the other stays with it.
    assert list(Adoption.objects.filter(practice=other)) == [both]

    undo(made, user=people.coordinator)

    assert set(Adoption.objects.filter(practice=other)) == {both, moved}
    assert other.followings.count() == 2


def told_by_history(practice):
    rows = registry.get_logs_for_instance(practice).order_by("pk")
    return [row.formatter.format_message(row) for row in rows]


def test_of_two_records_of_a_region_the_further_stays_filled_by_the_other_and_both_come_back(
    people, practice
):
    other = PracticeFactory(region=people.region_a)
    here = AdoptionFactory(
        practice=practice,
        region=people.region_b,
        state=Adoption.State.INTERESTED,
        adaptation="Eerst kijken.",
        contact_name="Programmabureau",
    )
    there = AdoptionFactory(practice=other, region=people.region_b, adaptation="Ook online.")
    there.figures.create(label="Geplaatst", value="12")
    before = {row.pk: (row.state, details_of(row)) for row in (here, there)}
    ways = {row.pk: set(row.steps.all()) for row in (here, there)}

    made = merge(practice, other, {}, user=people.coordinator)

    shown = practice.adoptions.get()
    assert (shown.state, shown.adaptation) == ("running", "Ook online.")
    assert shown.contact_name == "Programmabureau"
    assert [row.value for row in shown.figures.all()] == ["12"]
    assert set(shown.steps.all()) == ways[there.pk]
    assert told_by_history(practice)[-2].endswith("geïnteresseerd; Eerst kijken.")

    undo(made, user=people.coordinator)

    for row in Adoption.objects.all():
        assert (row.state, details_of(row)) == before[row.pk]
        assert set(row.steps.all()) == ways[row.pk]


def test_what_a_region_tells_after_a_merge_goes_on_in_the_record_it_went_on_from(people, practice):
    other = PracticeFactory(region=people.region_a)
    here = AdoptionFactory(practice=practice, region=people.region_b, state="interested")
    there = AdoptionFactory(practice=other, region=people.region_b, results="Twee.")
    made = merge(practice, other, {}, user=people.coordinator)
    Adoption.objects.filter(pk=here.pk).update(results="Drie.")

    undo(made, user=people.coordinator)

    there.refresh_from_db()
    assert (there.practice, there.state, there.results) == (other, "running", "Drie.")


def test_of_two_answers_to_one_condition_the_newer_stays_and_both_come_back(people, practice):
    other = PracticeFactory(region=people.region_a)
    asked = {"region": people.region_b, "condition": "Er is geld"}
    now = timezone.now()
    old = FitAnswer.objects.create(
        practice=practice, **asked, answer="no", note="Te krap.", answered_at=now - timedelta(1)
    )
    new = FitAnswer.objects.create(practice=other, **asked, answer="yes", answered_at=now)

    made = merge(practice, other, {}, user=people.coordinator)

    assert practice.fit_answers.get().answer == "yes"
    assert "Regio B: “Er is geld” ja (was nee, “Te krap.”)" in told_by_history(practice)

    undo(made, user=people.coordinator)

    assert (practice.fit_answers.get(), other.fit_answers.get()) == (old, new)
    assert (practice.fit_answers.get().answer, other.fit_answers.get().answer) == ("no", "yes")
