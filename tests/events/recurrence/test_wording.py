"""A rule is told in words that somebody would use."""

from datetime import datetime
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given

from events.recurrence.schedule import Schedule
from events.recurrence.wording import rule_in_words
from tests.events.recurrence.schedules import AMSTERDAM, rules, schedule

EXAMPLES = [
    block.splitlines()
    for block in Path(__file__).with_name("rules_in_words.txt").read_text("utf-8").split("\n\n")[1:]
]


def words(rule: str, start: str = "2026-01-13 09:00", language: str = "en") -> str:
    """Of a series that starts on a Tuesday."""
    with translation.override(language):
        return rule_in_words(schedule(start, rule=rule))


@pytest.mark.parametrize(("rule", "english", "_dutch"), EXAMPLES)
def test_rules_in_english(rule, english, _dutch):
    assert words(rule) == english


@pytest.mark.parametrize(("rule", "_english", "dutch"), EXAMPLES)
def test_rules_in_dutch(rule, _english, dutch):
    assert words(rule, language="nl") == dutch


@pytest.mark.parametrize(
    ("start", "until", "last"),
    [
        ("2026-01-13 09:00", "20270105T080000Z", "5 January 2027"),
        # Before the hour at which it starts: the day does not count any more.
        ("2026-01-13 09:00", "20270105T075959Z", "4 January 2027"),
        ("2026-01-13 09:00", "20270105T225959Z", "5 January 2027"),
        ("2026-01-13 09:00", "20270105", "5 January 2027"),
        ("2026-01-13", "20270105", "5 January 2027"),
        # Exchange: local midnight, in UTC.
        ("2026-01-13", "20270104T230000Z", "5 January 2027"),
    ],
)
def test_the_last_day_is_a_day_on_the_local_calendar(start, until, last):
    expected = f"every week on Tuesday, up to and including {last}"
    assert words(f"FREQ=WEEKLY;UNTIL={until}", start) == expected


@pytest.mark.parametrize("until", ["99991231", "99991231T235959Z"])
def test_an_end_that_means_never_is_not_named(until):
    assert words(f"FREQ=DAILY;UNTIL={until}") == "every day"


@pytest.mark.parametrize(
    ("number", "ordinal"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (23, "23rd")],
)
def test_english_numbers_have_the_ending_they_should(number, ordinal):
    assert words(f"FREQ=MONTHLY;BYMONTHDAY={number}") == f"every month on the {ordinal}"


def test_what_has_no_rule_has_no_words():
    assert words("") == ""


def test_an_unusual_rule_is_not_shown_longer_than_anybody_reads():
    assert len(words("FREQ=HOURLY;BYMINUTE=" + ",".join(["1"] * 500))) < 150


@given(rules())
def test_every_ordinary_rule_has_words(rule):
    tuesday = datetime(2026, 1, 13, 9)
    with translation.override("en"):
        said = rule_in_words(Schedule(tuesday, tuesday, AMSTERDAM, rule))
    assert said.startswith("every ") or "BYSETPOS" in rule
