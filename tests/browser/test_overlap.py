"""What else happens then: for somebody with a date in mind, and in the form of an event."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.axe import RUN_AXE, TAGS
from tests.browser.pages import MANAGER, PUBLIC
from tests.browser.test_curators_admin import NOT_OURS

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

CHECKER = "/en/calendar/date-check/"
NEW_EVENT = "/beheer/snippets/events/event/add/"
SERIES = next(kind for kind in PUBLIC if kind.name == "event that repeats")
TITLE = "open inloop voor zij-instromers in de ICT"
both_widths = pytest.mark.parametrize("width", [1280, 390])


def expect(locator: Any) -> Any:
    return pytest.importorskip("playwright.sync_api").expect(locator)


@pytest.fixture(scope="module")
def day(opened: Any, address_of: Any) -> date:
    """A coming date of the example for career switchers in Flevoland, from nine to half past eleven."""
    with opened() as page:
        page.goto(address_of(SERIES, "nl"))
        dates = page.locator("#dates ~ .dates-list").first.locator("li:not(.dates-list__date--off)")
        return date.fromisoformat(dates.nth(1).locator("time").get_attribute("datetime")[:10])


class TestDateChecker:
    @both_widths
    @pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
    def test_answers_with_events_and_reasons(
        self, script: bool, width: int, new_page: Any, day: date
    ) -> None:
        page = new_page(width=width, java_script_enabled=script)
        page.goto(CHECKER)
        page.get_by_label("Date", exact=True).fill(f"{day.day}-{day.month}-{day.year}")
        page.get_by_label("From", exact=True).fill("10:00")
        page.get_by_label("Until", exact=True).fill("11:00")
        page.get_by_label("Flevoland", exact=True).check()
        page.locator("summary", has_text="Choose target groups").click()
        page.get_by_label("Career switchers", exact=True).first.check()
        page.get_by_role("button", name="Check this date").click()
        answer = page.locator("#answer")
        expect(answer).to_contain_text("for career switchers in Flevoland that week.")
        expect(answer).to_contain_text("at the same time, from 10:00 to 11:00")
        expect(answer).to_contain_text("same people: career switchers")
        expect(page.get_by_label("Flevoland", exact=True)).to_be_checked()
        expect(page.get_by_label("Career switchers", exact=True)).to_be_checked()
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    def test_a_quieter_day_is_one_step_away(self, new_page: Any, day: date) -> None:
        page = new_page()
        page.goto(f"{CHECKER}?date={day.isoformat()}&province=NL-FL&target_group=zij-instromers")
        quieter = page.locator(".quiet-days__day").first
        name = quieter.inner_text()
        quieter.click()
        expect(page.locator("#answer-title")).to_have_text(name)
        expect(page.get_by_label("Flevoland", exact=True)).to_be_checked()

    def test_what_is_wrong_is_said_first_and_nothing_typed_is_lost(self, new_page: Any) -> None:
        page = new_page(width=390)
        page.goto(CHECKER)
        page.get_by_label("Date", exact=True).fill("next week")
        page.get_by_label("Flevoland", exact=True).check()
        page.keyboard.press("Enter")
        expect(page.locator("[data-error-summary]")).to_be_focused()
        expect(page.get_by_label("Date", exact=True)).to_have_value("next week")
        expect(page.get_by_label("Flevoland", exact=True)).to_be_checked()


class TestFormOfAnEvent:
    @pytest.fixture
    def form(self, new_page: Any, day: date) -> "Page":
        """A new event for career switchers in Flevoland at the time of the example; never saved."""
        page = new_page(who=MANAGER)
        page.route(f"**{NEW_EVENT}", _only_reading)
        page.goto(NEW_EVENT, wait_until="networkidle")
        page.locator("input[name=title]").fill("Mijn bijeenkomst")
        _tab(page, 1)
        page.locator("input[name=start_date]").fill(day.isoformat())
        page.keyboard.press("Tab")
        page.locator("input[name=start_time]").fill("10:00")
        page.locator("input[name=end_time]").fill("11:00")
        _tab(page, 3)
        page.get_by_label("Flevoland", exact=True).first.check()
        page.get_by_label("Zij-instromers", exact=True).first.check()
        return page

    def test_is_told_by_itself_wherever_somebody_is_in_the_form(self, form: "Page") -> None:
        note = form.locator("[data-overlap-note]")
        expect(note).to_contain_text("voor zij-instromers in Flevoland die week")
        expect(form.locator("[data-overlap-spoken]")).to_contain_text("op hetzelfde moment")
        note.get_by_role("button").click()
        answer = form.locator("[data-overlap-answer]")
        expect(answer).to_be_in_viewport()
        expect(answer).to_contain_text(TITLE)
        expect(answer).to_contain_text("ook in Flevoland")
        expect(note).to_be_hidden()

    def test_changes_with_what_is_typed(self, form: "Page", day: date) -> None:
        spoken = form.locator("[data-overlap-spoken]")
        expect(spoken).to_contain_text("op hetzelfde moment")
        _tab(form, 1)
        form.locator("input[name=start_time]").fill("06:00")
        form.locator("input[name=end_time]").fill("06:30")
        expect(spoken).to_contain_text("voor zij-instromers in Flevoland die week")
        expect(spoken).not_to_contain_text("op hetzelfde moment")

    def test_is_quiet_once_it_is_known_and_intended(self, form: "Page") -> None:
        form.locator("[data-overlap-show]").click()
        form.locator("[data-overlap-say=intended]").click()
        answer = form.locator("[data-overlap-answer]")
        expect(answer).to_contain_text("Geen andere bijeenkomsten voor zij-instromers in Flevoland")
        expect(form.locator("[data-overlap-ask]")).to_be_focused()
        assert form.locator("input[name=overlap-intended]").input_value()
        form.locator(".overlap__known summary").click()
        form.locator("[data-overlap-say=ask-again]").click()
        expect(answer.locator("[data-overlap-say=intended]")).to_be_visible()

    def test_calls_the_same_title_and_place_a_probable_double(self, form: "Page") -> None:
        _tab(form, 0)
        form.locator("input[name=title]").fill(f"Voorbeeld: {TITLE}!")
        answer = form.locator("[data-overlap-answer]")
        expect(answer.locator(".overlap__doubles")).to_have_count(1)
        form.locator("[data-overlap-show]").click()
        open_it = answer.locator(".overlap__doubles a.button")
        with form.expect_popup() as opened:
            open_it.click()
        assert TITLE in opened.value.title()
        answer.locator("[data-overlap-say=unrelated]").click()
        expect(answer.locator(".overlap__doubles")).to_have_count(0)

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_is_accessible(self, scheme: str, form: "Page", axe_script: str) -> None:
        form.emulate_media(color_scheme=scheme)
        form.locator("[data-overlap-show]").click()
        expect(form.locator("[data-overlap-answer]")).to_be_in_viewport()
        form.evaluate(axe_script)
        found = form.evaluate(RUN_AXE, TAGS)["violations"]
        ours = [
            (violation["id"], [node["target"] for node in violation["nodes"]])
            for violation in found
            if violation["id"] not in NOT_OURS
        ]
        assert [row for row in ours if "overlap" in str(row)] == []


def _tab(page: "Page", number: int) -> None:
    page.locator("[role=tablist] [role=tab]").nth(number).click()


def _only_reading(route: "Route") -> None:
    """The editor saves what is typed by itself; these tests change nothing."""
    if route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_page_of_crowded_weeks_is_accessible(
    width: int, scheme: str, new_page: Any, axe_script: str
) -> None:
    page = new_page(who=MANAGER, width=width, color_scheme=scheme)
    for path in ("/beheer/agenda/drukte/?region=all", "/beheer/agenda/drukte/?decided"):
        page.goto(path, wait_until="networkidle")
        page.evaluate(axe_script)
        found = page.evaluate(RUN_AXE, TAGS)["violations"]
        assert [violation["id"] for violation in found if violation["id"] not in NOT_OURS] == []
