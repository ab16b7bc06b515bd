"""The sentences in Dutch, as the people who plan read them."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from events.overlap.finding import look_around
from events.overlap.reasons import Why
from events.overlap.sentences import sentences
from tests.events.overlap.planning import DAY, Country, keys, span


@pytest.fixture(autouse=True)
def in_dutch() -> Any:
    with override("nl"):
        yield


def _said(country: Country, *, others: bool = True, **plan: Any) -> list[str]:
    return sentences(look_around(country.proposal(**plan)), others=others)


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, "Geen andere bijeenkomsten voor zij-instromers in Flevoland die week."),
        (1, "Eén andere bijeenkomst voor zij-instromers in Flevoland die week."),
        (3, "Drie andere bijeenkomsten voor zij-instromers in Flevoland die week."),
        (13, "13 andere bijeenkomsten voor zij-instromers in Flevoland die week."),
    ],
)
def test_what_is_on_that_week(count: int, sentence: str, country: Country) -> None:
    for _number in range(count):
        country.event(DAY + timedelta(days=1))
    assert _said(country) == [sentence]


def test_the_weeks_around_it_and_the_same_hours(country: Country) -> None:
    country.event(DAY - timedelta(days=7))
    assert _said(country)[1:] == ["Wel één in de week ervoor of erna."]
    country.event()
    assert _said(country)[1:] == [
        "Die is op hetzelfde moment.",
        "Nog één in de week ervoor of erna.",
    ]


def test_people_or_themes(country: Country) -> None:
    assert _said(country, action_lines=keys(country.line_c)) == [
        "Geen andere bijeenkomsten voor zij-instromers of over actielijn C in Flevoland die week."
    ]


def test_a_series(country: Country) -> None:
    spans = (span(DAY), span(DAY + timedelta(days=14)))
    assert _said(country, spans=spans, others=False) == [
        "Geen bijeenkomsten voor zij-instromers in Flevoland rond deze data."
    ]


def test_reasons(country: Country) -> None:
    country.event(action_lines=[country.line_c])
    finding = look_around(country.proposal(action_lines=keys(country.regional_line)))
    reasons = {reason.why: str(reason) for reason in finding.neighbours[0].reasons}
    assert reasons == {
        Why.HOURS: "op hetzelfde moment, van 10:00 tot 12:00 uur",
        Why.REGION: "ook in Flevoland",
        Why.AUDIENCE: "zelfde doelgroep: zij-instromers",
        Why.THEME: "zelfde thema: C (Zij-instroom)",
    }
