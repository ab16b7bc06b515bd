"""From home to an item with nothing but keys; with JavaScript, and without."""

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

MANY = 200
FLEVOLAND = "input[name=province][value=NL-FL]"


def tab_to(page: "Page", selector: str) -> None:
    """Press Tab until the focus is there, as somebody without a mouse does."""
    for _step in range(MANY):
        if page.locator(f"{selector}:focus").count():
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached with {MANY} times Tab")


def count_of(page: "Page") -> int:
    return int(page.locator("#results-count").inner_text().split()[0].replace(".", ""))


def search_from_home(page: "Page", text: str) -> int:
    page.goto("/")
    tab_to(page, "main input[name=q]")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/zoeken/?q={text}")
    assert page.locator("main input[name=q]").input_value() == text
    return count_of(page)


def follow_first_result(page: "Page") -> None:
    tab_to(page, "#results .card__link")
    title = page.locator(":focus").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(aanbod|initiatieven|praktijken|organisaties)/\d+-"))
    assert page.locator("h1").inner_text() == title


def test_from_home_to_an_item_with_keys_alone(new_page: Any) -> None:
    page = new_page()
    from_playwright = pytest.importorskip("playwright.sync_api")
    before = search_from_home(page, "omscholing")

    tab_to(page, FLEVOLAND)
    page.keyboard.press("Space")
    page.wait_for_url("**/zoeken/?q=omscholing&province=NL-FL")
    after = count_of(page)
    assert 0 < after < before
    from_playwright.expect(page.locator("#announcer")).to_have_text(
        page.locator("#results-count").inner_text()
    )
    # The list around it was replaced, and the focus is still where it was.
    assert page.locator(f"{FLEVOLAND}:focus").count() == 1
    assert page.locator(".chip").count() == 1

    page.go_back()
    page.wait_for_url("**/zoeken/?q=omscholing")
    from_playwright.expect(page.locator(FLEVOLAND)).not_to_be_checked()
    assert count_of(page) == before
    page.go_forward()
    page.wait_for_url("**/zoeken/?q=omscholing&province=NL-FL")
    from_playwright.expect(page.locator(FLEVOLAND)).to_be_checked()
    assert count_of(page) == after

    follow_first_result(page)
    page.go_back()
    page.wait_for_url("**/zoeken/?q=omscholing&province=NL-FL")
    assert count_of(page) == after


def test_same_journey_without_javascript(new_page: Any) -> None:
    page = new_page(java_script_enabled=False)
    before = search_from_home(page, "omscholing")
    tab_to(page, FLEVOLAND)
    page.keyboard.press("Space")
    tab_to(page, ".facets__apply button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/zoeken/\?.*province=NL-FL"))
    assert page.locator("main input[name=q]").input_value() == "omscholing"
    assert 0 < count_of(page) < before
    follow_first_result(page)
    page.go_back()
    assert page.locator(FLEVOLAND).is_checked()


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_order_and_pages_change_with_keys(scripts: bool, new_page: Any) -> None:
    page = new_page(java_script_enabled=scripts)
    page.goto("/initiatieven/")
    tab_to(page, "select[name=sort]")
    page.keyboard.type("Titel")
    if not scripts:
        page.keyboard.press("Enter")
        tab_to(page, ".facets__apply button")
        page.keyboard.press("Enter")
    page.wait_for_url("**/initiatieven/?*sort=title*")
    first = page.locator("#results .card__title").first.inner_text()
    tab_to(page, ".pagination__link[rel=next]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/initiatieven/?*page=2*")
    assert page.locator("#results .card__title").first.inner_text().lower() > first.lower()


def test_title_says_what_is_searched_for_now(new_page: Any) -> None:
    page = new_page()
    page.goto("/zoeken/")
    tab_to(page, "main input[name=q]")
    page.keyboard.type("omscholing")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?q=omscholing")
    pytest.importorskip("playwright.sync_api").expect(page).to_have_title(
        re.compile("^omscholing ")
    )


def test_chip_takes_its_filter_away(new_page: Any) -> None:
    page = new_page()
    page.goto("/zoeken/?province=NL-FL&kind=offer")
    before = count_of(page)
    tab_to(page, ".chip[href='/zoeken/?kind=offer']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?kind=offer")
    assert count_of(page) > before


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_province_is_chosen_on_the_map(scripts: bool, new_page: Any) -> None:
    page = new_page(java_script_enabled=scripts)
    page.goto("/")
    tab_to(page, ".province-map__tile[href*='NL-ZE']")
    number = re.search(r"\d+", page.locator(":focus").get_attribute("aria-label"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?*NL-ZE*")
    assert number and count_of(page) == int(number[0])
    assert page.locator("input[name=province][value=NL-ZE]").is_checked()


def test_development_path_is_chosen_in_the_picture(new_page: Any) -> None:
    page = new_page()
    page.goto("/")
    tab_to(page, "main svg a[href*='path='], main a[href*='path=']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?*path=*")
    assert page.locator("input[name=path]:checked").count() == 1


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/zoeken/?q=omscholing&province=NL-FL",
        "/regios/flevoland/",
        "/hulp/zoeken/",
        "/aanbod/",
    ],
)
def test_language_switch_keeps_the_page(path: str, new_page: Any) -> None:
    page = new_page()
    page.goto(path)
    here = page.url
    tab_to(page, ".language-switch__link")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/**")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.url.partition("?")[2] == here.partition("?")[2]
    tab_to(page, ".language-switch__link")
    page.keyboard.press("Enter")
    page.wait_for_url(here)


def test_language_switch_follows_the_filters(new_page: Any) -> None:
    page = new_page()
    page.goto("/zoeken/")
    page.locator(FLEVOLAND).check()
    page.wait_for_url("**/zoeken/?province=NL-FL")
    page.locator(".site-header .language-switch__link").click()
    page.wait_for_url("**/en/search/?province=NL-FL")


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_menu_opens_on_a_phone(scripts: bool, new_page: Any) -> None:
    page = new_page(width=390, java_script_enabled=scripts)
    page.goto("/")
    link = page.locator(".site-header__panel a[href='/praktijken/']")
    assert not link.is_visible()
    tab_to(page, ".site-header__toggle")
    page.keyboard.press("Enter")
    assert link.is_visible()
    tab_to(page, ".site-header__panel a[href='/praktijken/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/praktijken/")


def test_filters_fold_on_a_phone_and_stay_within_reach(new_page: Any) -> None:
    page = new_page(width=390)
    page.goto("/zoeken/")
    assert not page.locator(FLEVOLAND).is_visible()
    tab_to(page, ".facets__toggle")
    page.keyboard.press("Enter")
    tab_to(page, FLEVOLAND)
    page.keyboard.press("Space")
    page.wait_for_url("**/zoeken/?province=NL-FL")
    # Who is choosing goes on choosing: the panel does not fold under the finger.
    assert page.locator(f"{FLEVOLAND}:focus").is_visible()


def test_skip_link_leads_to_the_content(new_page: Any) -> None:
    page = new_page()
    page.goto("/zoeken/")
    page.keyboard.press("Tab")
    assert page.locator(".skip-link:focus").is_visible()
    page.keyboard.press("Enter")
    assert page.locator("main:focus").count() == 1
    page.keyboard.press("Tab")
    assert page.locator("main :focus").count() == 1
