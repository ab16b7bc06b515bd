"""The page with the dates of an event, and the short screens behind its buttons."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from events.models import Event
from tests.factories import EventFactory

TODAY = date.today()
#: The first date is a week from today.
FIRST = TODAY + timedelta(days=7)


@pytest.fixture(autouse=True)
def in_english(people: Any) -> Iterator[None]:
    UserProfile.objects.create(user=people.manager_a, preferred_language="en")
    with translation.override("en"):
        yield


@pytest.fixture
def series(people: Any) -> Event:
    """Four dates, a week apart, from ten to twelve."""
    event = EventFactory(
        title="Inloop", region=people.region_a, live=False, start_date=FIRST,
        start_time=time(10), end_time=time(12), rule="FREQ=WEEKLY;COUNT=4",
        location_name="Bibliotheek",
    )  # fmt: skip
    event.save_revision().publish()
    return Event.objects.get(pk=event.pk)


@pytest.fixture
def browser(people: Any, as_user: Any) -> Any:
    return as_user(people.manager_a)


def original(number: int) -> str:
    """How addresses name a date of the series; the first is 0."""
    return f"{FIRST + timedelta(weeks=number)}T10:00:00"


def address(name: str, event: Event, *arguments: Any) -> str:
    return reverse(Event.snippet_viewset.get_url_name(name), args=[event.pk, *arguments])


def rows(page: Any) -> list[str]:
    """What the page shows of each date, buttons left out."""
    soup = BeautifulSoup(page.content.decode(), "html.parser")
    for actions in soup.select(".event-dates-page__actions"):
        actions.decompose()
    return [" ".join(row.get_text(" ").split()) for row in soup.select(".event-dates-page__row")]


def send(browser: Any, url: str, **changes: str) -> Any:
    """Sends the form of a screen as it is shown, with `changes`."""
    page = browser.get(url)
    assert page.status_code == 200, page.headers
    soup = BeautifulSoup(page.content.decode(), "html.parser")
    form = soup.select_one(".date-operation form")
    data = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    data |= {field["name"]: field.get_text().strip() for field in form.select("textarea[name]")}
    return browser.post(url, data | changes, follow=True)


def test_dates_to_come_are_listed_in_words(series: Event, browser: Any) -> None:
    page = browser.get(address("dates", series))
    assert len(rows(page)) == 4
    assert "10:00 to 12:00" in rows(page)[0]
    assert "Every week" in page.content.decode()


def test_past_dates_stand_behind_a_link(people: Any, browser: Any) -> None:
    event = EventFactory(
        region=people.region_a, start_date=TODAY - timedelta(days=15), rule="FREQ=WEEKLY;COUNT=4"
    )
    assert len(rows(browser.get(address("dates", event)))) == 1
    past = rows(browser.get(address("dates", event) + "?past=1"))
    assert len(past) == 3


def test_long_series_comes_in_pages(people: Any, browser: Any) -> None:
    event = EventFactory(region=people.region_a, rule="FREQ=DAILY")
    first = browser.get(address("dates", event))
    second = browser.get(address("dates", event) + "?p=2")
    assert len(rows(first)) == len(rows(second)) == 20
    assert not set(rows(first)) & set(rows(second))
    for odd in ("0", "-1", "x", "99999"):
        assert browser.get(address("dates", event) + f"?p={odd}").status_code == 200


def test_one_date_is_changed(series: Event, browser: Any) -> None:
    page = send(
        browser, address("change_date", series, original(1)),
        start_time="14.00", end_time="15.30", location_name="Buurthuis", note="Verbouwing",
    )  # fmt: skip
    assert "14:00 to 15:30 instead of" in rows(page)[1]
    assert "another place" in rows(page)[1]
    assert "Verbouwing" in rows(page)[1]
    change = series.changes.get()
    assert (change.location_name, change.title) == ("Buurthuis", "")


def test_form_of_a_changed_date_shows_what_was_said(series: Event, browser: Any) -> None:
    url = address("change_date", series, original(1))
    send(browser, url, start_time="14:00", end_time="15:30", note="Verbouwing")
    page = send(browser, url, note="Toch niet verbouwd")
    assert "14:00 to 15:30" in rows(page)[1]
    assert series.changes.get().note == "Toch niet verbouwd"


def test_sending_the_form_as_it_is_says_nothing(series: Event, browser: Any) -> None:
    send(browser, address("change_date", series, original(1)))
    assert not series.changes.exists()


def test_all_day_date_gets_other_days(people: Any, browser: Any) -> None:
    event = EventFactory(
        region=people.region_a, all_day=True, start_date=FIRST, start_time=None, end_time=None,
        end_date=FIRST + timedelta(days=1), rule="FREQ=MONTHLY;COUNT=3",
    )  # fmt: skip
    url = address("change_date", event, FIRST.isoformat())
    assert "start_time" not in browser.get(url).content.decode()
    send(browser, url, end_date="")
    row = event.occurrences.get(original=FIRST.isoformat())
    assert (row.first_day, row.last_day) == (FIRST, FIRST)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"start_date": "31-2-2027"}, "start_date"),
        ({"start_time": "25:00"}, "start_time"),
        ({"end_time": "9:00"}, "end_time"),
        ({"start_date": "1-1-0001"}, "__all__"),
        ({"online_url": "geen adres"}, "online_url"),
    ],
)
def test_mistake_in_a_date_is_said_and_stays_typed(
    typed: dict[str, str], field: str, series: Event, browser: Any
) -> None:
    page = send(browser, address("change_date", series, original(1)), **typed)
    form = page.context["form"]
    assert list(form.errors) == [field]
    for value in typed.values():
        assert value in page.content.decode()
    assert not series.changes.exists()


def test_date_is_cancelled_and_restored(series: Event, browser: Any) -> None:
    page = send(browser, address("cancel_date", series, original(2)), note="Ziek")
    assert "does not go ahead" in rows(page)[2]
    assert "Ziek" in rows(page)[2]
    page = send(browser, address("restore_date", series, original(2)))
    assert "does not go ahead" not in rows(page)[2]


def test_date_is_taken_out_and_put_back(series: Event, browser: Any) -> None:
    page = send(browser, address("exclude_date", series, original(0)))
    assert len(rows(page)) == 4  # three dates, and the one that was taken out
    assert series.occurrences.count() == 3
    send(browser, address("restore_date", series, original(0)))
    assert series.occurrences.count() == 4


def test_this_and_following_go_on_elsewhere_and_can_be_undone(series: Event, browser: Any) -> None:
    page = send(
        browser, address("change_from_here", series, original(2)),
        start_time="13:00", end_time="15:00", location_name="Buurthuis",
    )  # fmt: skip
    following = Event.objects.exclude(pk=series.pk).get()
    assert (len(rows(page)), following.occurrences.count()) == (2, 2)
    assert (following.live, following.location_name) == (True, "Buurthuis")
    assert address("edit", following) in page.content.decode()
    assert address("undo_series", series) in page.content.decode()
    page = send(browser, address("undo_series", series))
    assert len(rows(page)) == 4
    assert not Event.objects.get(pk=following.pk).live


def test_series_is_ended(series: Event, browser: Any) -> None:
    page = send(browser, address("end_series", series, original(1)))
    assert len(rows(page)) == 1


def test_all_dates_move(series: Event, browser: Any) -> None:
    later = FIRST + timedelta(days=1)
    page = send(
        browser, address("move_series", series), start_date=f"{later:%d-%m-%Y}", start_time="9 uur",
        end_time="10:00",
    )  # fmt: skip
    assert "09:00 to 10:00" in rows(page)[0]
    assert series.occurrences.order_by("starts_at")[0].first_day == later


@pytest.mark.parametrize("name", ["change_from_here", "end_series"])
def test_first_date_is_not_split_off(name: str, series: Event, browser: Any) -> None:
    page = browser.get(address(name, series, original(0)), follow=True)
    assert page.redirect_chain
    assert "This is the first date" in page.content.decode()


@pytest.mark.parametrize("name", ["change_date", "cancel_date", "exclude_date", "restore_date",
                                  "change_from_here", "end_series"])  # fmt: skip
def test_date_that_is_not_there_leads_back_with_a_word(
    name: str, series: Event, browser: Any
) -> None:
    for wrong in ("2020-01-01T10:00:00", FIRST.isoformat(), f"{FIRST}T11:00:00"):
        for ask in (browser.get, browser.post):
            page = ask(address(name, series, wrong), follow=True)
            assert [target for target, _code in page.redirect_chain] == [address("dates", series)]
    for nonsense in ("morgen", "2027-13-01", "2027-01-01T10:00:00+01:00", "9" * 300):
        assert browser.get(address(name, series, nonsense)).status_code == 404
    assert series.occurrences.count() == 4


def test_event_with_one_date_sends_to_the_form(people: Any, browser: Any) -> None:
    event = EventFactory(region=people.region_a, start_date=FIRST)
    html = browser.get(address("dates", event)).content.decode()
    assert len(rows(browser.get(address("dates", event)))) == 1
    assert "/cancel/" not in html
    assert address("edit", event) in html


def test_page_shows_what_readers_see_beside_a_draft(series: Event, browser: Any) -> None:
    series.rule = "FREQ=WEEKLY;COUNT=2"
    series.save_revision()
    page = browser.get(address("dates", series))
    assert len(rows(page)) == 4
    assert "draft with other dates" in page.content.decode()


def test_broken_rule_is_told_and_not_fatal(people: Any, browser: Any) -> None:
    event = EventFactory(region=people.region_a, live=False, rule="FREQ=HOURLY")
    page = browser.get(address("dates", event))
    assert page.status_code == 200
    assert address("edit", event) in page.content.decode()
    for name in ("change_date", "restore_date", "end_series", "change_from_here"):
        page = browser.get(address(name, event, original(0)), follow=True)
        assert page.redirect_chain
    assert send(browser, address("move_series", event)).context["form"].errors


def test_form_and_list_lead_to_the_dates(series: Event, browser: Any) -> None:
    dates = address("dates", series)
    assert dates in browser.get(address("edit", series)).content.decode()
    listed = browser.get(reverse(Event.snippet_viewset.get_url_name("list"))).content.decode()
    assert dates in listed


def test_history_names_the_date(series: Event, browser: Any) -> None:
    send(browser, address("cancel_date", series, original(1)))
    entry = ModelLogEntry.objects.get(action="events.cancel_date")
    with translation.override("en"):
        day = FIRST + timedelta(weeks=1)
        assert f"{day.day} " in entry.message
        assert "Cancelled" in entry.message
    assert entry.message in browser.get(address("history", series)).content.decode()


@pytest.mark.parametrize("person", ["manager_b", "member", None])
def test_others_neither_see_nor_change(
    person: str | None, series: Event, people: Any, as_user: Any
) -> None:
    other = as_user(getattr(people, person) if person else None)
    for name in ("change_date", "cancel_date", "exclude_date", "restore_date", "end_series",
                 "change_from_here"):  # fmt: skip
        for ask in (other.get, other.post):
            assert ask(address(name, series, original(1))).status_code in (302, 403)
    for name in ("dates", "move_series", "undo_series"):
        assert other.get(address(name, series)).status_code in (302, 403)
    assert (series.occurrences.count(), series.changes.count()) == (4, 0)
