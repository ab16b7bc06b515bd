"""Demand beside supply: who sees it, for which region, and what there is now."""

import csv
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from monitor.demand import demand_of
from monitor.demand.counting import week_of
from monitor.demand.page import LINES, LINES_BESIDE
from monitor.models import SearchDemand
from search.exports import BYTE_ORDER_MARK
from tests.factories import OfferFactory, ProvinceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def address() -> str:
    return reverse("monitor_demand")


@pytest.fixture
def country(people: Any, index: Any) -> Any:
    """A province of each region, and one course in the first."""
    here = ProvinceFactory(code="NL-FL", label="Flevoland", label_en="", region=people.region_a)
    there = ProvinceFactory(code="NL-ZE", label="Zeeland", region=people.region_b)
    OfferFactory(title="Cursus programmeren", provinces=[here])
    call_command("search_index", "rebuild", verbosity=0)
    for user in (people.manager_a, people.coordinator):
        UserProfile.objects.create(user=user, preferred_language="en")
    with translation.override("en"):
        yield here, there


def asked(words: str, places: str = "", *, ago: int = 0, searches: int = 6, none: int = 4) -> None:
    week = week_of(timezone.localdate()) - timedelta(weeks=ago)
    SearchDemand.objects.create(
        week=week, digest=f"{words}{places}", searches=searches, without_result=none,
        words=words if searches >= SearchDemand.THRESHOLD else "", places=places,
    )  # fmt: skip


def words_of(response: Any) -> list[str]:
    return [row["line"].words for row in response.context["lines"]]


class TestWhoMayOpenIt:
    @pytest.mark.parametrize("person", ["manager_a", "coordinator", "administrator"])
    def test_curators(self, person: str, people: Any, as_user: Any, address: str) -> None:
        browser = as_user(getattr(people, person))
        assert browser.get(address).status_code == 200
        assert address in browser.get(reverse("wagtailadmin_home")).text

    @pytest.mark.parametrize("person", [None, "member"])
    @pytest.mark.parametrize("asked_for", ["", "?format=csv"])
    def test_nobody_else(
        self, asked_for: str, person: str | None, people: Any, as_user: Any, address: str
    ) -> None:
        browser = as_user(getattr(people, person) if person else None)
        assert browser.get(address + asked_for).status_code == 302


def test_demand_stands_beside_what_there_is_now(
    country: Any, people: Any, as_user: Any, address: str
) -> None:
    asked("programmeren", "province=NL-FL", searches=7, none=2)
    asked("programmeren", "province=NL-FL", ago=1, searches=5, none=5)
    page = as_user(people.manager_a).get(address)
    (row,) = page.context["lines"]
    assert (row["line"].searches, row["line"].without_result, row["line"].thin) == (12, 7, 5)
    assert [week["searches"] for week in row["weeks"]][-2:] == [5, 7]
    assert row["supply"] == 1
    assert 'href="/en/search/?q=programmeren&amp;province=NL-FL">1 result' in page.text
    assert "Flevoland" in row["place"]


def test_a_manager_sees_their_own_region_first_and_may_look_elsewhere(
    country: Any, people: Any, as_user: Any, address: str
) -> None:
    asked("hier", "province=NL-FL")
    asked("daar", "province=NL-ZE")
    asked("regio", f"region={people.region_a.key}")
    asked("overal")
    browser = as_user(people.manager_a)
    assert words_of(browser.get(address)) == ["hier", "regio"]
    assert words_of(browser.get(f"{address}?region={people.region_b.ref}")) == ["daar"]
    assert words_of(browser.get(f"{address}?region=province:NL-FL")) == ["hier"]
    everywhere = browser.get(f"{address}?region=all")
    assert words_of(everywhere) == ["daar", "hier", "overal", "regio"]
    assert not everywhere.context["beside"]
    assert [line.words for line in demand_of(people.region_a).here] == ["hier", "regio"]


def test_what_was_asked_without_a_place_stands_beside_what_is_of_the_region(
    country: Any, people: Any, as_user: Any, address: str
) -> None:
    asked("daar", "province=NL-ZE")
    for number in range(LINES_BESIDE + 1):
        asked(f"overal{number:02}")
    page = as_user(people.manager_a).get(address)
    assert words_of(page) == []
    beside = [row["line"].words for row in page.context["beside"]]
    assert beside == [f"overal{number:02}" for number in range(LINES_BESIDE)]
    assert "All 11 questions without a place" in page.text
    everything = as_user(people.manager_a).get(page.context["beside_url"])
    assert len(words_of(everything)) == everything.context["total"] == LINES_BESIDE + 1


def test_a_place_among_the_words_is_the_place_it_was_asked_for(
    country: Any, people: Any, as_user: Any, address: str
) -> None:
    asked("programmeren almere", searches=9)
    asked("python in goes")
    browser = as_user(people.manager_a)
    page = browser.get(address)
    (row,) = page.context["lines"]
    assert (row["line"].words, row["place"], row["supply"]) == (
        "programmeren almere",
        "Flevoland",
        1,
    )
    assert not page.context["beside"]
    there = browser.get(f"{address}?region=province:NL-ZE")
    assert words_of(there) == ["python in goes"]


def test_other_words_for_the_same_in_another_week_are_one_line(
    country: Any, people: Any, as_user: Any, address: str
) -> None:
    asked("apps data", ago=1, searches=7)
    asked("data app")
    (row,) = as_user(people.coordinator).get(address).context["lines"]
    assert (row["line"].words, row["line"].searches) == ("data app", 13)


def test_every_week_can_be_read_with_its_number(
    country: Any, people: Any, as_user: Any, address: str
) -> None:
    asked("programmeren", searches=7)
    page = as_user(people.coordinator).get(address).text
    week = timezone.localdate().isocalendar().week
    assert f"<li>week {week:02}: 7 " in page.partition("<details")[2].partition("</details>")[0]


def test_what_few_asked_is_not_shown_nor_exported(
    country: Any, people: Any, as_user: Any, address: str
) -> None:
    asked("weinig", searches=4)
    browser = as_user(people.coordinator)
    assert words_of(browser.get(address)) == []
    assert "weinig" not in browser.get(f"{address}?format=csv").text


def test_older_weeks_are_a_choice(country: Any, people: Any, as_user: Any, address: str) -> None:
    asked("vroeger", ago=20)
    browser = as_user(people.coordinator)
    assert words_of(browser.get(address)) == []
    assert words_of(browser.get(f"{address}?weeks=26")) == ["vroeger"]


def test_the_file_has_a_row_per_week_and_no_formula(
    country: Any, people: Any, as_user: Any, address: str
) -> None:
    asked("programmeren", "province=NL-FL")
    asked("=1+1")
    response = as_user(people.coordinator).get(f"{address}?format=csv")
    assert response["Content-Type"].startswith("text/csv")
    lines = list(csv.reader(response.text.removeprefix(BYTE_ORDER_MARK).splitlines()))
    assert lines[0][:3] == ["Week", "Words", "Where"]
    year, week, _day = timezone.localdate().isocalendar()
    assert sorted(line[:3] for line in lines[1:]) == [
        [f"{year}-W{week:02}", "'=1+1", "no place chosen"],
        [f"{year}-W{week:02}", "programmeren", "Flevoland"],
    ]
    assert lines[1][-3:] == ["6", "4", "2"]


def test_a_long_list_has_pages_and_asks_the_database_no_more_for_them(
    country: Any, people: Any, as_user: Any, address: str, django_assert_max_num_queries: Any
) -> None:
    browser = as_user(people.coordinator)
    asked("woord")
    browser.get(address)
    with django_assert_max_num_queries(60) as few:
        browser.get(address)
    before = len(few)
    for number in range(LINES + 1):
        asked(f"woord{number:02}")
    with django_assert_max_num_queries(before + 2):
        first = browser.get(address)
    assert len(words_of(first)) == LINES
    second = browser.get(f"{address}{first.context['later']}")
    assert len(words_of(second)) == 2
    assert second.context["later"] == ""


@pytest.mark.parametrize(
    "querystring", ["p=0&weeks=9", "p=99&region=nowhere", "weeks=١&p=x", "region=province:XX"]
)
def test_no_address_is_a_fault(
    querystring: str, country: Any, people: Any, as_user: Any, address: str
) -> None:
    asked("programmeren")
    assert as_user(people.coordinator).get(f"{address}?{querystring}").status_code == 200


def test_without_the_engine_the_page_says_that_it_does_not_know(
    country: Any, people: Any, as_user: Any, address: str, monkeypatch: Any
) -> None:
    from monitor.demand import supply
    from search.engines import EngineUnavailableError

    def away() -> None:
        raise EngineUnavailableError

    monkeypatch.setattr(supply, "get_engine", away)
    asked("programmeren")
    assert "Not known now" in as_user(people.coordinator).get(address).text
