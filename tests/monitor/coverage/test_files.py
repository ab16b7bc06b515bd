"""The map as a file: for machines, for spreadsheets, for reports and for slides."""

import csv
import re
from io import BytesIO, StringIO
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from monitor.coverage import picture_files
from monitor.documents.finished_pictures import PicturesBusyError
from monitor.models.rules import CoverageRules
from tests.monitor.coverage.test_page import practice_came_later

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"


def test_json_tells_every_cell_with_what_it_was_measured_against(client, small_field):
    CoverageRules(pk=CoverageRules.KEY, weigh_by="nothing").save()
    told = client.get("/en/coverage/?format=json&kind=offer").json()
    assert told["title"] == "Coverage map: target group and province"
    assert told["date"] == timezone.localdate().isoformat()
    assert told["filters"] == ["Counted: offers"]
    assert (told["rows"], told["cols"], told["levels"]) == ("target_group", "province", "all")
    assert [line["label"] for line in told["col_labels"]] == ["Flevoland", "Utrecht"]
    assert told["row_labels"][-1]["total"] == {"count": 5, "national": 1, "planned": 0, "total": 6}
    cell = next(one for one in told["cells"] if (one["row"], one["col"]) == ("pupils", "NL-UT"))
    numbers = {name: cell[name] for name in ("count", "national", "planned", "total")}
    assert numbers == {"count": 1, "national": 1, "planned": 0, "total": 2}
    assert (cell["state"], cell["expected"]) == ("thin", 3)
    assert client.get(f"{cell['url']}&format=json").json()["total"] == cell["total"]
    # The narrower terms are there without asking for them.
    assert {cell["row"] for cell in told["cells"]} == {"pupils", "workers", "returners"}


def test_csv_has_title_day_and_filters_and_a_line_for_every_cell(client, small_field):
    response = client.get("/dekking/?format=csv&national=0")
    assert response["Content-Disposition"].startswith('attachment; filename="dekkingskaart-')
    lines = list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert lines[0] == ["Dekkingskaart: doelgroep en provincie"]
    assert lines[1][0].startswith("Geteld op ")
    assert ["Bereik: zonder wat landelijk is"] in lines
    start = lines.index([]) + 1
    assert lines[start][:6] == [
        "Doelgroep", "Provincie", "Eigen", "Voor het hele land", "Gepland", "Samen",
    ]  # fmt: skip
    rows = {(line[0], line[1]): line[2:7] for line in lines[start + 1 :]}
    assert rows["Leerlingen", "Flevoland"][:4] == ["5", "0", "0", "5"]
    assert rows["Herintreders", "Utrecht"] == ["0", "0", "0", "0", "leeg"]
    # What anybody may have typed is never a formula.
    assert rows["'=Werkenden", "Utrecht"][:4] == ["1", "0", "1", "1"]
    assert rows["Totaal", "Totaal"][:4] == ["6", "0", "1", "6"]


def test_workbook_has_the_map_what_is_national_and_a_list(client, small_field):
    book = load_workbook(BytesIO(client.get("/en/coverage/?format=xlsx").content))
    own, national, listed = book.worksheets
    rows = [list(row) for row in own.iter_rows(values_only=True)]
    assert rows[0][0] == "Coverage map: target group and province"
    head = rows.index(["Target group", "Flevoland", "Utrecht", "Total"])
    assert rows[head + 1 :] == [
        ["'=Werkenden", 0, 1, 1],
        ["Herintreders", 0, 0, 0],
        ["Pupils", 5, 1, 5],
        ["Total", 5, 2, 6],
    ]
    assert [row[1].value for row in national.iter_rows(min_row=head + 2)] == [0, 0, 1, 1]
    # Six cells, three rows, two columns, and the whole.
    assert sum(bool(row[8].value) for row in listed.iter_rows(min_row=head + 1)) == 12


def test_files_of_a_map_that_is_compared_carry_the_difference_of_each_cell(client, small_field):
    day = practice_came_later()
    told = client.get(f"/en/coverage/?format=json&since={day}").json()
    changes = {(one["row"], one["col"]): one["change"] for one in told["cells"]}
    assert told["compared_with"] == day
    assert changes["workers", "NL-UT"] == {"count": 1, "national": 0}
    assert changes["pupils", "NL-FL"] == {"count": 0, "national": 0}
    assert told["row_labels"][0]["change"] == told["change"] == {"count": 1, "national": 0}

    source = client.get(f"/dekking/?format=csv&since={day}").content.decode("utf-8-sig")
    lines = list(csv.reader(StringIO(source), delimiter=";"))
    start = lines.index([]) + 1
    assert lines[start - 2][0].startswith("Vergeleken met ")
    assert lines[start][9:] == ["Eigen: verschil", "Voor het hele land: verschil"]
    rows = {(line[0], line[1]): line[9:] for line in lines[start + 1 :]}
    assert rows["'=Werkenden", "Utrecht"] == rows["Totaal", "Totaal"] == ["1", "0"]

    book = load_workbook(BytesIO(client.get(f"/en/coverage/?format=xlsx&since={day}").content))
    more = [list(row) for row in book["Difference"].iter_rows(values_only=True)]
    head = more.index(["Target group", "Flevoland", "Utrecht", "Total"])
    assert more[head + 1 :] == [
        ["'=Werkenden", 0, 1, 1],
        ["Herintreders", 0, 0, 0],
        ["Pupils", 0, 0, 0],
        ["Total", 0, 1, 1],
    ]
    assert book["Difference"].cell(head + 2, 3).number_format == "+0;-0;0"
    assert book.worksheets[2].cell(head, 10).value == "Own: difference"


def test_a_file_that_cannot_be_compared_says_why_and_has_no_differences(client, small_field):
    told = client.get("/en/coverage/?format=json&since=2001-01-01").json()
    assert told["compared_with"] is None
    assert "nothing is compared" in told["notices"][0]
    assert "change" not in told["cells"][0]
    assert "Difference" not in str(client.get("/en/coverage/?format=csv").content)


def test_a_file_says_what_was_wrong_with_its_address(client, small_field):
    wrong = "rows=foo&day=banana&kind=foo"
    notices = client.get(f"/en/coverage/?format=json&{wrong}").json()["notices"]
    page = client.get(f"/en/coverage/?{wrong}").context["notices"]
    assert notices == [str(notice) for notice in page]
    assert len(notices) == 3
    table = client.get(f"/en/coverage/?format=csv&{wrong}").content.decode()
    assert all(notice in table for notice in notices)


def test_svg_stands_by_itself_and_marks_states_without_colour(client, small_field):
    response = client.get("/en/coverage/?format=svg&province=NL-UT")
    assert response["Content-Type"].startswith("image/svg+xml")
    drawing = ElementTree.fromstring(response.content)
    assert drawing.findtext(f"{SVG}title") == "Coverage map: target group and province"
    texts = [part for text in drawing.iter(f"{SVG}text") for part in text.itertext()]
    assert "Province: Utrecht" in texts
    assert any(text.startswith("Counted on ") for text in texts)
    assert "empty" not in texts or "url(#empty)" in {
        box.get("fill") for box in drawing.iter(f"{SVG}rect")
    }
    assert "1 planned" in {
        " ".join("".join(t.itertext()).split()) for t in drawing.iter(f"{SVG}text")
    }
    source = response.content.decode()
    assert "<style" not in source and "href" not in source and "class=" not in source


def test_png_is_a_picture_of_the_same(client, small_field):
    response = client.get("/dekking/?format=png")
    assert response["Content-Type"] == "image/png"
    assert response.content.startswith(b"\x89PNG")


def test_who_asks_for_a_picture_while_many_do_is_told_to_come_back(
    client, small_field, monkeypatch
):
    def busy(*_args, **_kwargs):
        raise PicturesBusyError

    monkeypatch.setattr(picture_files, "finished_png", busy)
    answer = client.get("/en/coverage/?format=png")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "Try again" in answer.content.decode()
    assert client.get("/en/coverage/?format=svg").status_code == 200


def test_who_has_it_already_gets_no_more(client, small_field):
    for name in ("json", "csv", "svg"):
        first = client.get(f"/dekking/?format={name}")
        assert first["X-Robots-Tag"] == "noindex"
        again = client.get(f"/dekking/?format={name}", headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304


def test_there_is_no_file_of_a_day_before_the_first(client, small_field):
    answer = client.get("/en/coverage/?format=json&day=2001-01-01")
    assert answer.status_code == 404
    assert answer.json()["error"].startswith("There is no map of that day. The first day")
    answer = client.get("/en/coverage/?format=csv&day=2001-01-01")
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/plain; charset=utf-8")


def test_a_file_that_has_only_the_main_groups_says_so(client, small_field, monkeypatch):
    monkeypatch.setattr("monitor.coverage.asked.MOST_WRITTEN", 5)
    monkeypatch.setattr("monitor.coverage.asked.MOST_SHOWN", 5)
    told = client.get("/en/coverage/?format=json").json()
    assert (told["levels"], len(told["row_labels"])) == ("1", 2)
    [notice] = told["notices"]
    assert "only the main groups" in notice
    assert "only the main groups" in client.get("/en/coverage/?format=csv").content.decode()
    picture = client.get("/en/coverage/?format=svg&levels=all").content.decode()
    assert "too large for a page" in " ".join(re.sub(r"<[^>]+>", " ", picture).split())
