"""The state of a region: one page with the numbers of the map, to print and as PDF."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from monitor.coverage.matrix import Cell, Line
from monitor.documents.typesetting import DocumentError, pages_of
from monitor.models import Entry, GapMark, LedgerState
from monitor.region_state import page
from monitor.region_state.figures import QUARTER, Figure
from monitor.region_state.heat import Heat, Square
from monitor.region_state.length import is_long
from monitor.region_state.page import DOCUMENT
from monitor.region_state.points import Point
from monitor.region_state.sheet import MOST_BUDGET_LINES, MOST_GROUPS, sheet_of
from monitor.region_state.state import Listed, RegionState, Use, read_state
from taxonomy.localised import LocalisedText
from taxonomy.models import Region
from taxonomy.models.action_lines import ActionLine, BudgetYear
from tests.factories import (
    ActionLineFactory,
    AdoptionFactory,
    EventFactory,
    InitiativeFactory,
    OfferFactory,
    PracticeFactory,
    ProvinceFactory,
    TargetGroupFactory,
)
from tests.monitor.documents.pdf_text import text_of
from tests.monitor.gaps.conftest import count_anew

TODAY = date(2026, 11, 26)


@pytest.fixture
def busy(people: Any) -> Any:
    """Region A with two offers for one of two target groups, and practices here and elsewhere."""
    here, there = (ProvinceFactory(region=row) for row in (people.region_a, people.region_b))
    group, other = TargetGroupFactory(label="Leerlingen"), TargetGroupFactory(label="Docenten")
    line = ActionLineFactory(letter="A", label="Onderwijs")
    for title in ("Eerste", "Tweede"):
        OfferFactory(title=title, provinces=[here], target_groups=[group], action_lines=[line])
    for title in ("Elders", "Ook elders", "Nog een", "Vierde"):
        OfferFactory(title=title, provinces=[there], target_groups=[other])
    AdoptionFactory(practice=PracticeFactory(title="Van elders"), region=people.region_a)
    own = PracticeFactory(title="Van hier", region=people.region_a)
    AdoptionFactory(practice=own, region=people.region_b, state="piloting")
    count_anew()
    people.province, people.group = here, other
    return people


def _address(people: Any) -> str:
    return f"/beheer/regio/{people.region_a.ref}/stand/"


def _cells(sheet: dict[str, Any], name: str) -> list[Any]:
    block = next(block for block in sheet["blocks"] if block["id"] == name)
    return block["rows"] if "rows" in block else block["lines"]


def _sheet(people: Any) -> dict[str, Any]:
    with translation.override("nl"):
        return sheet_of(read_state(people.region_a, people.manager_a))


def test_numbers_are_those_of_the_map(busy: Any) -> None:
    sheet = _sheet(busy)
    assert ["Aanbod", "2", "0", "–", "0"] in _cells(sheet, "figures")
    rows = {row["label"]: row["cells"] for row in _cells(sheet, "heat")}
    assert rows["Leerlingen"] == [[2, 1]]
    assert rows["Docenten"] == [[0, 0]]


def test_strong_and_weak_points_stand_beside_what_one_may_expect(busy: Any) -> None:
    sheet = _sheet(busy)
    assert ["Doelgroep: Leerlingen", "2", "1,0"] in _cells(sheet, "strong")
    assert ["Doelgroep: Docenten", "0", "2,0"] in _cells(sheet, "weak")


def test_practices_are_told_apart_by_who_uses_whose(busy: Any) -> None:
    sheet = _sheet(busy)
    assert _cells(sheet, "here") == [["Van elders", "loopt"]]
    assert _cells(sheet, "given") == [["Van hier", "Regio B, proef loopt"]]


def test_gaps_are_named_with_what_the_region_says_of_them(busy: Any) -> None:
    named = [text for text, _detail in _cells(_sheet(busy), "gaps")]
    assert f"Docenten × {busy.province}" in named
    mark = GapMark(region=busy.region_a, kind="on-purpose", text="Komt later")
    mark.put(("target_group", busy.group.ref), ("province", busy.province.key))
    mark.save()
    sheet = _sheet(busy)
    assert f"Docenten × {busy.province}" not in [text for text, _detail in _cells(sheet, "gaps")]
    assert ["Komt later" in detail for _text, detail in _cells(sheet, "said")] == [True]


def test_numbers_stand_beside_those_of_a_quarter_ago(busy: Any) -> None:
    assert read_state(busy.region_a, busy.manager_a).compared_with is None
    offer = Entry.objects.filter(kind="offer").earliest("item_pk")
    Entry.objects.filter(pk=offer.pk).update(since=date.today() - 2 * QUARTER)
    LedgerState.objects.update(stamp="by hand", recent="")
    state = read_state(busy.region_a, busy.manager_a, date.today())
    assert state.compared_with == date.today() - QUARTER
    assert [(one.count, one.change) for one in state.figures if one.label == "Aanbod"] == [
        (2, "+1")
    ]


def test_what_is_planned_is_told_and_is_no_strength(busy: Any) -> None:
    group = TargetGroupFactory(label="Ouderen")
    for phase in ("running", "idea", "idea", "idea"):
        InitiativeFactory(phase=phase, provinces=[busy.province], target_groups=[group])
    count_anew()
    sheet = _sheet(busy)
    assert ["Initiatieven", "4", "3", "–", "0"] in _cells(sheet, "figures")
    assert "Doelgroep: Ouderen" not in [row[0] for row in _cells(sheet, "strong")]


def test_where_hardly_anything_may_be_expected_nothing_is_weak(busy: Any) -> None:
    OfferFactory(
        provinces=[ProvinceFactory(region=busy.region_b)],
        target_groups=[TargetGroupFactory(label="Zeldzaam")],
    )
    count_anew()
    sheet = _sheet(busy)
    assert "Doelgroep: Zeldzaam" not in [row[0] for row in _cells(sheet, "weak")]
    gaps = next(block for block in sheet["blocks"] if block["id"] == "gaps")
    assert not any("Zeldzaam" in line[0] for line in gaps["lines"])
    assert gaps["note"] == "Nog 1 gat, waar bijna niets te verwachten is."


def test_all_coming_events_are_counted_and_the_first_are_named(people: Any) -> None:
    for _ in range(7):
        EventFactory(region=people.region_a)
    EventFactory(region=people.region_a, status="cancelled")
    block = next(block for block in _sheet(people)["blocks"] if block["id"] == "events")
    assert (block["count"], len(block["lines"]), block["more"]) == (7, 5, "en nog 2")


def test_a_region_without_a_province_has_nothing(people: Any) -> None:
    OfferFactory(provinces=[ProvinceFactory(region=people.region_b)])
    count_anew()
    state = read_state(people.region_a, people.manager_a)
    assert [figure.count for figure in state.figures] == [0, 0]
    assert (state.weak, state.gaps.count) == ((), 0)


def test_the_page_and_the_file_tell_the_same(busy: Any, as_user: Any) -> None:
    browser = as_user(busy.manager_a)
    shown = browser.get(_address(busy)).content.decode()
    answer = browser.get(_address(busy) + "?format=pdf")
    assert answer["Content-Type"] == "application/pdf"
    text = " ".join(text_of(answer.content).split())
    for words in ("Stand van Regio A", "Doelgroep: Docenten", "Van hier", "Van elders"):
        assert words in shown
        assert words in text


def test_it_speaks_english_when_asked(busy: Any, as_user: Any) -> None:
    browser = as_user(busy.manager_a)
    assert "State of Regio A" in browser.get(_address(busy) + "?language=en").content.decode()
    pdf = browser.get(_address(busy) + "?language=en&format=pdf").content
    assert b"/Lang(en)" in pdf
    assert "Weakest points" in text_of(pdf)


def test_a_title_in_another_language_than_that_of_the_page_says_so(busy: Any, as_user: Any) -> None:
    browser = as_user(busy.manager_a)
    english = browser.get(_address(busy) + "?language=en").content.decode()
    assert '<span lang="nl">Van elders</span>' in english
    assert 'lang="nl">Van elders' not in browser.get(_address(busy)).content.decode()
    assert b"/Lang(nl" in browser.get(_address(busy) + "?language=en&format=pdf").content


def test_of_names_in_two_languages_each_names_its_own() -> None:
    with translation.override("en"):
        sheet = sheet_of(
            RegionState(
                region=Region(label="Regio"),
                provinces=("Regio",),
                day=TODAY,
                figures=(),
                compared_with=None,
                heat=Heat((), ()),
                strong=(Point("Leerlingen", "nl", "Target group", 4, 2.0),),
                weak=(Point("Pupils", "en", "Target group", 0, 2.0),),
                here=Listed(),
                given=Listed(),
                events=Listed(),
                overlaps=Listed(
                    (([LocalisedText("Oud", "nl"), LocalisedText("New " * 40, "en")], "why"),), 1
                ),
            )
        )
    blocks = {block["id"]: block for block in sheet["blocks"]}
    [line] = blocks["overlaps"]["lines"]
    texts, langs = zip(*line[0]["pieces"], strict=True)
    assert (texts[:2], langs, len("".join(texts))) == (("Oud", " / "), ("nl", "", ""), 80)
    strong = blocks["strong"]["rows"][0][0]
    assert strong == {"pieces": [["Target group: ", ""], ["Leerlingen", "nl"]]}
    assert blocks["weak"]["rows"][0][0] == "Target group: Pupils"
    html = render_to_string("monitor_admin/_region_state_block.html", {"block": blocks["strong"]})
    assert '<th scope="row">Target group: <span lang="nl">Leerlingen</span></th>' in html
    assert len(pages_of(DOCUMENT, sheet, ppi=20)) == 1


def test_a_file_that_cannot_be_made_is_told_on_the_workbench(
    busy: Any, as_user: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: Any, **_kwargs: Any) -> bytes:
        raise DocumentError("too large")

    monkeypatch.setattr(page, "pdf_of", fails)
    answer = as_user(busy.manager_a).get(_address(busy) + "?format=pdf", follow=True)
    assert answer.redirect_chain == [(f"/beheer/regio/{busy.region_a.ref}/", 302)]
    assert "U kunt de pagina zelf afdrukken" in answer.content.decode()


def test_many_lines_of_the_budget_are_put_together_and_still_add_up(people: Any) -> None:
    for number in range(13):
        line = ActionLineFactory(
            label=f"Lijn {number}",
            region=people.region_a,
            kind="regional",
            letter="",
            sort_order=number,
        )
        BudgetYear.objects.create(action_line=line, year=TODAY.year, thousand_euros=100 + number)
    with translation.override("nl"):
        sheet = sheet_of(read_state(people.region_a, people.manager_a, TODAY))
    rows = _cells(sheet, "budget")
    assert [row[0] for row in rows] == [*(f"Lijn {n}" for n in range(4, 13)), "4 andere lijnen"]
    assert rows[-1][1:] == ["406", "406"]
    assert sum(int(row[1]) for row in rows) == sum(range(100, 113))


def test_of_many_target_groups_those_with_most_are_shown(people: Any) -> None:
    rows = tuple(
        (Line(str(number), f"Groep {number}", "nl", Cell()), (Square(number, 1),))
        for number in range(MOST_GROUPS + 2)
    )
    state = replace(read_state(people.region_a, people.manager_a), heat=Heat((), rows))
    with translation.override("nl"):
        block = sheet_of(state)["blocks"][1]
    assert [row["label"] for row in block["rows"]] == [
        f"Groep {number}" for number in range(2, MOST_GROUPS + 2)
    ]
    assert block["more"] == "Nog 2 doelgroepen staan op de dekkingskaart."


def test_it_is_for_who_may_see_the_workbench(busy: Any, as_user: Any) -> None:
    for user in (busy.manager_b, busy.member):
        for address in (_address(busy), _address(busy) + "?format=pdf"):
            answer = as_user(user).get(address)
            assert answer.status_code in (302, 403)
            assert not answer.get("Location", "").startswith("/beheer/regio/")
    assert as_user(busy.coordinator).get(_address(busy)).status_code == 200


def test_it_asks_as_much_for_many_as_for_few(busy: Any) -> None:
    read_state(busy.region_a, busy.manager_a)
    with CaptureQueriesContext(connection) as few:
        read_state(busy.region_a, busy.manager_a)
    for number in range(4):
        OfferFactory(title=f"Meer {number}", provinces=[busy.province], target_groups=[busy.group])
        AdoptionFactory(practice=PracticeFactory(region=busy.region_b), region=busy.region_a)
    count_anew()
    read_state(busy.region_a, busy.manager_a)
    with CaptureQueriesContext(connection) as many:
        read_state(busy.region_a, busy.manager_a)
    assert len(many) <= len(few)


def _words(length: int) -> str:
    """A text of so many characters, as wide as Dutch words mostly are."""
    return ("Technologie en onderwijs voor herintreders in de provincie " * 4)[:length].strip()


def _fullest_sheet() -> dict[str, Any]:
    """Every block with as much as there can be, and every text as long as it can be."""
    long, group = _words(200), _words(45)
    use = Use(long, "Metropoolregio Amsterdam", "in voorbereiding")
    card = {"title": long, "when": "zaterdag 26 november 2026, 10:00 tot 12:00"}
    names = [LocalisedText(group, "nl"), LocalisedText("Noord-Holland", "nl")]
    gap = {"names": names, "state": "leeg", "told": long, "signs": [long]}
    line, amounts = Line("", group, "nl", Cell(), letter="A"), [100_000] * 6
    budget = {
        "years": list(range(2025, 2031)),
        "rows": [{"line": ActionLine(label=long), "amounts": amounts, "total": 600_000}]
        * (MOST_BUDGET_LINES + 1),
        "totals": amounts,
        "total": 600_000,
    }
    five = (1, 2, 3, 4, 5)
    return sheet_of(
        RegionState(
            region=Region(label="Een regio met een lange naam"),
            provinces=("Groningen", "Fryslân", "Drenthe"),
            day=TODAY,
            figures=tuple(Figure("Initiatieven", 1000, 500, 1000, 900) for _ in range(2)),
            compared_with=TODAY - timedelta(days=91),
            heat=Heat((line,) * 5, ((line, (Square(100, 4),) * 5),) * (MOST_GROUPS + 1)),
            strong=tuple(Point(long, "nl", "Ontwikkelpad", 10, 2.5) for _ in five),
            weak=tuple(Point(long, "nl", "Ontwikkelpad", 0, 2.5) for _ in five),
            here=Listed((use,) * 5, 50),
            given=Listed((use,) * 5, 50),
            events=Listed((card,) * 5, 50),
            budget=budget,
            gaps=Listed((gap,) * 5, 50),
            other_gaps=20,
            said=Listed((([LocalisedText(long, "nl")], long),) * 5, 50),
            overlaps=Listed((([LocalisedText(long, "nl")], long),) * 5, 50),
        )
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_fullest_state_still_is_one_page(language: str) -> None:
    with translation.override(language):
        sheet = _fullest_sheet()
    assert not any(block["empty"] for block in sheet["blocks"])
    assert len(pages_of(DOCUMENT, sheet, ppi=20)) == 1
    assert is_long(sheet["blocks"])


def test_however_much_there_is_it_takes_one_page() -> None:
    for count in range(20, 90, 5):
        lines = [[f"Regel {number}", ""] for number in range(count)]
        block = {"kind": "list", "id": "x", "title": "Lijst", "count": count, "lines": lines}
        block |= {"more": "", "note": "Het slot", "empty": ""}
        sheet = {"title": "Stand", "language": "nl", "about": "Hier", "day": "Nu"}
        assert len(pages_of(DOCUMENT, sheet | {"blocks": [block]}, ppi=20)) == 1, count
