"""A manager enters a weekly series in a browser, sees its dates, and changes some of them."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from events.models import Event
from publishing.models import RoleAssignment
from tests.factories import EventFactory
from tests.managers_browser import IN_BROWSER, page, violations

__all__ = ["page"]

pytestmark = IN_BROWSER

#: The Tuesday after next week.
FIRST = date.today() + timedelta(days=(1 - date.today().weekday()) % 7 + 14)
ADD = "/beheer/snippets/events/event/add/"


def day(weeks: int) -> date:
    return FIRST + timedelta(weeks=weeks)


def open_tab(page: Any, panel: str) -> None:
    """Opens the tab on which a field is, whatever the language."""
    tab = page.locator(f".w-tabs__panel:has([name={panel}])").get_attribute("aria-labelledby")
    page.locator(f"#{tab}").click()


def enter_series(page: Any) -> None:
    """Five Tuesdays from ten to twelve, but not the second."""
    page.goto(ADD)
    page.fill("[name=title]", "Inloop")
    page.fill("[name=summary]", "Voor iedereen die wil oriënteren.")
    open_tab(page, "start_date")
    page.fill("[name=start_date]", FIRST.isoformat())
    page.fill("[name=start_time]", "10:00")
    page.fill("[name=end_time]", "12:00")
    page.select_option("[name=repeat]", "weekly")
    page.select_option("[name=repeat_ends]", "count")
    page.fill("[name=repeat_count]", "5")
    page.fill("[name=not_on]", f"{day(1):%d-%m-%Y}")


def series() -> Event:
    event = EventFactory(
        title="Inloop", region=RoleAssignment.objects.get().region, live=False,
        start_date=FIRST, rule="FREQ=WEEKLY;COUNT=5", location_name="Bibliotheek",
    )  # fmt: skip
    event.save_revision().publish()
    return Event.objects.get(pk=event.pk)


def press(page: Any, action: str, row: int) -> None:
    """Follows the button of a date on the page of dates; the first is 0."""
    rows = page.locator(".event-dates-page__row")
    rows.nth(row).locator(f"a[href$='/{action}/']").click()
    page.locator(".date-operation").wait_for()


def confirm(page: Any) -> None:
    page.locator(".date-operation button[type=submit]").click()
    page.locator(".event-dates-page").wait_for()


def test_series_is_entered_and_its_dates_are_seen_first(page: Any) -> None:
    enter_series(page)
    shown = page.locator("[data-event-dates-result] li")
    page.locator("[data-event-dates-show]").click()
    shown.first.wait_for()
    assert shown.count() == 4
    assert str(day(2).day) in shown.nth(1).inner_text()
    assert not Event.objects.filter(live=True).exists()

    page.locator("[name=action-publish]").evaluate("button => button.click()")
    page.locator(".messages .success").wait_for()
    event = Event.objects.get()
    assert [row.first_day for row in event.occurrences.order_by("starts_at")] == [
        day(0), day(2), day(3), day(4)
    ]  # fmt: skip
    # Wagtail saves drafts while somebody types, and is refused as long as a day is missing.
    assert [said for said in page.complaints if "400" not in said] == []


def test_only_what_matters_for_the_repetition_is_in_sight(page: Any) -> None:
    page.goto(ADD)
    open_tab(page, "start_date")

    def visible(*names: str) -> list[bool]:
        return [page.locator(f"[name={name}]").first.is_visible() for name in names]

    parts = ("repeat_weekdays", "repeat_month_day", "repeat_nth", "repeat_ends", "repeat_until")
    assert visible(*parts) == [False] * 5
    page.select_option("[name=repeat]", "weekly")
    assert visible(*parts) == [True, False, False, True, False]
    page.select_option("[name=repeat]", "monthly-weekday")
    page.select_option("[name=repeat_ends]", "until")
    assert visible(*parts) == [False, False, True, True, True]
    assert visible("start_time", "end_time") == [True, True]
    page.check("[name=all_day]")
    assert visible("start_time", "end_time") == [False, False]


def test_one_date_and_this_and_following_are_changed(page: Any) -> None:
    event = series()
    page.goto(f"/beheer/snippets/events/event/edit/{event.pk}/")
    page.locator(f"a[href$='/dates/{event.pk}/']").first.click()
    page.locator(".event-dates-page").wait_for()

    press(page, "change", row=1)
    page.fill("[name=start_time]", "14:00")
    page.fill("[name=end_time]", "16:00")
    page.fill("[name=note]", "Deze keer in de middag")
    confirm(page)
    assert "14:00" in page.locator(".event-dates-page__row").nth(1).inner_text()

    press(page, "cancel", row=2)
    confirm(page)
    assert page.locator(".event-dates-page__row").nth(2).locator("s").count() == 1

    press(page, "and-following", row=3)
    page.fill("[name=location_name]", "Buurthuis")
    confirm(page)
    assert page.locator(".event-dates-page__row").count() == 3
    following = Event.objects.exclude(pk=event.pk).get()
    assert (following.location_name, following.occurrences.count()) == ("Buurthuis", 2)

    page.locator("a[href$='/undo/']").click()
    page.locator(".date-operation").wait_for()
    confirm(page)
    assert page.locator(".event-dates-page__row").count() == 5
    assert page.complaints == []


def test_dates_are_changed_with_the_keyboard_alone(page: Any) -> None:
    event = series()
    page.goto(f"/beheer/snippets/events/event/dates/{event.pk}/")
    page.locator(".event-dates-page__row").nth(1).locator("a[href$='/cancel/']").focus()
    page.keyboard.press("Enter")
    page.locator(".date-operation").wait_for()
    page.locator("[name=note]").focus()
    page.keyboard.type("Ziek")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".event-dates-page").wait_for()
    assert event.changes.get().note == "Ziek"


@pytest.mark.parametrize("width", [1280, 390])
def test_what_is_ours_is_accessible_and_fits(width: int, page: Any) -> None:
    event = series()
    page.set_viewport_size({"width": width, "height": 900})
    found: dict[str, Any] = {}

    def look(name: str) -> None:
        found[name] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name

    enter_series(page)
    page.locator("[data-event-dates-show]").click()
    page.locator("[data-event-dates-result] li").first.wait_for()
    look("form")
    page.goto(f"/beheer/snippets/events/event/dates/{event.pk}/")
    page.locator(".event-dates-page").wait_for()
    look("dates")
    for action in ("change", "cancel", "take-out", "and-following", "end"):
        page.goto(f"/beheer/snippets/events/event/dates/{event.pk}/")
        press(page, action, row=1)
        look(action)
    page.goto(f"/beheer/snippets/events/event/dates/{event.pk}/move/")
    look("move")
    assert {name: said for name, said in found.items() if said} == {}


def test_day_that_cannot_be_does_not_turn_into_another(page: Any) -> None:
    """What cannot be read must not silently become today."""
    enter_series(page)
    page.locator("[name=start_date]").focus()
    page.keyboard.press("Delete")
    page.locator("[name=start_time]").focus()
    assert page.input_value("[name=start_date]") == ""
    page.locator("[data-event-dates-show]").click()
    result = page.locator("[data-event-dates-result] li")
    result.first.wait_for()
    assert re.search(r"(dag|day)", result.first.inner_text())
