"""The editing screen of events: dates are entered, shown before saving, and nothing typed is lost."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import override
from wagtail.users.models import UserProfile

from events.models import Event, EventChange, Occurrence
from tests.admin.forms import filled_form
from tests.factories import EventFactory


@pytest.fixture(autouse=True)
def in_english(people: Any) -> Iterator[None]:
    """So that the sentences here are those of the code."""
    for user in (people.manager_a, people.coordinator):
        UserProfile.objects.create(user=user, preferred_language="en")
    with translation.override("en"):
        yield


def address(name: str, *arguments: Any) -> str:
    return reverse(Event.snippet_viewset.get_url_name(name), args=arguments)


#: Tuesdays of 2027 from ten to twelve.
TUESDAYS = {
    "title": "Inloop",
    "summary": "Voor iedereen.",
    "start_date": "5-1-2027",
    "start_time": "10:00",
    "end_time": "12:00",
    "repeat": "weekly",
    "repeat_ends": "count",
    "repeat_count": "4",
}


def changed_date(**typed: Any) -> dict[str, Any]:
    """One row of the dates that are different."""
    row = {"id": "", "DELETE": "", **typed}
    return {
        "changes-TOTAL_FORMS": "1",
        **{f"changes-0-{name}": value for name, value in row.items()},
    }


def series(people: Any, **fields: Any) -> Event:
    """A live series of four Tuesdays in January 2027."""
    defaults = {
        "title": "Inloop", "region": people.region_a, "start_date": date(2027, 1, 5),
        "start_time": time(10), "end_time": time(12), "rule": "FREQ=WEEKLY;COUNT=4;BYDAY=TU",
    }  # fmt: skip
    return EventFactory(**defaults | fields)


def days(event: Event) -> list[date]:
    return list(event.occurrences.order_by("first_day").values_list("first_day", flat=True))


@override("en")
def errors_of(page: Any) -> dict[str, list[str]]:
    """What the form says, by field; of the changed dates with the name of their row.

    In the language of the people of these tests: some of it is only put into words when it is read.
    """
    form = page.context["form"]
    # A request leaves behind the language of the site, and some sentences wait to be read.
    with translation.override("en"):
        found = {name: [str(message) for message in said] for name, said in form.errors.items()}
        for number, row in enumerate(form.formsets["changes"].forms):
            for name, said in row.errors.items():
                found[f"changes-{number}-{name}"] = [str(message) for message in said]
    return found


def test_series_is_entered_and_is_on_the_calendar(people: Any, as_user: Any) -> None:
    browser = as_user(people.manager_a)
    data = filled_form(
        browser, address("add"), **TUESDAYS, region=people.region_a.pk, not_on="12-1-2027",
        also_on="vr 15 januari 2027 14:00",
        **changed_date(original_date="19-1-2027", start_time="13:00", end_time="15:00",
                       note="Deze keer na de lunch"),
    )  # fmt: skip
    assert browser.post(address("add"), data | {"action-publish": "1"}).status_code == 302
    event = Event.objects.get()
    assert event.rule == "FREQ=WEEKLY;COUNT=4;BYDAY=TU"
    assert days(event) == [date(2027, 1, day) for day in (5, 15, 19, 26)]
    moved = event.occurrences.get(first_day=date(2027, 1, 19))
    assert (moved.starts_at.hour, moved.original) == (12, "2027-01-19T10:00:00")  # UTC
    assert moved.change.note == "Deze keer na de lunch"


def test_form_shows_the_series_again(people: Any, as_user: Any) -> None:
    event = series(people, excluded_dates=["2027-01-12"])
    data = filled_form(as_user(people.manager_a), address("edit", event.pk))
    assert data["repeat"] == ["weekly"]
    assert data["repeat_weekdays"] == ["1"]
    assert (data["repeat_ends"], data["repeat_count"]) == (["count"], ["4"])
    assert data["not_on"][0].strip() == "12 January 2027"


def test_saving_without_a_change_changes_nothing(people: Any, as_user: Any) -> None:
    rule = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;WKST=SU"
    event = series(people, rule=rule, start_date=date(2027, 1, 29), extra_dates=["2027-01-08"])
    before = days(event)
    browser = as_user(people.manager_a)
    edit = address("edit", event.pk)
    browser.post(edit, filled_form(browser, edit, **{"action-publish": "1"}))
    event.refresh_from_db()
    assert (event.rule, event.extra_dates) == (rule, ["2027-01-08"])
    assert days(event) == before


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"end_date": "4-1-2027"}, "end_date", "before the start"),
        ({"repeat": "", "registration_deadline": "6-1-2027"}, "registration_deadline", "after"),
        ({"repeat_ends": "until", "repeat_until": "1-1-2020"}, "repeat_until", "before it has"),
        ({"repeat_count": "99999999"}, "repeat_count", "5000"),
        ({"time_zone": "Mars/Olympus"}, "time_zone", "Mars/Olympus"),
        ({"start_date": "1-1-0001"}, "start_date", "1970"),
        ({"start_date": "31-12-9999"}, "start_date", "2100"),
        ({"not_on": "7-1-2027"}, "not_on", "There is no date"),
        (changed_date(original_date="7-1-2027"), "changes-0-original_date", "There is no date"),
        (
            changed_date(original_date="12-1-2027", start_time="12:00", end_time="11:00"),
            "changes-0-original_date",
            "before the start",
        ),
        (changed_date(original_date="soms"), "changes-0-original_date", "31-12-2026"),
    ],
)
@pytest.mark.parametrize("button", ["action-publish", "action-save"])
def test_mistake_is_said_at_its_field_and_nothing_typed_is_lost(
    button: str, typed: dict[str, Any], field: str, words: str, people: Any, as_user: Any
) -> None:
    browser = as_user(people.coordinator)
    data = filled_form(browser, address("add"), **TUESDAYS | typed)
    page = browser.post(address("add"), data | {button: "1"})
    assert page.status_code == 200
    found = errors_of(page)
    assert set(found) == {field}
    assert words in found[field][0]
    html = page.content.decode()
    for value in (TUESDAYS | typed).values():
        assert not value or value in html, value
    assert not Event.objects.exists()


def test_two_changes_of_one_date_are_told_apart_from_none(people: Any, as_user: Any) -> None:
    browser = as_user(people.coordinator)
    rows = {
        "changes-TOTAL_FORMS": "2",
        **{f"changes-{row}-original_date": "12-1-2027" for row in (0, 1)},
        "changes-0-cancelled": "on", "changes-1-start_time": "14:00",
        **{f"changes-{row}-{name}": "" for row in (0, 1) for name in ("id", "DELETE")},
    }  # fmt: skip
    data = filled_form(browser, address("add"), **TUESDAYS | rows)
    found = errors_of(browser.post(address("add"), data))
    assert list(found) == ["changes-1-original_date"]
    assert "two changes" in found["changes-1-original_date"][0]


def test_series_moves_with_its_changed_dates_in_one_go(people: Any, as_user: Any) -> None:
    """What was changed before is judged as it is typed now, not as it was stored."""
    event = series(people)
    event.changes = [EventChange(original_date=date(2027, 1, 12), cancelled=True)]
    event.save()
    browser = as_user(people.manager_a)
    edit = address("edit", event.pk)
    data = filled_form(
        browser, edit, start_date="6-1-2027", repeat_weekdays=["2"],
        **{"changes-0-original_date": "13-1-2027", "action-publish": "1"},
    )  # fmt: skip
    assert browser.post(edit, data).status_code == 302
    event = Event.objects.get()
    assert days(event) == [date(2027, 1, day) for day in (6, 13, 20, 27)]
    assert event.occurrences.get(first_day=date(2027, 1, 13)).is_cancelled


def test_draft_without_a_day_is_refused_in_words(people: Any, as_user: Any) -> None:
    browser = as_user(people.coordinator)
    data = filled_form(browser, address("add"), title="Ooit", summary="")
    page = browser.post(address("add"), data)
    assert list(errors_of(page)) == ["start_date"]
    assert "A draft needs one too" in errors_of(page)["start_date"][0]


def test_unfinished_draft_with_a_day_is_kept(people: Any, as_user: Any) -> None:
    browser = as_user(people.coordinator)
    data = filled_form(
        browser, address("add"), title="Ooit", summary="", start_date="5-1-2027", all_day="on"
    )
    assert browser.post(address("add"), data).status_code == 302
    assert not Event.objects.get().live
    assert not Occurrence.objects.exists()


def test_copy_starts_a_life_of_its_own(people: Any, as_user: Any) -> None:
    event = series(people, excluded_dates=["2027-01-12"])
    event.changes = [EventChange(original_date=date(2027, 1, 19), note="Anders")]
    event.save()
    browser = as_user(people.manager_a)
    data = filled_form(browser, address("copy", event.pk))
    browser.post(address("add"), data | {"action-publish": "1"})
    copy = Event.objects.exclude(pk=event.pk).get()
    assert (copy.rule, days(copy)) == (event.rule, days(event))
    assert [change.note for change in copy.changes.all()] == ["Anders"]
    assert event.changes.count() == 1
    entries = [getattr(item, "calendar_entry", None) for item in (event, copy)]
    assert None in entries or entries[0].uid != entries[1].uid


def test_versions_are_compared_in_words(people: Any, as_user: Any) -> None:
    event = series(people, live=False)
    first = event.save_revision()
    event.rule, event.excluded_dates = "FREQ=DAILY;COUNT=3", ["2027-01-06"]
    second = event.save_revision()
    page = as_user(people.manager_a).get(
        address("revisions_compare", event.pk, first.pk, second.pk)
    )
    html = page.content.decode()
    assert "FREQ" not in html
    assert "6 January 2027" in html


def shown_dates(browser: Any, url: str, data: dict[str, Any]) -> str:
    page = browser.post(url, data)
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def test_dates_are_shown_before_saving(people: Any, as_user: Any) -> None:
    browser = as_user(people.manager_a)
    data = filled_form(browser, address("add"), **TUESDAYS, not_on="12-1-2027")
    data["title"] = [""]  # what is missing elsewhere does not matter
    html = shown_dates(browser, address("show_dates_on_add"), data)
    assert html.count("<li>") == 3
    assert "Tuesday 5 January 2027, 10:00 to 12:00" in html
    assert "12 January" not in html
    assert not Event.objects.exists()


def test_faults_are_told_instead_of_dates(people: Any, as_user: Any) -> None:
    event = series(people)
    browser = as_user(people.manager_a)
    data = filled_form(browser, address("edit", event.pk), start_date="", repeat_count="x")
    html = shown_dates(browser, address("show_dates_on_edit", event.pk), data)
    assert html.count("<li>") == 2
    assert event.revisions.count() == 0


def test_endless_series_shows_what_comes_next(people: Any, as_user: Any) -> None:
    browser = as_user(people.manager_a)
    today = date.today()
    data = filled_form(
        browser, address("add"),
        **TUESDAYS | {"start_date": "5-1-2021", "repeat_ends": "never", "repeat_count": ""},
    )  # fmt: skip
    html = shown_dates(browser, address("show_dates_on_add"), data)
    assert html.count("<li>") == 12
    assert str((today + timedelta(days=7)).year) in html


@pytest.mark.parametrize("person", ["manager_b", "member", None])
def test_nobody_else_asks_for_the_dates(person: str | None, people: Any, as_user: Any) -> None:
    event = series(people)
    browser = as_user(getattr(people, person) if person else None)
    answer = browser.post(address("show_dates_on_edit", event.pk), TUESDAYS)
    assert answer.status_code in (302, 403)
    assert "January" not in answer.content.decode()


def test_list_shows_the_soonest_first_and_what_is_over_last(people: Any, as_user: Any) -> None:
    today = date.today()
    for title, days_ahead in (("Voorbij", -30), ("Later", 30), ("Straks", 2)):
        EventFactory(title=title, region=people.region_a, start_date=today + timedelta(days_ahead))
    begun = EventFactory(
        title="Loopt al", start_date=today - timedelta(days=70), rule="FREQ=WEEKLY"
    )
    browser = as_user(people.manager_a)
    page = browser.get(address("list"))
    titles = [row.title for row in page.context["object_list"]]
    assert titles == ["Loopt al", "Straks", "Later", "Voorbij"]
    assert (
        page.context["object_list"][0].next_day
        == begun.occurrences.filter(last_day__gte=today).order_by("first_day")[0].first_day
    )

    def found(query: str) -> set[str]:
        listed = browser.get(address("list") + query).context["object_list"]
        return {row.title for row in listed}

    assert found("?when=past") == {"Voorbij"}
    assert found("?when=coming") == {"Loopt al", "Straks", "Later"}
    Event.objects.filter(title="Later").update(status="cancelled")
    assert found("?status=cancelled&status=postponed") == {"Later"}
    assert found(f"?region={people.region_a.pk}&when=coming") == {"Straks", "Later"}
