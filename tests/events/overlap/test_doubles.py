"""What is called a probable double: nearly the same title, on the same day, in the same place."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from events.models import PairVerdict
from events.overlap.doubles import MOST, doubles_of
from events.overlap.finding import look_around
from events.overlap.likeness import Look, Sign, alike, signs_of_double
from events.overlap.proposal import Place, proposal_of
from tests.events.overlap.planning import DAY, Country, keys, span
from tests.factories import OrganisationFactory

TITLE = "Open dag ICT voor zij-instromers"
HALL = Place("Stadhuis Almere", "Stadhuisplein 1, Almere")


@pytest.mark.parametrize(
    "other",
    [
        "open dag ict voor zij instromers",
        "Open dag: ICT voor zij-instromers!",
        "ICT open dag voor zij-instromers",
        "Open dag ICT voor zij-instromer",
        "Ópen dag ICT voor zij-instromers",
        "Open dag ICT voor zij-instromers 2027",
        "Open dag ICT voor zij-instromers in de nieuwe bibliotheek van Almere",
        "Open dag ICT voor",
    ],
)
def test_nearly_the_same_title(other: str) -> None:
    assert alike([TITLE], [other])
    assert alike([other], [TITLE])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TITLE, "Open dag techniek"),
        (TITLE, "Banenmarkt ICT Lelystad"),
        ("Workshop AI deel 1", "Workshop AI deel 2"),
        ("Meetup 2026", "Meetup 2027"),
        ("Workshop AI", "Workshop AI deel 2"),
        ("Open dag", "Open dag techniek voor scholieren"),
        ("", ""),
        ("!!", "!!"),
    ],
)
def test_another_title(one: str, other: str) -> None:
    assert not alike([one], [other])
    assert not alike([other], [one])


def test_titles_are_compared_in_both_languages() -> None:
    assert alike(["Open dag", "Open day for career switchers"], ["Open day for career switchers"])


def _signs(here: Place, there: Place, **more: Any) -> tuple[Sign, ...]:
    return signs_of_double(Look((TITLE,), here, **more), Look((TITLE,), there, **more))


@pytest.mark.parametrize(
    "there",
    [
        Place("stadhuis, Almere"),
        Place("Stadhuis Almere, zaal 3"),
        Place("", "Stadhuisplein 1 Almere"),
        Place("De Raadszaal", "Stadhuisplein 1, Almere"),
        Place("Stadhuis Almere", online=True),
    ],
)
def test_the_same_place(there: Place) -> None:
    assert _signs(HALL, there) == (Sign.TITLE, Sign.DAY, Sign.PLACE)
    assert _signs(there, HALL) == (Sign.TITLE, Sign.DAY, Sign.PLACE)


@pytest.mark.parametrize(
    "there", [Place("Bibliotheek Lelystad"), Place("Bibliotheek", online=True), Place(online=True)]
)
def test_another_place(there: Place) -> None:
    assert _signs(HALL, there, provinces=frozenset({1})) == ()
    assert _signs(there, HALL, provinces=frozenset({1})) == ()


def test_both_online_are_in_the_same_place() -> None:
    assert Sign.ONLINE in _signs(Place(online=True), Place(online=True))


def test_an_unknown_place_may_be_the_same_within_a_province() -> None:
    assert Sign.PROVINCE in _signs(HALL, Place(), provinces=frozenset({1}))
    assert _signs(HALL, Place()) == ()


def test_an_organisation_in_both_is_one_more_sign() -> None:
    assert _signs(HALL, HALL, organisations=frozenset({7}))[-1] is Sign.ORGANISER


@pytest.mark.django_db
class TestDoublesOfAPlan:
    @pytest.fixture(autouse=True)
    def twin(self, country: Country) -> None:
        self.country = country
        self.event = country.event(
            title=TITLE, location_name=HALL.name, provinces=[country.utrecht], target_groups=[]
        )

    def _doubles(self, **plan: Any) -> list[Any]:
        plan = {"titles": ("ICT open dag voor zij-instromers",), "place": HALL} | plan
        return [double.event for double in doubles_of(self.country.proposal(**plan))]

    def test_whatever_its_region_and_audience(self) -> None:
        assert self._doubles() == [self.event]

    def test_on_another_day_it_is_another_event(self) -> None:
        assert self._doubles(spans=(span(DAY + timedelta(days=1)),)) == []

    def test_at_another_hour_of_the_day_it_is_not(self) -> None:
        assert self._doubles(spans=(span(DAY, None),)) == [self.event]

    def test_without_a_title_there_is_nothing_to_compare(self) -> None:
        assert self._doubles(titles=()) == []

    def test_the_event_itself_and_its_family_are_no_doubles(self) -> None:
        assert doubles_of(proposal_of(self.event)) == []
        assert self._doubles(event=self.event.pk) == []
        assert self._doubles(family=keys(self.event)) == []

    def test_a_double_is_not_counted_among_the_neighbours(self) -> None:
        plan = self.country.proposal(
            titles=(TITLE,), place=HALL, provinces=frozenset(), target_groups=frozenset()
        )
        finding = look_around(plan)
        assert [double.event for double in finding.doubles] == [self.event]
        assert finding.meetings == ()
        assert not finding.is_quiet

    @pytest.mark.parametrize("verdict", PairVerdict.Verdict.values)
    def test_once_somebody_judged_the_pair_it_is_quiet(self, verdict: str) -> None:
        mine = self.country.event(title=TITLE, location_name=HALL.name)
        assert look_around(proposal_of(mine)).doubles
        PairVerdict.objects.create(first=self.event, second=mine, verdict=verdict)
        assert look_around(proposal_of(mine)).is_quiet

    def test_a_date_of_a_series_counts_where_that_date_is(self) -> None:
        series = self.country.event(
            DAY - timedelta(days=7), title=TITLE, location_name="Elders", rule="FREQ=WEEKLY;COUNT=2"
        )
        assert series not in self._doubles()
        series.changes.create(original_date=DAY, location_name=HALL.name)
        series.save()
        assert series in self._doubles()

    def test_only_so_many_are_named(self) -> None:
        for _number in range(MOST + 1):
            self.country.event(title=TITLE, location_name=HALL.name)
        assert len(self._doubles()) == MOST

    def test_signs_are_said_in_words(self) -> None:
        school = OrganisationFactory()
        self.event.organisations = [school]
        self.event.save()
        plan = self.country.proposal(titles=(TITLE,), place=HALL, organisations=keys(school))
        (double,) = doubles_of(plan)
        with override("en"):
            assert [str(sign) for sign in double.signs] == [
                "nearly the same title",
                "the same day",
                "the same place",
                "an organisation that takes part in both",
            ]
