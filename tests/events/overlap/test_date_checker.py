"""The page for somebody who has only a date in mind."""

from datetime import date, time, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from events.overlap.finding import MOST_NAMED, look_around
from events.overlap.quiet_days import MOST, quieter_days
from tests.events.overlap.planning import DAY, Country, span

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with override("en"):
        yield


def _address(**asked: Any) -> str:
    return f"{reverse('events:date_check')}?{urlencode(asked, doseq=True)}"


def _page(client: Client, **asked: Any) -> str:
    response = client.get(_address(**asked))
    assert response.status_code == 200
    return response.content.decode()


def _asked(country: Country, **more: Any) -> dict[str, Any]:
    return {
        "date": "3-3-2027",
        "province": country.flevoland.code,
        "target_group": country.switchers.ref,
        **more,
    }


def test_stands_before_the_addresses_of_events(client: Client) -> None:
    assert reverse("events:date_check") == "/en/calendar/date-check/"
    page = client.get("/en/calendar/date-check/").content.decode()
    assert "This is how it works" in page
    assert "noindex" not in page


def test_answers_in_a_sentence_with_the_events_and_why(client: Client, country: Country) -> None:
    event = country.event(title="Open dag")
    country.event(title="Elders", provinces=[country.utrecht])
    page = _page(client, **_asked(country))
    assert "One event for career switchers in Flevoland that week." in page
    assert event.get_absolute_url() in page
    assert "also in Flevoland" in page
    assert "same people: career switchers" in page
    assert "Elders" not in page
    assert "noindex" in page


@pytest.mark.parametrize("typed", ["2027-03-03", "3/3/2027", "3 maart 2027", "3 March 2027"])
def test_a_date_is_read_as_people_write_it(typed: str, client: Client, country: Country) -> None:
    assert "Wednesday 3 March 2027" in _page(client, date=typed)


def test_hours_are_compared_when_they_are_given(client: Client, country: Country) -> None:
    country.event(title="Open dag")
    page = _page(client, **_asked(country, start="11.30 uur", end="13u00"))
    assert "It is at the same time." in page
    assert "from 11:30 to 12:00" in page
    later = _page(client, **_asked(country, start="12:00", end="13:00"))
    assert "at the same time" not in later
    assert "on the same day" in later


def test_the_calendar_of_those_weeks_has_the_same_filters(client: Client, country: Country) -> None:
    response = client.get(_address(**_asked(country)))
    assert response.context["calendar_url"] == (
        f"{reverse('events:event_list')}?province={country.flevoland.code}"
        f"&target_group={country.switchers.ref}&from=2027-02-24&to=2027-03-10"
    )


def test_all_that_was_chosen_stays_chosen(client: Client, country: Country) -> None:
    page = _page(
        client,
        **_asked(country, date="ergens in maart", start="elf uur", action_line=country.line_c.ref),
    )
    assert 'value="ergens in maart"' in page
    assert 'type="date"' not in page  # which would drop it
    assert 'value="elf uur"' in page
    for term in (country.flevoland.code, country.switchers.ref, country.line_c.ref):
        assert f'value="{term}" checked' in page
    assert "Write a day such as 31-12-2026." in page
    assert "Write a time such as 09:30." in page
    assert "data-error-summary" in page


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"date": ""}, "Give the date that you have in mind."),
        ({"date": "30-2-2027"}, "Write a day such as 31-12-2026."),
        ({"date": "3-3-0001"}, "The year has to be between"),
        ({"date": "3-3-9999"}, "The year has to be between"),
        ({"date": "\x00"}, "Error:"),
        ({"date": "9" * 5000}, "Error:"),
        ({"date": "3-3-2027", "start": "11:00", "end": "10:00"}, "The end is before the start."),
        ({"date": "3-3-2027", "end": "10:00"}, "Give the time at which it starts as well."),
        ({"date": "3-3-2027", "start": "25:00"}, "Write a time such as 09:30."),
        ({"province": "NL-FL"}, "Give the date that you have in mind."),
    ],
)
def test_what_cannot_be_used_gives_a_sentence(
    asked: dict[str, str], sentence: str, client: Client
) -> None:
    assert sentence in _page(client, **asked)


@pytest.mark.parametrize("value", ["NL-XX", "\x00", "9" * 500, "a'; --"])
def test_terms_that_do_not_exist_are_left_out(value: str, client: Client, country: Country) -> None:
    country.event(title="Open dag")
    page = _page(client, date="3-3-2027", province=value, target_group=value, action_line=value)
    assert "One event that week." in page


def test_an_hour_that_does_not_exist_is_answered(client: Client, country: Country) -> None:
    """The clock goes from two to three on 28 March 2027."""
    assert "28 March 2027" in _page(client, date="28-3-2027", start="2:30", end="2:45")


def test_midnight_as_an_end_is_that_of_the_same_day(client: Client, country: Country) -> None:
    country.event(title="Late", start_time=time(23), end_time=time(23, 30))
    assert "It is at the same time." in _page(client, **_asked(country, start="20:00", end="0:00"))


def test_a_public_holiday_and_a_day_that_is_over_are_said(client: Client, country: Country) -> None:
    assert "This day is a public holiday: King&#x27;s Day." in _page(client, date="27-4-2027")
    page = _page(client, date="3-3-2021")
    assert "This day is over." in page
    assert "public holiday" not in page


def test_a_regional_line_that_the_address_names_is_shown(client: Client, country: Country) -> None:
    assert country.regional_line.ref not in _page(client, date="3-3-2027")
    page = _page(client, date="3-3-2027", action_line=country.regional_line.ref)
    assert f'value="{country.regional_line.ref}" checked' in page


def test_what_is_not_named_is_counted(client: Client, country: Country) -> None:
    for _number in range(MOST_NAMED + 2):
        country.event()
    assert "And 2 more." in _page(client, **_asked(country))


def test_only_reading_is_possible(client: Client) -> None:
    assert client.post(reverse("events:date_check")).status_code == 405


def test_the_language_link_keeps_the_question(client: Client, country: Country) -> None:
    response = client.get(_address(**_asked(country)))
    assert all(
        address.endswith(
            f"?date=2027-03-03&province={country.flevoland.code}"
            f"&target_group={country.switchers.ref}"
        )
        for _language, address in response.context["alternate_urls"]
    )


def test_more_events_take_no_more_queries(client: Client, country: Country) -> None:
    client.get(_address(**_asked(country)))
    counts = []
    for events in (1, 20):
        for _number in range(events):
            country.event()
        with CaptureQueriesContext(connection) as asked:
            client.get(_address(**_asked(country)))
        counts.append(len(asked))
    assert counts[0] == counts[1]


class TestQuieterDays:
    today = DAY - timedelta(days=30)

    def _quieter(self, country: Country, day: date = DAY) -> list[tuple[date, int]]:
        plan = country.proposal(spans=(span(day, None),))
        return [(quiet.day, quiet.events) for quiet in quieter_days(look_around(plan), self.today)]

    def test_are_the_quietest_weekdays_in_the_order_of_the_calendar(self, country: Country) -> None:
        for offset, count in ((0, 3), (-1, 1), (1, 2), (2, 0), (5, 0)):
            for _number in range(count):
                country.event(DAY + timedelta(days=offset))
        days = self._quieter(country)
        assert len(days) == MOST
        assert days == sorted(days)
        assert all(day.weekday() < 5 and events == 0 for day, events in days)
        assert DAY + timedelta(days=2) in dict(days)

    def test_are_not_named_for_a_day_that_is_quiet_itself(self, country: Country) -> None:
        country.event(DAY + timedelta(days=1))
        assert self._quieter(country) == []

    def test_leave_out_days_as_busy_and_days_that_are_over(self, country: Country) -> None:
        self.today = DAY
        country.event()
        country.event(DAY + timedelta(days=1))
        days = dict(self._quieter(country))
        assert DAY + timedelta(days=1) not in days
        assert all(day > DAY for day in days)

    def test_leave_out_public_holidays(self, country: Country) -> None:
        day = date(2027, 4, 28)
        country.event(day)
        assert date(2027, 4, 27) not in dict(self._quieter(country, day))

    def test_include_the_weekend_for_a_date_in_a_weekend(self, country: Country) -> None:
        saturday = DAY + timedelta(days=3)
        country.event(saturday)
        assert saturday + timedelta(days=1) in dict(self._quieter(country, saturday))

    def test_what_goes_on_for_days_makes_each_of_them_busy(self, country: Country) -> None:
        country.event(DAY - timedelta(days=9), end_date=DAY + timedelta(days=9), all_day=True,
                      start_time=None, end_time=None)  # fmt: skip
        assert self._quieter(country) == []
