"""The coverage map: read with keys alone, and what it makes visible of the plans."""

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.test_keyboard import tab_to

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: The own numbers of a map by the words of row and column, as they stand in the table.
NUMBERS = """() => {
  const table = document.querySelector("#coverage-table table");
  const names = [...table.tHead.rows[0].cells].map((cell) => cell.innerText.trim());
  return Object.fromEntries([...table.tBodies[0].rows].map((row) => [
    row.cells[0].innerText.replace(/\\s+/g, " ").trim(),
    Object.fromEntries([...row.cells].slice(1, -1).map((cell, place) => [
      names[place + 1].split(" ")[0], Number(cell.querySelector(".coverage-cell__count").innerText),
    ])),
  ]));
}"""
THE_NORTH = {"Groningen", "Friesland", "Drenthe"}


def expect(locator: Any) -> Any:
    return pytest.importorskip("playwright.sync_api").expect(locator)


def focused_cell(page: "Page") -> str:
    """The words of the cell that has the focus, with those of its row and its column."""
    text: str = page.evaluate("""() => {
      const cell = document.activeElement.closest("td");
      const head = cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
      return [cell.parentElement.cells[0], head, document.activeElement]
        .map((part) => part.innerText.trim()).join(" | ");
    }""")
    return text


def test_a_visitor_reads_the_map_with_keys_alone(new_page: Any) -> None:
    page = new_page()
    page.goto("/dekking/")
    tab_to(page, "#coverage-rows")
    page.keyboard.type("Actielijn")
    page.wait_for_url("**/dekking/?rows=action_line*")
    expect(page.locator("#announcer")).to_contain_text("actielijn en provincie")
    # Choosing replaced the map, and the focus is still where it was.
    expect(page.locator("#coverage-rows")).to_be_focused()

    tab_to(page, "#coverage-table")
    expect(page.locator("#coverage-table")).to_have_accessible_description(
        page.locator("#coverage-keys").inner_text()
    )
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    for _province in range(4):
        page.keyboard.press("ArrowRight")
    row, province, number = focused_cell(page).split(" | ")
    assert (row.split()[-1], province) == ("Zij-instroom", "Flevoland")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/zoeken/\?.*province=NL-FL.*action_line=nl-c"))
    # The link has both numbers: what is national is found too.
    own, national = map(int, re.findall(r"\d+", number))
    assert own > 0
    assert int(page.locator("#results-count").inner_text().split()[0]) == own + national

    page.go_back()
    page.wait_for_url("**/dekking/?rows=action_line*")
    expect(page.locator("#coverage-table")).to_be_visible()
    expect(page.locator("#coverage-rows")).to_have_value("action_line")


def test_whatever_changes_the_map_keeps_the_focus(new_page: Any) -> None:
    page = new_page()
    page.goto("/dekking/")

    def use(selector: str, key: str) -> None:
        page.evaluate("document.getElementById('results').dataset.before = ''")
        page.locator(selector).press(key)
        expect(page.locator("#results:not([data-before])")).to_be_visible()
        expect(page.locator(selector)).to_be_focused()

    use("#coverage-show", "Enter")
    use("#coverage-term-show", "Enter")
    page.locator("#coverage-filters > summary").press("Enter")
    use("input[name=province][value=NL-FL]", "Space")
    use("#coverage-q", "Enter")
    # What is not there any more gives it to the map.
    page.evaluate("document.getElementById('coverage-turn').removeAttribute('id')")
    page.locator(".coverage-choices__turn").press("Enter")
    expect(page.locator("#results")).to_be_focused()


#: Whether something lies over the beginning of what has the focus, such as a heading that stays in sight.
IS_COVERED = """() => {
  const { x, y } = document.activeElement.getBoundingClientRect();
  return !document.activeElement.contains(document.elementFromPoint(x + 2, y + 6));
}"""


def test_headings_that_stay_in_sight_never_lie_over_the_focus(new_page: Any) -> None:
    page = new_page(width=390)
    page.goto("/dekking/?rows=action_line&levels=all")
    page.locator("#coverage-table").press("Enter")
    for key, times in (("ArrowRight", 7), ("ArrowLeft", 7), ("ArrowDown", 13), ("ArrowUp", 13)):
        for step in range(times):
            page.keyboard.press(key)
            assert not page.evaluate(IS_COVERED), (key, step)


def test_paper_has_all_columns_and_a_total_only_at_the_end(new_page: Any) -> None:
    page = new_page(width=1046)
    page.goto("/dekking/?rows=target_group&cols=form")
    page.emulate_media(media="print")
    table = page.locator("#coverage-table table")
    columns = table.locator("thead th")
    assert columns.count() > 20
    box = columns.last.bounding_box()
    assert box and box["x"] + box["width"] <= 1046
    assert table.locator("tfoot").evaluate("foot => getComputedStyle(foot).display") == (
        "table-row-group"
    )


def test_the_shades_differ_in_the_colours_of_the_system(new_page: Any) -> None:
    page = new_page()
    page.emulate_media(forced_colors="active")
    page.goto("/dekking/")
    shades = page.locator(".coverage-legend__bands").first.locator("li")
    colours = shades.evaluate_all("all => all.map((one) => getComputedStyle(one).backgroundColor)")
    assert len(set(colours)) == len(colours) > 2


def test_without_javascript_tab_goes_through_the_cells(new_page: Any) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/dekking/?rows=path")
    tab_to(page, "#coverage-table")
    tab_to(page, "#coverage-table tbody td a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/zoeken/\?.*path="))


#: How many columns of numbers are whole in sight beside the names, before and after scrolling.
COLUMNS_IN_SIGHT = """(scrolled) => {
  const table = document.querySelector("#coverage-table");
  table.scrollLeft = scrolled;
  const [names, ...cols] = table.querySelectorAll("tbody tr:first-child > *");
  const box = (element) => element.getBoundingClientRect();
  const room = (col) => box(col).left >= box(names).right - 1 && box(col).right <= box(table).right;
  return cols.filter(room).length;
}"""


def test_on_a_phone_three_columns_are_seen_beside_the_names(new_page: Any) -> None:
    page = new_page(width=390)
    page.goto("/dekking/")
    assert page.evaluate(COLUMNS_IN_SIGHT, 0) >= 3
    # The names stay where they are.
    assert page.evaluate(COLUMNS_IN_SIGHT, 300) >= 2
    expect(page.get_by_text("Veeg de tabel opzij")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.get_by_text("Veeg de tabel opzij")).to_be_hidden()


def test_the_map_shows_what_is_true_of_the_plans(new_page: Any) -> None:
    page = new_page()

    def numbers(rows: str) -> dict[str, dict[str, int]]:
        page.goto(f"/dekking/?rows={rows}")
        found: dict[str, dict[str, int]] = page.evaluate(NUMBERS)
        return found

    def where(line: dict[str, int]) -> set[str]:
        return {province for province, number in line.items() if number}

    groups = numbers("target_group")
    # Experienced people who help others are asked for nowhere but in Flevoland.
    assert where(groups["Ervaren mensen die anderen helpen"]) == {"Flevoland"}
    # For international talent only the north plans something of its own.
    assert where(groups["Internationaal talent"]) == THE_NORTH
    # Who has no work finds something of the province only in Flevoland and Overijssel.
    assert where(groups["Werkzoekenden en onbenut talent"]) == {"Flevoland", "Overijssel"}
    # Of what Noord-Holland has itself the plans say for nobody whom it is for.
    assert {line["Noord-Holland"] for line in groups.values()} == {0}
    # Flevoland has most for nearly every group: its own plan is the most worked out.
    most = [group for group, line in groups.items() if max(line, key=line.get) == "Flevoland"]  # type: ignore[arg-type]
    assert len(most) >= len(groups) - 2

    lines = numbers("action_line")
    # The north has nothing yet to let ICT workers grow and stay.
    assert not where(lines["D Doorgroei en behoud"]) & THE_NORTH

    actions = numbers("action")
    # No region has an action of its own for recruiting by talent: there it all is national.
    assert where(actions["Werven op talent"]) == set()

    forms = numbers("form")
    # Every province has a network, but Limburg.
    networks = forms["Netwerk of ecosysteem"]
    assert set(networks) - where(networks) == {"Limburg"}
