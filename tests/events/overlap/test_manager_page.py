"""The page of crowded weeks and doubles: who sees it, who judges, and that it is remembered."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from events.models import Event, PairVerdict
from events.overlap.crowded_weeks import LEAST
from events.overlap.intervals import monday_of
from events.overlap.manager_page import WEEKS
from tests.events.overlap.planning import Country
from tests.factories import ProvinceFactory

pytestmark = pytest.mark.django_db

SAME, JOINT = PairVerdict.Verdict.SAME, PairVerdict.Verdict.JOINT
TITLE = "Banenmarkt ICT"


@pytest.fixture(autouse=True)
def in_english(people: Any) -> Iterator[None]:
    for user in (people.manager_a, people.manager_b, people.coordinator, people.administrator):
        UserProfile.objects.create(user=user, preferred_language="en")
    with translation.override("en"):
        yield


@pytest.fixture
def address() -> str:
    return reverse("events_crowded")


@pytest.fixture
def day() -> date:
    """A Wednesday in two weeks."""
    return monday_of(timezone.localdate()) + timedelta(days=16)


@pytest.fixture
def here(people: Any, country: Country) -> Any:
    """A province of the first manager's region."""
    return ProvinceFactory(label="Hier", region=people.region_a)


@pytest.fixture
def twins(people: Any, country: Country, day: date, here: Any) -> list[Event]:
    return [
        country.event(day, title=title, location_name="Stadhuis", provinces=[here],
                      region=people.region_a)
        for title in (TITLE, f"{TITLE}!")
    ]  # fmt: skip


def _verdict(twins: list[Event], verdict: str = SAME, **more: str) -> dict[str, Any]:
    return {"first": twins[0].pk, "second": twins[1].pk, "verdict": verdict, **more}


class TestWhoMayOpenIt:
    @pytest.mark.parametrize("person", ["manager_a", "coordinator", "administrator"])
    def test_curators(self, person: str, people: Any, as_user: Any, address: str) -> None:
        browser = as_user(getattr(people, person))
        assert browser.get(address).status_code == 200
        assert address in browser.get(reverse("wagtailadmin_home")).text

    @pytest.mark.parametrize("person", [None, "member"])
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_nobody_else(
        self, method: str, person: str | None, people: Any, as_user: Any, address: str,
        twins: list[Event],
    ) -> None:  # fmt: skip
        browser = as_user(getattr(people, person) if person else None)
        response = getattr(browser, method)(address, _verdict(twins))
        assert response.status_code == 302
        assert address not in response.headers["Location"].partition("?")[0]
        assert not PairVerdict.objects.exists()


class TestCrowdedWeeks:
    @pytest.fixture(autouse=True)
    def crowd(self, country: Country, day: date, here: Any) -> None:
        for number in range(LEAST):
            country.event(day, title=f"In regio A, nummer {number}", provinces=[here])
            country.event(day, title=f"In Flevoland, nummer {number}")

    def test_are_those_of_ones_own_region_first(
        self, people: Any, as_user: Any, address: str
    ) -> None:
        browser = as_user(people.manager_a)
        page = browser.get(address).text
        assert "In regio A" in page
        assert "In Flevoland" not in page
        everywhere = browser.get(address, {"region": "all"}).text
        assert "In regio A" in everywhere
        assert "In Flevoland" in everywhere

    def test_of_another_region_can_be_looked_at(
        self, people: Any, as_user: Any, address: str, country: Country
    ) -> None:
        page = as_user(people.manager_a).get(address, {"region": country.region.ref}).text
        assert "In Flevoland" in page
        assert "In regio A" not in page

    def test_lead_to_the_calendar_of_that_week(
        self, people: Any, as_user: Any, address: str, here: Any, country: Country, day: date
    ) -> None:
        monday = monday_of(day)
        page = as_user(people.manager_a).get(address)
        (week,) = page.context["weeks"]
        assert week["url"].endswith(
            f"?province={here.code}&target_group={country.switchers.ref}"
            f"&from={monday.isoformat()}&to={(monday + timedelta(days=6)).isoformat()}"
        )
        assert (week["count"], week["more"]) == (LEAST, LEAST - 3)

    def test_later_weeks_are_a_link_away_and_the_past_is_not(
        self, people: Any, as_user: Any, address: str
    ) -> None:
        browser = as_user(people.manager_a)
        first = browser.get(address).context
        assert first["earlier"] == ""
        later = browser.get(address + first["later"]).context
        assert later["first"] == first["first"] + WEEKS * timedelta(days=7)
        assert later["earlier"] == f"?from={first['first'].isoformat()}"
        assert later["weeks"] == []

    @pytest.mark.parametrize("asked", ["", "x", "1-1-2001", "\x00", "9" * 100])
    def test_an_odd_period_is_the_present_one(
        self, asked: str, people: Any, as_user: Any, address: str
    ) -> None:
        page = as_user(people.manager_a).get(address, {"from": asked, "region": asked})
        assert page.context["first"] == monday_of(timezone.localdate())

    def test_a_period_far_away_ends_at_the_horizon(
        self, people: Any, as_user: Any, address: str
    ) -> None:
        page = as_user(people.manager_a).get(address, {"from": "31-12-9999"})
        assert page.status_code == 200
        assert page.context["later"] == ""


class TestDoubles:
    def test_are_shown_side_by_side_with_the_signs(
        self, people: Any, as_user: Any, address: str, twins: list[Event]
    ) -> None:
        page = as_user(people.manager_a).get(address).text
        assert all(twin.path_in("en") in page for twin in twins)
        assert "nearly the same title, the same day, the same place" in page

    @pytest.mark.parametrize("verdict", ["same", "joint", "unrelated"])
    def test_are_judged_once_and_remembered(
        self, verdict: str, people: Any, as_user: Any, address: str, twins: list[Event]
    ) -> None:
        browser = as_user(people.manager_a)
        told = browser.post(
            address, _verdict(twins, verdict, note="Samen met de school"), follow=True
        )
        row = PairVerdict.objects.get()
        assert (row.verdict, row.note) == (verdict, "Samen met de school")
        assert row.decided_by == people.manager_a
        assert told.context["pairs"] == []
        decided = browser.get(f"{address}?decided").text
        assert "Samen met de school" in decided

    def test_can_be_judged_anew_after_taking_it_back(
        self, people: Any, as_user: Any, address: str, twins: list[Event]
    ) -> None:
        browser = as_user(people.manager_a)
        browser.post(address, _verdict(twins))
        undo = {"undo": PairVerdict.objects.get().pk}
        assert "Taken back" in browser.post(address, undo, follow=True).text
        assert not PairVerdict.objects.exists()
        assert len(browser.get(address).context["pairs"]) == 1
        assert "took this verdict back already" in browser.post(address, undo, follow=True).text

    def test_of_another_region_can_be_read_but_not_judged(
        self, people: Any, as_user: Any, address: str, twins: list[Event]
    ) -> None:
        browser = as_user(people.manager_b)
        page = browser.get(address, {"region": "all"}).text
        assert twins[0].path_in("en") in page
        assert 'name="verdict"' not in page
        assert browser.post(address, _verdict(twins)).status_code == 302
        assert not PairVerdict.objects.exists()

    def test_a_verdict_of_another_region_cannot_be_taken_back(
        self, people: Any, as_user: Any, address: str, twins: list[Event]
    ) -> None:
        as_user(people.manager_a).post(address, _verdict(twins))
        browser = as_user(people.manager_b)
        assert 'name="undo"' not in browser.get(f"{address}?decided").text
        browser.post(address, {"undo": PairVerdict.objects.get().pk})
        assert PairVerdict.objects.exists()

    def test_a_draft_of_another_region_is_not_named(
        self, people: Any, as_user: Any, address: str, twins: list[Event], country: Country
    ) -> None:
        draft = country.event(title="Geheim plan", live=False, region=people.region_a)
        PairVerdict.objects.create(first=twins[0], second=draft, verdict=JOINT)
        assert "Geheim plan" in as_user(people.manager_a).get(f"{address}?decided").text
        other = as_user(people.manager_b).get(f"{address}?decided").text
        assert "Geheim plan" not in other
        assert "an event that is not public" in other

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"verdict": "same"},
            {"verdict": "same", "first": "x", "second": "9" * 40},
            {"verdict": "same", "first": "999999", "second": "999998"},
            {"undo": "x"},
            {"undo": "9" * 40},
        ],
    )
    def test_an_odd_answer_changes_nothing(
        self, data: dict[str, str], people: Any, as_user: Any, address: str
    ) -> None:
        assert as_user(people.manager_a).post(address, data, follow=True).status_code == 200
        assert not PairVerdict.objects.exists()

    @pytest.mark.parametrize("verdict", ["intended", "", "anders"])
    def test_only_the_verdicts_of_this_page_are_taken(
        self, verdict: str, people: Any, as_user: Any, address: str, twins: list[Event]
    ) -> None:
        as_user(people.manager_a).post(address, _verdict(twins, verdict))
        assert not PairVerdict.objects.exists()

    def test_two_times_the_same_event_is_no_pair(
        self, people: Any, as_user: Any, address: str, twins: list[Event]
    ) -> None:
        as_user(people.manager_a).post(address, _verdict([twins[0], twins[0]]))
        assert not PairVerdict.objects.exists()

    def test_a_long_note_is_cut_off(
        self, people: Any, as_user: Any, address: str, twins: list[Event]
    ) -> None:
        as_user(people.manager_a).post(address, _verdict(twins, note="x" * 500))
        assert PairVerdict.objects.get().note == "x" * 300


def test_more_events_take_no_more_queries(
    people: Any, as_user: Any, address: str, country: Country, day: date, here: Any
) -> None:
    browser = as_user(people.manager_a)
    counts = []
    for count in (LEAST, 10):
        for _number in range(count):
            country.event(day, title=TITLE, location_name="Stadhuis", provinces=[here])
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            browser.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]
