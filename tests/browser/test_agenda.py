"""The calendar in a browser: from month to month, with filters, with keys alone, and on paper."""

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.test_keyboard import tab_to

if TYPE_CHECKING:
    from playwright.sync_api import Page

MONTH = "/agenda/?view=month&on=2023-11-29"
both_widths = pytest.mark.parametrize("width", [1280, 390])


def expect(locator: Any) -> Any:
    return pytest.importorskip("playwright.sync_api").expect(locator)


def heading(page: "Page") -> Any:
    return page.locator("#results-count")


@both_widths
def test_back_button_returns_through_months_and_filters(width: int, new_page: Any) -> None:
    page = new_page(width=width)
    page.goto(MONTH)
    expect(heading(page)).to_contain_text("November 2023")
    page.locator("#period-after").click()
    page.wait_for_url("**on=2023-12-01")
    expect(heading(page)).to_contain_text("December 2023")
    if width < 600:
        page.locator(".facets__toggle").click()
    page.locator("input[name=province][value=NL-FL]").check()
    page.wait_for_url("**province=NL-FL*on=2023-12-01")
    page.locator("#period-before").click()
    page.wait_for_url("**province=NL-FL*on=2023-11-01")
    expect(page.locator(".chip")).to_have_count(1)
    page.go_back()
    page.wait_for_url("**province=NL-FL*on=2023-12-01")
    expect(heading(page)).to_contain_text("December 2023")
    page.go_back()
    page.wait_for_url("**/agenda/?view=month&on=2023-12-01")
    expect(page.locator(".chip")).to_have_count(0)
    page.go_back()
    page.wait_for_url(f"**{MONTH}")
    expect(heading(page)).to_contain_text("November 2023")


def test_next_month_with_the_keyboard_again_and_again(new_page: Any) -> None:
    page = new_page()
    page.goto(MONTH)
    tab_to(page, "#period-after")
    for name in ("December 2023", "Januari 2024", "Februari 2024"):
        page.keyboard.press("Enter")
        # Read aloud once HTMX knows the new links; before that they are links like any other.
        expect(page.locator("#announcer")).to_contain_text(name)
        expect(heading(page)).to_contain_text(name)
        expect(page.locator("#period-after")).to_be_focused()


def test_chosen_month_shows_at_once_and_is_read_aloud(new_page: Any) -> None:
    page = new_page()
    page.goto(MONTH)
    page.locator("#agenda-on").select_option("2022-06-01")
    page.wait_for_url("**view=month&on=2022-06-01")
    expect(heading(page)).to_contain_text("Juni 2022")
    expect(page.locator("#announcer")).to_contain_text("Juni 2022")
    assert page.title().startswith("Juni 2022")


@both_widths
def test_everything_works_without_javascript(width: int, new_page: Any) -> None:
    page = new_page(width=width, java_script_enabled=False)
    page.goto("/agenda/?on=2023-11-01")
    assert page.locator(".agenda-entry").count() > 0
    page.locator("#view-month").click()
    page.wait_for_url("**view=month&on=2023-11-01")
    page.locator("#agenda-on").select_option("2022-06-01")
    page.locator(".agenda-jump__button").click()
    page.wait_for_url("**view=month*on=2022-06-01*")
    expect(heading(page)).to_contain_text("Juni 2022")
    page.locator("input[name=province][value=NL-FL]").check()
    page.locator(".facets__apply button").click()
    page.wait_for_url("**province=NL-FL*")
    expect(page.locator(".chip")).to_have_count(1)
    page.locator("#view-week").click()
    page.wait_for_url("**province=NL-FL&view=week&on=2022-06-01")


def test_day_of_the_month_on_a_phone_shows_below_the_table(new_page: Any) -> None:
    page = new_page(width=390, height=800)
    page.goto("/agenda/?view=month&on=2023-11-01")
    assert page.locator(".month .month-entries").first.is_hidden()
    day = page.locator("a.month__open").filter(has_text="29")
    assert "1 evenement" in day.inner_text() + day.locator(".visually-hidden").last.inner_text()
    day.click()
    page.wait_for_url("**on=2023-11-29#chosen-day")
    below = page.locator("#chosen-day")
    expect(below).to_be_in_viewport()
    expect(below.locator("h3")).to_contain_text("29 november 2023")
    expect(page.locator(".month__day--chosen")).to_contain_text("29")


def test_whole_table_is_read_with_its_headers(new_page: Any) -> None:
    for width in (1280, 390):
        page = new_page(width=width)
        page.goto(MONTH)
        table = page.get_by_role("table", name="November 2023")
        names = table.get_by_role("columnheader").all_inner_texts()
        assert len(names) == 8
        expect(table.get_by_role("columnheader", name="woensdag")).to_have_count(1)
        expect(table.get_by_role("rowheader", name="Week 48")).to_have_count(1)


def test_list_leads_on_and_back(new_page: Any) -> None:
    page = new_page()
    page.goto("/agenda/")
    past = page.locator("#period-before")
    expect(past).to_have_text("Voorbije evenementen")
    past.click()
    page.wait_for_url("**/agenda/?on=*")
    page.locator("#period-today").click()
    page.wait_for_url("**/agenda/")
    expect(heading(page)).to_contain_text("Vanaf vandaag")


def test_province_on_the_map_opens_its_list(new_page: Any) -> None:
    page = new_page()
    page.goto("/agenda/?view=map&on=2022-01-01")
    tile = page.locator(".province-map__tile").filter(has_text="Flevoland")
    assert int(tile.locator(".province-map__count").text_content()) > 0
    tile.click()
    page.wait_for_url("**/agenda/?province=NL-FL&on=2022-01-01")
    expect(page.locator(".chip")).to_contain_text("Flevoland")


def test_language_switch_keeps_view_day_and_filters(new_page: Any) -> None:
    page = new_page()
    page.goto(MONTH)
    page.locator("#period-after").click()
    page.wait_for_url("**on=2023-12-01")
    page.locator("[data-language-link]").first.click()
    page.wait_for_url("**/en/calendar/?view=month&on=2023-12-01")
    expect(heading(page)).to_contain_text("December 2023")


def test_paper_has_only_what_is_planned(new_page: Any) -> None:
    page = new_page()
    page.goto("/agenda/?view=print&on=2023-11-20&province=NL-FL")
    button = page.locator("[data-print]")
    expect(button).to_be_visible()
    page.evaluate("window.print = () => { window.printed = true }")
    button.click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator(".notice-board__bar").is_visible()
    colours = page.evaluate(
        "[getComputedStyle(document.documentElement).backgroundColor,"
        " getComputedStyle(document.querySelector('.notice-board__title')).color]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    expect(page.locator(".notice-board__title")).to_contain_text("Flevoland")
    # One page of A4 or more, and nothing that is cut off at the side.
    assert page.pdf(prefer_css_page_size=True).count(b"/MediaBox [0 0 59") >= 1


@pytest.mark.parametrize("view", ["list", "month", "week", "map"])
def test_other_views_print_without_menus(view: str, new_page: Any) -> None:
    page = new_page()
    page.goto(f"/agenda/?view={view}&on=2023-11-27")
    page.emulate_media(media="print")
    for hidden in (".site-footer", ".facets", ".agenda-views", ".agenda-navigation", ".downloads"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator(".printed-question").is_visible()
