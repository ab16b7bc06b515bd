"""What was found, in sentences that somebody would say."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from events.overlap.finding import look_around
from events.overlap.phrases import alternatives, enumeration, number_at_start, number_in_words
from events.overlap.proposal import MOST_DATES
from events.overlap.sentences import sentences
from tests.events.overlap.planning import DAY, Country, keys, span
from tests.factories import ProvinceFactory


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with override("en"):
        yield


def _said(country: Country, *, others: bool = True, **plan: Any) -> list[str]:
    return sentences(look_around(country.proposal(**plan)), others=others)


def test_numbers_are_words_up_to_twelve() -> None:
    assert [number_in_words(count) for count in (0, 1, 2, 12, 13)] == [
        "no", "one", "two", "twelve", "13",
    ]  # fmt: skip
    assert number_at_start(1) == "One"
    assert number_at_start(3) == "Three"


def test_lists_end_in_and_or_or() -> None:
    assert enumeration(["a"]) == "a"
    assert enumeration(["a", "b"]) == "a and b"
    assert alternatives(["a", "b", "c"]) == "a, b or c"


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, "No other events for career switchers in Flevoland that week."),
        (1, "One other event for career switchers in Flevoland that week."),
        (3, "Three other events for career switchers in Flevoland that week."),
    ],
)
def test_what_is_on_that_week(count: int, sentence: str, country: Country) -> None:
    for _number in range(count):
        country.event(DAY + timedelta(days=1))
    assert _said(country) == [sentence]


def test_somebody_with_only_a_date_has_no_event_yet(country: Country) -> None:
    country.event(DAY + timedelta(days=1))
    assert _said(country, others=False) == [
        "One event for career switchers in Flevoland that week."
    ]


def test_the_weeks_around_it_are_counted_apart(country: Country) -> None:
    for days in (-7, 7, 6):
        country.event(DAY + timedelta(days=days))
    assert _said(country)[1:] == ["Three within a week before or after."]
    country.event(DAY + timedelta(days=1))
    assert _said(country)[1:] == ["Three more within a week before or after."]


def test_shared_hours_are_said(country: Country) -> None:
    country.event()
    assert _said(country)[1:] == ["It is at the same time."]
    country.event(DAY + timedelta(days=1))
    assert _said(country)[1:] == ["One of them is at the same time."]
    country.event(DAY + timedelta(days=7))
    country.event()
    assert _said(country)[1:] == [
        "Two of them are at the same time.",
        "One more within a week before or after.",
    ]


def test_all_dates_of_a_series_are_meant(country: Country) -> None:
    country.event(DAY + timedelta(days=14))
    spans = (span(DAY), span(DAY + timedelta(days=14)))
    said = _said(country, spans=spans, more_dates=3)
    assert said == [
        "One other event for career switchers in Flevoland around these dates.",
        "It is at the same time.",
        f"Only the first {MOST_DATES} dates were compared, 3 later ones were not.",
    ]


def test_people_and_themes_are_alternatives(country: Country) -> None:
    said = _said(
        country,
        target_groups=keys(country.switchers, country.refugees),
        action_lines=keys(country.line_c, country.regional_line),
    )
    assert said == [
        (
            "No other events for refugees or career switchers "
            "or about Proef met een fonds or action line C in Flevoland that week."
        )
    ]


def test_more_than_a_sentence_can_hold_is_not_named(country: Country) -> None:
    provinces = [ProvinceFactory() for _number in range(4)]
    said = _said(country, provinces=keys(*provinces))
    assert said == ["No other events for career switchers in these provinces that week."]


def test_a_plan_for_everywhere_names_no_place(country: Country) -> None:
    assert _said(country, national=True) == ["No other events for career switchers that week."]


def test_a_date_alone_asks_about_everything(country: Country) -> None:
    nothing: frozenset[int] = frozenset()
    said = _said(country, others=False, target_groups=nothing, provinces=nothing)
    assert said == ["No events that week."]
