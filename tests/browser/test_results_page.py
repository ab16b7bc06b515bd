"""What the page of results does in a browser: dates, order, and paper."""

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.test_keyboard import tab_to

if TYPE_CHECKING:
    from playwright.sync_api import Page

ARTICLES = "/zoeken/?kind=article"


def expect(locator: Any) -> Any:
    return pytest.importorskip("playwright.sync_api").expect(locator)


def test_wrong_date_is_said_at_once_and_stays_typed(new_page: Any) -> None:
    page = new_page()
    page.goto(ARTICLES)
    tab_to(page, "#date-from")
    page.keyboard.type("31 november 2026")
    page.keyboard.press("Tab")
    expect(page.locator("#date-from-error")).to_be_visible()
    expect(page.locator("#date-from")).to_have_value("31 november 2026")
    expect(page.locator("#date-to")).to_be_focused()


def test_what_is_being_typed_survives_the_answer_to_what_was(new_page: Any) -> None:
    page = new_page()
    page.goto(ARTICLES)
    page.route("**/zoeken/?*", lambda route: page.wait_for_timeout(300) or route.continue_())
    tab_to(page, "#date-from")
    page.keyboard.type("1-1-2026")
    page.keyboard.press("Tab")
    page.keyboard.type("31-12")
    page.wait_for_url("**from=2026-01-01*")
    expect(page.locator(".chip")).to_have_count(2)
    assert page.locator("#date-to").input_value() == "31-12"
    page.keyboard.type("-2026")
    page.keyboard.press("Tab")
    page.wait_for_url("**to=2026-12-31*")


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_shortcut_fills_the_dates(scripts: bool, new_page: Any) -> None:
    page = new_page(java_script_enabled=scripts)
    page.goto(ARTICLES)
    tab_to(page, ".dates__shortcut")
    page.keyboard.press("Enter")
    page.wait_for_url("**from=*to=*")
    assert page.locator(".dates__shortcut[aria-current]").count() == 1
    assert page.locator("#date-from").input_value()
    assert page.locator("#date-to").input_value()


def test_filters_on_a_phone_are_open_when_a_date_in_them_is_wrong(new_page: Any) -> None:
    page = new_page(width=390, height=800)
    page.goto(ARTICLES)
    assert not page.locator("#date-from").is_visible()
    page.goto(f"{ARTICLES}&from=31-11-2026")
    assert page.locator("#date-from-error").is_visible()


def choose_order(page: "Page", value: str) -> None:
    page.locator("#search-sort").select_option(value)
    page.wait_for_url(f"**sort={value}*")


def test_new_words_are_ordered_anew_and_a_later_choice_stays(new_page: Any) -> None:
    page = new_page()
    page.goto("/zoeken/")
    choose_order(page, "title")
    page.locator("#search-q").fill("omscholing")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?q=omscholing")
    expect(page.locator("#search-sort")).to_have_value("relevance")
    choose_order(page, "title")
    page.locator("input[name=province][value=NL-FL]").check()
    page.wait_for_url("**province=NL-FL&sort=title")
    expect(page.locator("#search-sort")).to_have_value("title")


def test_feed_that_the_browser_finds_follows_the_filters(new_page: Any) -> None:
    page = new_page()
    page.goto("/zoeken/?q=omscholing")
    page.locator("input[name=province][value=NL-FL]").check()
    page.wait_for_url("**province=NL-FL")
    feed = page.locator("head link[type='application/atom+xml']")
    expect(feed).to_have_attribute("href", page.url + "&format=atom")


def test_paper_shows_the_question_and_addresses_but_no_filters(new_page: Any) -> None:
    page = new_page()
    page.goto("/zoeken/?q=omscholing&province=NL-FL")
    assert not page.locator(".printed-question").is_visible()
    page.emulate_media(media="print")
    printed = page.locator(".printed-question").inner_text()
    assert "omscholing" in printed
    assert "Flevoland" in printed
    for hidden in (".facets", ".chips", ".search-field", ".pagination", ".downloads", ".select"):
        assert not page.locator(hidden).first.is_visible()
    after = page.locator(".card__link").first.evaluate(
        "link => getComputedStyle(link, '::after').content"
    )
    assert "http" in after
