"""The form of an event tells what else happens then, and keeps what the organiser says of it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

from events.models import Event, PairVerdict
from tests.admin.forms import filled_form
from tests.events.overlap.planning import DAY, Country

INTENDED, UNRELATED = PairVerdict.Verdict.INTENDED, PairVerdict.Verdict.UNRELATED


@pytest.fixture(autouse=True)
def in_english(people: Any) -> Iterator[None]:
    for user in (people.manager_a, people.manager_b, people.coordinator):
        UserProfile.objects.create(user=user, preferred_language="en")
    with translation.override("en"):
        yield


def _address(name: str, *arguments: Any) -> str:
    return reverse(Event.snippet_viewset.get_url_name(name), args=arguments)


def _typed(browser: Any, country: Country, event: Event | None = None, **changes: Any) -> Any:
    """The form as it is after typing a plan for career switchers in Flevoland."""
    address = _address("edit", event.pk) if event else _address("add")
    plan = {
        "title": "Mijn bijeenkomst",
        "start_date": DAY.isoformat(),
        "start_time": "10:00",
        "end_time": "12:00",
        "provinces": [country.flevoland.pk],
        "target_groups": [country.switchers.pk],
    }
    return filled_form(browser, address, **plan | changes)


def _answer(browser: Any, typed: Any, event: Event | None = None) -> str:
    url = _address("overlap_on_edit", event.pk) if event else _address("overlap_on_add")
    response = browser.post(url, typed)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def browser(people: Any, as_user: Any) -> Any:
    return as_user(people.manager_a)


@pytest.fixture
def mine(people: Any, country: Country) -> Event:
    return country.event(title="Mijn bijeenkomst", region=people.region_a)


def test_the_form_has_the_panel_and_where_to_ask(
    browser: Any, country: Country, mine: Event
) -> None:
    assert f'data-url="{_address("overlap_on_add")}"' in browser.get(_address("add")).text
    page = browser.get(_address("edit", mine.pk)).text
    assert f'data-url="{_address("overlap_on_edit", mine.pk)}"' in page
    assert "curators/overlap.js" in page


def test_what_is_typed_is_compared_and_nothing_is_saved(browser: Any, country: Country) -> None:
    country.event(title="Open dag")
    said = _answer(browser, _typed(browser, country))
    assert "One other event for career switchers in Flevoland that week." in said
    assert "It is at the same time." in said
    assert "Open dag" in said
    assert "also in Flevoland" in said
    assert not Event.objects.filter(title="Mijn bijeenkomst").exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"start_date": ""}, "Fill in the date to see"),
        ({"start_time": ""}, "Fill in the time to see"),
        ({"provinces": []}, "Fill in the provinces to see"),
        ({"target_groups": []}, "Fill in the target groups or action lines to see"),
        (
            {"start_date": "", "provinces": [], "target_groups": []},
            "Fill in the date, the provinces and the target groups or action lines to see",
        ),
        ({"end_time": "9:00"}, "The dates are not right yet"),
        ({"repeat": "weekly", "repeat_ends": "until"}, "The dates are not right yet"),
        ({"status": "cancelled"}, "This does not go ahead"),
    ],
)
def test_what_is_missing_is_asked_for(
    changes: dict[str, Any], sentence: str, browser: Any, country: Country
) -> None:
    country.event(title="Open dag")
    said = _answer(browser, _typed(browser, country, **changes))
    assert sentence in said
    assert "Open dag" not in said


def test_faults_elsewhere_in_the_form_do_not_matter(browser: Any, country: Country) -> None:
    country.event(title="Open dag")
    typed = _typed(browser, country, title="", summary="x" * 400, registration_url="geen adres")
    assert "Open dag" in _answer(browser, typed)


def test_every_date_of_a_repetition_is_compared(browser: Any, country: Country) -> None:
    start = date.today() + timedelta(days=3)
    country.event(start + timedelta(days=14), title="Over twee weken")
    typed = _typed(
        browser, country, start_date=start.isoformat(), repeat="weekly", repeat_ends="count",
        repeat_count="3",
    )  # fmt: skip
    said = _answer(browser, typed)
    assert "around these dates" in said
    assert "Over twee weken" in said


def test_the_event_itself_and_parts_of_the_same_larger_event_are_left_out(
    browser: Any, people: Any, country: Country, mine: Event
) -> None:
    week = country.event(title="Week van de ICT")
    country.event(title="Dag in Almere", part_of=week)
    said = _answer(browser, _typed(browser, country, mine, part_of=week.pk), mine)
    assert "No other events" in said


def test_a_probable_double_can_be_opened_or_passed_by(browser: Any, country: Country) -> None:
    twin = country.event(title="Mijn bijeenkomst!", location_name="Stadhuis", target_groups=[])
    typed = _typed(browser, country, location_name="Stadhuis")
    said = _answer(browser, typed)
    assert "Probably this is in the calendar already" in said
    assert f'href="{twin.path_in("en")}"' in said
    assert "nearly the same title" in said
    assert "Probably" not in _answer(browser, {**typed, "overlap-unrelated": [str(twin.pk)]})


def test_a_public_holiday_is_said(browser: Any, country: Country) -> None:
    said = _answer(browser, _typed(browser, country, start_date="27-4-2027"))
    assert "Tuesday 27 April 2027 is a public holiday: King&#x27;s Day." in said


class TestKnownAndIntended:
    def test_waits_in_the_form_until_a_new_event_is_saved(
        self, browser: Any, people: Any, country: Country
    ) -> None:
        other = country.event(title="Open dag")
        typed = _typed(
            browser, country, region=people.region_a.pk, **{"overlap-intended": other.pk}
        )
        said = _answer(browser, typed)
        assert "No other events" in said
        assert "What you said you know" in said
        assert not PairVerdict.objects.exists()

        browser.post(_address("add"), typed)
        event = Event.objects.get(title="Mijn bijeenkomst")
        verdict = PairVerdict.objects.get()
        assert {verdict.first_id, verdict.second_id} == {event.pk, other.pk}
        assert (verdict.verdict, verdict.decided_by) == (INTENDED, people.manager_a)

    def test_counts_at_once_for_an_event_that_is_stored(
        self, browser: Any, country: Country, mine: Event
    ) -> None:
        other = country.event(title="Open dag")
        typed = _typed(browser, country, mine)
        said = {"overlap-intended": [str(other.pk)], "overlap-pressed": ["intended"]}
        assert "No other events" in _answer(browser, typed | said, mine)
        assert PairVerdict.objects.get().verdict == INTENDED
        assert "No other events" in _answer(browser, typed, mine)

    def test_a_new_event_near_by_is_the_only_one_spoken_of(
        self, browser: Any, people: Any, country: Country, mine: Event
    ) -> None:
        old = country.event(title="Open dag")
        PairVerdict.objects.create(first=mine, second=old, verdict=INTENDED)
        country.event(title="Banenmarkt")
        said = _answer(browser, _typed(browser, country, mine), mine)
        news, known = said.split("What you said you know")
        assert "One other event" in news
        assert "Banenmarkt" in news
        assert "Open dag" in known

    def test_can_be_asked_about_again(self, browser: Any, country: Country, mine: Event) -> None:
        other = country.event(title="Open dag")
        PairVerdict.objects.create(first=mine, second=other, verdict=INTENDED)
        typed = _typed(browser, country, mine) | {"overlap-pressed": ["ask-again"]}
        assert "One other event" in _answer(browser, typed, mine)
        assert not PairVerdict.objects.exists()

    def test_is_kept_when_a_stored_event_is_saved(
        self, browser: Any, country: Country, mine: Event
    ) -> None:
        twin = country.event(title="Iets anders")
        typed = _typed(browser, country, mine, **{"overlap-unrelated": twin.pk})
        browser.post(_address("edit", mine.pk), typed)
        assert PairVerdict.objects.get().verdict == UNRELATED

    @pytest.mark.parametrize("keys", ["", "x", "1;2", "9" * 40, "-1", "١", "999999999", ",,,"])
    def test_odd_keys_are_passed_over(
        self, keys: str, browser: Any, country: Country, mine: Event
    ) -> None:
        typed = _typed(browser, country, mine)
        said = {"overlap-intended": [keys], "overlap-pressed": ["intended"]}
        assert "No other events" in _answer(browser, typed | said, mine)
        assert not PairVerdict.objects.exists()

    def test_nothing_can_be_said_of_a_draft_of_somebody_else(
        self, browser: Any, people: Any, country: Country, mine: Event
    ) -> None:
        draft = country.event(title="Geheim", live=False, region=people.region_b)
        typed = _typed(browser, country, mine)
        said = {"overlap-intended": [str(draft.pk)], "overlap-pressed": ["intended"]}
        assert "Geheim" not in _answer(browser, typed | said, mine)
        assert not PairVerdict.objects.exists()


@pytest.mark.parametrize("person", ["member", "manager_b", None])
def test_only_who_may_change_an_event_may_ask_about_it_or_say_something(
    person: str | None, people: Any, as_user: Any, browser: Any, country: Country, mine: Event
) -> None:
    other = country.event(title="Open dag")
    typed = _typed(browser, country, mine)
    said = {"overlap-intended": [str(other.pk)], "overlap-pressed": ["intended"]}
    stranger = as_user(getattr(people, person) if person else None)
    response = stranger.post(_address("overlap_on_edit", mine.pk), typed | said)
    assert response.status_code in (302, 403)
    assert "Open dag" not in response.content.decode()
    assert not PairVerdict.objects.exists()


def test_asking_by_address_is_not_possible(browser: Any, mine: Event) -> None:
    assert browser.get(_address("overlap_on_add")).status_code == 405
    assert browser.get(_address("overlap_on_edit", mine.pk)).status_code == 405
