"""A practice says what a region needs to decide, wherever it is read or written."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation

from initiatives.decision import cost_in_words
from initiatives.models import (
    Licence,
    Practice,
    PracticeCondition,
    PracticeMaterial,
    PracticeResult,
    Strength,
)
from initiatives.practice_lines import PARTS, LineError
from publishing.actions.merge import merge
from publishing.comparing.changes import compare
from search.documents import practice_document
from search.labels import vocabulary
from tests.contributing.conftest import Contributor, contributor
from tests.factories import PracticeFactory
from tests.people import People, as_user, people

__all__ = ["as_user", "contributor", "people"]

pytestmark = pytest.mark.django_db


def full(**values: Any) -> Practice:
    """A practice that says everything."""
    return PracticeFactory(
        title="Baan eerst",
        evidence="Het werkt.",
        evidence_strength=Strength.COUNTED,
        approach="Eerst een baan, dan les.",
        cost="De werkgever betaalt de helft.",
        cost_from=Decimal("1500"),
        cost_to=Decimal("2500"),
        cost_per="deelnemer",
        cost_per_en="participant",
        people_needed="Een coördinator",
        partners_needed="Een hogeschool",
        pitfalls="Begin bij de werkgevers.",
        questions_answered="Over de intake",
        contact_name="Team instroom",
        licence=Licence.CC_BY,
        results=[PracticeResult(label="Banen", label_en="Jobs", value="96 van 120", source="UWV")],
        conditions=[
            PracticeCondition(condition="Vijf bedrijven doen mee", kind="partner"),
            PracticeCondition(condition="Taalles", is_required=False),
        ],
        materials=[PracticeMaterial(title="Handboek", url="https://example.org/handboek")],
        **values,
    )


def test_the_page_tells_it_in_the_order_in_which_one_decides(client: Client):
    html = client.get(full().path_in("nl")).text
    told = [
        "Het werkt.", "96 van 120 (UWV)", "Geteld", "stap 2 van 4", "Vijf bedrijven doen mee",
        "Het helpt:", "Taalles", "€ 1.500 tot € 2.500 per deelnemer", "Een coördinator",
        "Een hogeschool", "Begin bij de werkgevers.", "https://example.org/handboek",
        "creativecommons.org/licenses/by/4.0", "Team instroom: Over de intake",
    ]  # fmt: skip
    body = html[html.index("<h2>Resultaten") :]
    assert [body.find(text) for text in told] == sorted(body.find(text) for text in told)
    assert all(text in body for text in told)


def test_a_practice_that_says_none_of_it_has_no_empty_headings(client: Client):
    html = client.get(PracticeFactory().path_in("nl")).text
    for heading in ("Resultaten en bewijs", "Voorwaarden", "Wat het kost", "Valkuilen", "Licentie"):
        assert f">{heading}" not in html


def test_dutch_conditions_are_marked_on_the_english_page(client: Client):
    html = client.get(full().path_in("en")).text
    assert '<span lang="nl">Vijf bedrijven doen mee</span>' in html
    assert "Jobs" in html


def test_search_engines_learn_the_steps_the_cost_and_the_licence(client: Client):
    html = client.get(full().path_in("nl")).text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found
    data = json.loads(found[1])
    assert data["@type"] == ["Article", "HowTo"]
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert data["estimatedCost"]["minValue"] == "1500.00"
    assert data["hasPart"][0]["url"] == "https://example.org/handboek"


@pytest.mark.parametrize(
    ("lowest", "highest", "words"),
    [
        (None, None, ""),
        ("1500", "1500", "€ 1.500"),
        ("1500", None, "vanaf € 1.500"),
        (None, "12.5", "hooguit € 12,50"),
        ("1", "2", "€ 1 tot € 2"),
    ],
)
def test_amounts_in_words(lowest: str | None, highest: str | None, words: str):
    practice = Practice(
        cost_from=Decimal(lowest) if lowest else None,
        cost_to=Decimal(highest) if highest else None,
    )
    with translation.override("nl"):
        assert cost_in_words(practice) == words


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"cost_from": 3, "cost_to": 2}, "__all__"),
        ({"licence": "other"}, "licence_note"),
        ({"evidence_strength": "sure"}, "evidence_strength"),
    ],
)
def test_what_cannot_be_is_refused(values: dict[str, Any], field: str):
    practice = PracticeFactory()
    for name, value in values.items():
        setattr(practice, name, value)
    with pytest.raises(ValidationError) as caught:
        practice.full_clean()
    assert field in caught.value.message_dict


def test_everything_it_says_can_be_found():
    document = practice_document(full(), vocabulary())
    for word in ("werkgevers", "coördinator", "hogeschool", "Vijf bedrijven", "Handboek", "Banen"):
        assert word in document.bodies["nl"]
    assert "Jobs" in document.bodies["en"]


def test_a_reviewer_sees_which_condition_changed():
    before, after = full(), full()
    after.conditions = [
        PracticeCondition(condition="Tien bedrijven doen mee", kind="partner"),
        PracticeCondition(condition="Taalles", is_required=False),
    ]
    changes = {change.name: change for change in compare(before, after)}
    assert set(changes) == {"conditions"}
    assert len(changes["conditions"].added) == len(changes["conditions"].removed) == 1
    assert "Tien bedrijven" in changes["conditions"].added[0]


def test_a_merge_keeps_the_conditions_of_both_and_the_licence_with_its_words(people: People):
    kept = full(region=people.region_a)
    absorbed = PracticeFactory(
        region=people.region_a,
        licence=Licence.OTHER,
        licence_note="Alleen scholen",
        conditions=[PracticeCondition(condition="Een zaal")],
    )
    merge(kept, absorbed, {}, user=people.coordinator)
    practice = Practice.objects.get(pk=kept.pk)
    assert [row.condition for row in practice.conditions.all()] == [
        "Vijf bedrijven doen mee", "Taalles", "Een zaal",
    ]  # fmt: skip
    assert (practice.licence, practice.licence_note) == (Licence.CC_BY, "")


# --- Lines ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "line", "values"),
    [
        ("results", "Banen: 3 (UWV)", {"label": "Banen", "value": "3", "source": "UWV"}),
        ("results", "Banen | 3", {"label": "Banen", "value": "3", "source": ""}),
        ("results", "a: b: c", {"label": "a: b", "value": "c", "source": ""}),
        ("results", "a: 3 (b: c)", {"label": "a", "value": "3", "source": "b: c"}),
        ("conditions", "Geld | MONEY | helps", {"kind": "money", "is_required": False}),
        ("conditions", "Geld | geld | nodig", {"kind": "money", "is_required": True}),
        ("materials", "Boek: www.a.nl/b", {"title": "Boek", "url": "https://www.a.nl/b"}),
        ("materials", "Boek (http://a.nl/b)", {"title": "Boek", "url": "http://a.nl/b"}),
        (
            "materials",
            "Zie www.c.nl: www.a.nl",
            {"title": "Zie www.c.nl", "url": "https://www.a.nl"},
        ),
    ],
)
def test_a_line_is_read_as_people_write_it_and_written_so_that_it_is_read_again(
    part: str, line: str, values: dict[str, Any]
):
    [found] = PARTS[part].read(f"\n{line}\n")
    assert found.items() >= values.items()
    assert PARTS[part].read(PARTS[part].write([found])) == [found]


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("results", "Banen"),
        ("results", f"Banen: {'9' * 101}"),
        ("conditions", "Geld | wolken"),
        ("conditions", "x" * 251),
        ("materials", "Boek javascript:alert(1)"),
        ("materials", "https://www.a.nl"),
        ("conditions", "\n".join(str(number) for number in range(31))),
        ("results", "Banen: 3 ()"),
        ("results", "Banen: 3 (UWV"),
        ("results", "(Banen): (3)"),
        ("materials", "Boek https://www.a.nl of b"),
        ("materials", "Boek https://www.a.nl)b"),
    ],
)
def test_a_line_that_says_something_else_is_refused(part: str, line: str):
    with pytest.raises(LineError):
        PARTS[part].read(line)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    "text",
    ["-" * 1_001, f"Boek {': ' * 600}", f"Banen: 3 {'(' * 1_000}", "a: b\n" * 31, "-\n" * 10_001],
)
def test_nothing_long_is_looked_into(part: str, text: str):
    asked: list[str] = []
    with pytest.raises(LineError):
        replace(PARTS[part], read_line=lambda line: asked.append(line) or {}).read(text)
    assert not asked


def test_an_english_figure_goes_when_the_figure_is_another_one():
    practice = full()
    row = practice.results.get()
    row.value_en, row.source_en = "96 of 120", "UWV (benefits)"
    practice.results = [row]
    PARTS["results"].put(practice, PARTS["results"].read("Banen: 100 van 120 (UWV)"))
    [row] = practice.results.all()
    assert (row.label_en, row.value_en, row.source_en) == ("Jobs", "", "UWV (benefits)")


# --- The form ------------------------------------------------------------------------------------


def test_a_project_leader_answers_it_in_the_last_step_or_not_at_all(contributor: Contributor):
    contributor.start("practice")
    practice = Practice.objects.get()
    base = f"/en/contribute/practice/{practice.pk}/"
    assert "Help other regions decide" in contributor.client.get(f"{base}3/").text
    answers = {"contact_email": "les@school.example", "phase": "running"}
    assert contributor.post(f"{base}3/", **answers).status_code == 302
    answers |= {
        "conditions": "Five employers take part | partner\nA coach | people | helps",
        "results": "Jobs: 96 of 120",
        "materials": "Handbook https://example.org/a",
        "evidence_strength": "counted",
        "licence": "cc0",
        "cost_from": "1.500,00",
    }
    assert contributor.post(f"{base}3/", **answers).status_code == 302
    newest = Practice.objects.get().get_latest_revision_as_object()
    assert [(row.condition, row.kind, row.is_required) for row in newest.conditions.all()] == [
        ("Five employers take part", "partner", True),
        ("A coach", "people", False),
    ]
    assert [str(row) for row in newest.results.all()] == ["Jobs: 96 of 120"]
    assert (newest.cost_from, newest.licence) == (Decimal("1500"), "cc0")


def test_what_was_typed_stays_when_a_line_is_wrong_and_the_rest_is_kept(contributor: Contributor):
    contributor.start("practice")
    practice = Practice.objects.get()
    answers = {"contact_email": "les@school.example", "phase": "running", "pitfalls": "Haast."}
    url = f"/en/contribute/practice/{practice.pk}/3/"
    long_line = f"Boek {'-' * 1_000}"
    page = contributor.post(url, **answers, materials=long_line, conditions="A coach")
    assert list(page.context["form"].errors) == ["materials"]
    assert f"{long_line}</textarea>" in page.text
    page = contributor.post(url, **answers, results="a lot of jobs", conditions="A coach")
    assert list(page.context["form"].errors) == ["results"]
    assert "a lot of jobs</textarea>" in page.text
    newest = Practice.objects.get().get_latest_revision_as_object()
    assert newest.pitfalls == "Haast."
    assert [row.condition for row in newest.conditions.all()] == ["A coach"]
    assert not list(newest.results.all())


def test_english_texts_of_a_curator_survive_an_edit_of_another_line(contributor: Contributor):
    practice = PracticeFactory(
        owner=contributor.organisation,
        live=False,
        conditions=[
            PracticeCondition(condition="Een", condition_en="One", kind="law"),
            PracticeCondition(condition="Twee"),
        ],
    )
    practice.save_revision()
    url = f"/en/contribute/practice/{practice.pk}/3/"
    shown = contributor.client.get(url).context["form"]["conditions"].value()
    answers = {"contact_email": "les@school.example", "phase": "running"}
    contributor.post(url, **answers, conditions=shown.replace("Twee", "Drie"))
    newest = Practice.objects.get().get_latest_revision_as_object()
    assert [(row.condition, row.condition_en, row.kind) for row in newest.conditions.all()] == [
        ("Een", "One", "law"),
        ("Drie", "", "other"),
    ]


def test_a_curator_edits_all_of_it_on_one_tab(people: People, as_user: Any):
    practice = full(region=people.region_a)
    page = as_user(people.manager_a).get(
        f"/beheer/snippets/initiatives/practice/edit/{practice.pk}/"
    )
    for name in ("results", "conditions", "materials"):
        assert f'name="{name}-TOTAL_FORMS"' in page.text
    for name in ("evidence_strength", "cost_from", "licence", "pitfalls_en", "questions_answered"):
        assert f'name="{name}"' in page.text
