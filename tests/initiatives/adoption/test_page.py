"""What readers see of the regions that use a practice."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from initiatives.models import Adoption, Phase, PracticeResult
from tests.factories import AdoptionFactory, InitiativeFactory

S = Adoption.State


def page_of(client: Any, practice: Any, language: str = "nl") -> str:
    answer = client.get(practice.path_in(language))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_practice_that_nobody_uses_shows_no_map(client, practice):
    practice.provinces.clear()
    practice.save()
    assert "adoption-map" not in page_of(client, practice)


def test_it_shows_where_it_runs_as_a_map_with_letters_and_patterns_and_as_a_table(
    client, people, practice
):
    AdoptionFactory(practice=practice, region=people.region_a, day=date(2025, 3, 1))
    AdoptionFactory(practice=practice, region=people.region_b, state=S.PILOTING)

    page = page_of(client, practice)
    shown = client.get(practice.get_absolute_url()).context["adoptions"]

    assert [(one.state, str(one.code)) for one in shown.regions] == [
        ("Loopt", "Lo"),
        ("Proef loopt", "Pr"),
    ]
    assert [one.count for one in shown.legend] == [1, 1]
    assert page.count('fill="url(#adoption-running)"') >= 1
    assert page.count('fill="url(#adoption-piloting)"') >= 1
    assert '<time datetime="2025-03-01">1 maart 2025</time>' in page


def test_where_the_practice_says_itself_that_it_runs_is_on_the_map_and_in_the_table(
    client, people, practice
):
    practice.provinces.add(*people.region_b.provinces.all())
    practice.phase = Phase.RUNNING
    practice.save()
    AdoptionFactory(practice=practice, region=people.region_b, state=S.STOPPED)

    page = page_of(client, practice)
    shown = client.get(practice.get_absolute_url()).context["adoptions"]

    # What a region told stands before what the practice says of it.
    assert [(str(one.region), one.provinces_in_words) for one in shown.own_places] == [
        ("Regio A", "Provincie A")
    ]
    assert [(str(one.label), one.count) for one in shown.legend] == [
        ("Loopt", 1),
        ("Gestopt", 1),
    ]
    assert "dat zegt de praktijk zelf" in page


@pytest.mark.parametrize("phase", [Phase.IDEA, Phase.PROPOSED, Phase.ENDED])
def test_where_a_practice_does_not_run_is_no_place_on_the_map(client, practice, phase):
    practice.phase = phase
    practice.save()
    assert "adoption-map" not in page_of(client, practice)


def test_a_day_that_nobody_knows_is_called_so_and_the_source_is_named(client, people, practice):
    AdoptionFactory(practice=practice, region=people.region_a, told_by="Het plan van Regio A")

    page = page_of(client, practice)

    assert "datum niet bekend" in page
    assert "Het plan van Regio A" in page


def test_a_document_is_the_source_of_its_own_step_and_not_of_what_the_region_says_itself(
    client, people, practice, as_user
):
    row = AdoptionFactory(practice=practice, region=people.region_a, told_by="Het plan van A")
    row.steps.create(state=S.STOPPED, why="Te duur.", recorded_by=people.manager_a)
    own = as_user(people.manager_a).get(reverse("practice_adopt", args=[practice.pk])).text

    for page in (page_of(client, practice), own):
        by_document, _stopped, _by_region = page.rpartition("Te duur.")
        assert page.count("Het plan van A") == 1
        assert "Het plan van A" in by_document

    row.steps.filter(state=S.RUNNING).update(recorded_by=people.manager_a)
    assert "Het plan van A" not in page_of(client, practice)


def test_it_tells_what_each_region_changed_why_it_stopped_and_whom_to_ask(client, people, practice):
    row = AdoptionFactory(
        practice=practice,
        region=people.region_b,
        state=S.STOPPED,
        adaptation="Ook online.",
        contact_name="Programmabureau",
        contact_email="bureau@regio-b.example",
    )
    row.steps.update(why="Te weinig meesters.", recorded_by=people.manager_b)

    page = page_of(client, practice, "en")

    assert '<span lang="nl">Ook online.</span>' in page
    assert '<span lang="nl">Te weinig meesters.</span>' in page
    assert "bureau@regio-b.example" in page
    assert people.manager_b.last_name not in page


def test_the_way_of_each_region_is_a_table_as_well(client, people, practice):
    row = AdoptionFactory(
        practice=practice,
        region=people.region_b,
        state=S.PREPARING,
        day=date(2024, 9, 1),
        adaptation="Ook online.",
    )
    row.steps.create(state=S.PILOTING, day=date(2025, 3, 1))
    row.steps.create(state=S.STOPPED, why="Te weinig meesters.")

    page = page_of(client, practice, "en")
    table = page.partition('<caption id="adoption-ways">')[2].partition("</table>")[0]
    text = [" ".join(strip_tags(line).split()) for line in table.split("<tr>")[2:]]

    assert text == [
        "Regio B (English) Preparing 1 September 2024 1 March 2025 Ook online.",
        "Piloting 1 March 2025 date not known",
        "Stopped Te weinig meesters. date not known still so",
    ]
    assert '<th scope="rowgroup" rowspan="3">Regio B (English)</th>' in table
    assert '<span class="adoption__why"><span lang="nl">Te weinig meesters.</span></span>' in table


def test_results_stand_side_by_side_under_the_same_words(client, people, practice):
    first = AdoptionFactory(practice=practice, region=people.region_a)
    second = AdoptionFactory(practice=practice, region=people.region_b)
    first.figures.create(label="Gezellen", value="12")
    first.figures.create(label="Bedrijven", value="4")
    second.figures.create(label="gezellen ", value="30")
    PracticeResult.objects.create(practice=practice, label="Gezellen", value="80")
    PracticeResult.objects.create(practice=practice, label="Gezellen", value="96")

    results = client.get(practice.get_absolute_url()).context["adoptions"].results

    assert [str(column) for column in results.columns] == ["None", "Regio A", "Regio B"]
    assert [
        (str(label), [[str(value) for value in told] for told in row])
        for label, row in results.rows
    ] == [
        # The practice has a figure of two sources.
        ("Gezellen", [["80", "96"], ["12"], ["30"]]),
        ("Bedrijven", [[], ["4"], []]),
    ]


def test_an_initiative_says_that_it_is_derived_and_the_practice_names_it(client, people, practice):
    initiative = InitiativeFactory(title="Vakschool", region=people.region_b)
    AdoptionFactory(practice=practice, region=people.region_b, initiative=initiative)

    page = client.get(initiative.get_absolute_url()).content.decode()
    assert "Afgeleid van deze praktijk" in page
    assert practice.get_absolute_url() in page
    assert initiative.get_absolute_url() in page_of(client, practice)

    initiative.live = False
    initiative.save()
    assert initiative.get_absolute_url() not in page_of(client, practice)


def test_only_managers_see_the_way_to_record_what_their_region_does(people, practice, as_user):
    address = reverse("practice_adopt", args=[practice.pk])

    assert f'href="{address}?back=' in page_of(as_user(people.manager_b), practice)
    for somebody in (None, people.member):
        assert address not in page_of(as_user(somebody), practice)


def test_the_page_asks_the_database_as_often_for_many_regions_as_for_one(
    client, people, practice, django_assert_max_num_queries
):
    def ask() -> int:
        with django_assert_max_num_queries(40) as asked:
            page_of(client, practice)
        return len(asked.captured_queries)

    AdoptionFactory(practice=practice, region=people.region_a).figures.create(label="G", value="1")
    ask()
    once = ask()
    for _number in range(5):
        AdoptionFactory(practice=practice).figures.create(label="G", value="1")

    assert ask() == once


def test_the_page_of_a_region_names_the_practices_that_it_uses(people, practice):
    from portal.region_overview import region_overview

    AdoptionFactory(practice=practice, region=people.region_b)
    AdoptionFactory(region=people.region_b, practice__live=False)
    AdoptionFactory(region=people.region_b, state=S.STOPPED)

    shown = region_overview(people.region_b)["adoptions"]

    assert [row.practice for row in shown] == [practice]


@pytest.mark.parametrize(
    ("state", "counts"),
    [(S.INTERESTED, False), (S.PREPARING, True), (S.PILOTING, True), (S.RUNNING, True),
     (S.STOPPED, False)],
)  # fmt: skip
def test_a_practice_is_found_in_the_provinces_of_regions_that_work_on_it(
    people, practice, state, counts
):
    from search.documents import practice_document
    from search.gathering import gather_for_practices
    from search.labels import vocabulary

    AdoptionFactory(practice=practice, region=people.region_b, state=state)
    code = people.region_b.provinces.get().code
    gathered = type(practice).objects.get(pk=practice.pk)
    gather_for_practices([gathered])

    for row in (practice, gathered):
        assert (code in practice_document(row, vocabulary()).facets["province"]) is counts


def test_the_index_hears_of_a_change_of_an_adoption(people, practice):
    from search.models import Outbox

    row = AdoptionFactory(practice=practice, region=people.region_b)
    Outbox.objects.all().delete()

    row.state = S.STOPPED
    row.save()
    assert Outbox.objects.filter(kind="practice", item_pk=practice.pk).exists()
    Outbox.objects.all().delete()

    row.delete()
    assert Outbox.objects.filter(kind="practice", item_pk=practice.pk).exists()
