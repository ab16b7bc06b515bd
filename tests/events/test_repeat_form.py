"""The form in which a person says how something repeats, apart from any admin."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.utils import translation

from events.forms import repeat
from events.forms.repeat import RepeatMixin
from events.forms.repeat_choices import AS_IT_CAME
from events.forms.times import TimesMixin
from events.models import Event
from tests.factories import EventFactory

#: A rule that no plain form shows: the last working day of the month.
LAST_WORKING_DAY = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """So that the sentences here are those of the code."""
    with translation.override("en"):
        yield


class PlainForm(RepeatMixin, TimesMixin, forms.ModelForm):
    """What a page outside the admin would use."""

    class Meta(TimesMixin.Meta):
        model = Event
        fields = ("title", "summary", *TimesMixin.TIME_FIELDS)


def bound(event: Event | None = None, **typed: Any) -> PlainForm:
    """The form with a Tuesday in 2026 from ten to twelve, and whatever else was typed."""
    data = {
        "title": "Inloop",
        "summary": "Voor iedereen.",
        "start_date": "6-1-2026",
        "start_time": "10:00",
        "end_time": "12.00",
        "time_zone": "Europe/Amsterdam",
        **typed,
    }
    return PlainForm({name: value for name, value in data.items() if value is not None},
                     instance=event)  # fmt: skip


def shown(event: Event) -> dict[str, Any]:
    """What the form of this event would send back if nobody touched it."""
    form = PlainForm(instance=event)
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, "", False)}


def faults(form: PlainForm) -> dict[str, list[str]]:
    return {name: [str(message) for message in found] for name, found in form.errors.items()}


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ({}, ""),
        ({"repeat": "daily", "repeat_interval": "3"}, "FREQ=DAILY;INTERVAL=3"),
        ({"repeat": "weekly"}, "FREQ=WEEKLY;BYDAY=TU"),
        ({"repeat": "weekly", "repeat_weekdays": ["1", "3"]}, "FREQ=WEEKLY;BYDAY=TU,TH"),
        ({"repeat": "monthly-day"}, "FREQ=MONTHLY;BYMONTHDAY=6"),
        ({"repeat": "monthly-weekday"}, "FREQ=MONTHLY;BYDAY=1TU"),
        (
            {"repeat": "monthly-weekday", "repeat_nth": "-1", "repeat_weekday": "1",
             "start_date": "27 januari 2026"},
            "FREQ=MONTHLY;BYDAY=-1TU",
        ),
        ({"repeat": "yearly"}, "FREQ=YEARLY"),
        (
            {"repeat": "weekly", "repeat_ends": "count", "repeat_count": "10"},
            "FREQ=WEEKLY;COUNT=10;BYDAY=TU",
        ),
        (
            {"repeat": "weekly", "repeat_ends": "until", "repeat_until": "30 juni 2026"},
            "FREQ=WEEKLY;UNTIL=20260630T215959Z;BYDAY=TU",
        ),
        (
            {"repeat": "weekly", "repeat_ends": "until", "repeat_until": "30-6-2026",
             "all_day": "on"},
            "FREQ=WEEKLY;UNTIL=20260630;BYDAY=TU",
        ),
    ],
)  # fmt: skip
def test_rule_is_made_of_what_was_chosen(typed: dict[str, Any], rule: str, db: None) -> None:
    form = bound(**typed)
    assert faults(form) == {}
    assert form.instance.rule == rule


def test_choices_that_do_not_belong_to_the_repetition_are_ignored(db: None) -> None:
    form = bound(repeat="", repeat_weekdays=["0"], repeat_ends="count", repeat_count="3")
    assert faults(form) == {}
    assert form.instance.rule == ""
    form = bound(repeat="daily", repeat_until="1-1-2020", repeat_ends="never", repeat_nth="2")
    assert faults(form) == {}
    assert form.instance.rule == "FREQ=DAILY"


@pytest.mark.parametrize("repeat", ["daily", "weekly", "monthly-day", "monthly-weekday", "yearly"])
@pytest.mark.parametrize(
    "ends", [{}, {"repeat_ends": "count", "repeat_count": 7},
             {"repeat_ends": "until", "repeat_until": "31-12-2026"}],
)  # fmt: skip
def test_form_shows_what_it_made(repeat: str, ends: dict[str, Any], db: None) -> None:
    first = bound(repeat=repeat, repeat_interval="1", **ends)
    assert faults(first) == {}
    event = first.instance
    again = bound(event, **shown(event))
    rule = event.rule
    assert faults(again) == {}
    assert again.instance.rule == rule
    assert not {"repeat", "repeat_ends", "repeat_until", "repeat_count"} & set(again.changed_data)


@pytest.mark.parametrize(
    "rule",
    [LAST_WORKING_DAY, "FREQ=YEARLY;BYMONTH=1;BYDAY=1TU", "INTERVAL=1;FREQ=WEEKLY",
     "FREQ=WEEKLY;WKST=SU;BYDAY=TU;UNTIL=20260630"],
)  # fmt: skip
def test_rule_that_came_with_a_feed_stays_letter_for_letter(rule: str, db: None) -> None:
    day = date(2026, 1, 30) if rule == LAST_WORKING_DAY else date(2026, 1, 6)
    event = EventFactory(rule=rule, start_date=day)
    form = bound(event, **shown(event) | {"title": "Andere titel"})
    assert faults(form) == {}
    assert (form.instance.title, form.instance.rule) == ("Andere titel", rule)


def test_unusual_rule_is_shown_in_words_and_can_be_replaced(db: None) -> None:
    event = EventFactory(rule=LAST_WORKING_DAY, start_date=date(2026, 1, 30))
    form = PlainForm(instance=event)
    (value, label), *_others = form.fields["repeat"].choices  # type: ignore[attr-defined]
    assert (value, form["repeat"].value()) == (AS_IT_CAME, AS_IT_CAME)
    assert "month" in str(label)
    replaced = bound(event, **shown(event) | {"repeat": "daily"})
    assert faults(replaced) == {}
    assert replaced.instance.rule == "FREQ=DAILY"


def test_rule_moves_with_a_new_hour(db: None) -> None:
    """UNTIL is a moment in UTC: left as it is, a later hour would lose the last date."""
    event = EventFactory(
        rule="FREQ=WEEKLY;UNTIL=20260630T080000Z;BYDAY=TU",
        start_date=date(2026, 1, 6), start_time=time(10), end_time=time(12),
    )  # fmt: skip
    form = bound(event, **shown(event) | {"start_time": "11:00"})
    assert faults(form) == {}
    assert form.instance.rule == "FREQ=WEEKLY;UNTIL=20260630T215959Z;BYDAY=TU"


def test_days_are_read_as_people_write_them(db: None) -> None:
    form = bound(
        repeat="weekly",
        not_on="dinsdag 13 januari 2026\n20-1-2026 10.00\n\n 13-1-2026 ",
        also_on="vr 16 jan 2026 om 14.30 uur\n2026-01-17",
    )
    assert faults(form) == {}
    assert form.instance.excluded_dates == ["2026-01-13", "2026-01-20"]
    assert form.instance.extra_dates == ["2026-01-16T14:30:00", "2026-01-17"]


def test_usual_time_is_not_repeated_on_every_line(db: None) -> None:
    event = EventFactory(
        rule="FREQ=WEEKLY", start_date=date(2026, 1, 6), start_time=time(10), end_time=time(12),
        excluded_dates=["2026-01-13T10:00:00"], extra_dates=["2026-01-16T14:30:00"],
    )  # fmt: skip
    form = PlainForm(instance=event)
    assert form["not_on"].value() == "13 January 2026"
    assert form["also_on"].value() == "16 January 2026 14:30"
    later = bound(event, **shown(event) | {"start_time": "11:00"})
    assert faults(later) == {}
    assert later.instance.excluded_dates == ["2026-01-13"]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"start_date": ""}, "start_date", "Give the day"),
        ({"start_date": "gisteren"}, "start_date", "31-12-2026"),
        ({"start_date": "31-2-2026"}, "start_date", "31-12-2026"),
        ({"start_date": "1-1-0001"}, "start_date", "1970"),
        ({"start_date": "31-12-9999", "all_day": "on"}, "start_date", "2100"),
        ({"end_date": "31-12-9999", "all_day": "on"}, "end_date", "2100"),
        ({"start_time": ""}, "start_time", "Give the time"),
        ({"start_time": "25:00"}, "start_time", "09:30"),
        ({"end_time": "9:00"}, "end_time", "last day"),
        ({"end_date": "5-1-2026"}, "end_date", "before"),
        ({"time_zone": "Europe/Almere"}, "time_zone", "Europe/Almere"),
        ({"repeat": "weekly", "repeat_weekdays": ["2"]}, "start_date", "Wednesday"),
        ({"repeat": "weekly", "repeat_interval": "0"}, "repeat_interval", "1"),
        ({"repeat": "weekly", "repeat_ends": "until"}, "repeat_until", "last day"),
        ({"repeat": "weekly", "repeat_ends": "count"}, "repeat_count", "number of times"),
        (
            {"repeat": "weekly", "repeat_ends": "count", "repeat_count": "1000000"},
            "repeat_count",
            "5000",
        ),
        (
            {"repeat": "weekly", "repeat_ends": "until", "repeat_until": "1-1-2025"},
            "repeat_until",
            "before",
        ),
        (
            {"repeat": "weekly", "repeat_ends": "until", "repeat_until": "1-1-9999"},
            "repeat_until",
            "2100",
        ),
        ({"repeat": "elke woensdag"}, "repeat", "valid"),
        ({"repeat": "weekly", "not_on": "met kerst"}, "not_on", "met kerst"),
        ({"repeat": "weekly", "not_on": "14-1-2026"}, "not_on", "14 January 2026"),
        ({"repeat": "weekly", "not_on": "maandag 13 januari 2026"}, "not_on", "Tuesday"),
        ({"not_on": "6-1-2026"}, "not_on", "No date"),
        (
            {"repeat": "daily", "repeat_ends": "count", "repeat_count": "1", "not_on": "6-1-2026"},
            "not_on",
            "No date",
        ),
        ({"also_on": "\n".join(["6-1-2026"] * 300)}, "also_on", "260"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field_and_stays_typed(
    typed: dict[str, Any], field: str, words: str, db: None
) -> None:
    form = bound(**typed)
    assert set(faults(form)) == {field}
    assert words in faults(form)[field][0]
    for name, value in typed.items():
        assert form[name].value() == (value if name != "all_day" else True)


def test_leap_day_comes_every_four_years(db: None) -> None:
    form = bound(repeat="yearly", start_date="29-2-2024", repeat_ends="count", repeat_count="3")
    assert faults(form) == {}


def test_times_are_forgotten_with_all_day(db: None) -> None:
    form = bound(all_day="on", end_date="7-1-2026")
    assert faults(form) == {}
    assert (form.instance.start_time, form.instance.end_time) == (None, None)


def test_zone_of_a_feed_can_be_kept(db: None) -> None:
    event = EventFactory(time_zone="Etc/GMT-1")
    form = bound(event, time_zone="Etc/GMT-1")
    assert faults(form) == {}
    assert form.instance.time_zone == "Etc/GMT-1"


def test_zones_begin_with_the_own_one(db: None) -> None:
    choices = PlainForm().fields["time_zone"].choices  # type: ignore[attr-defined]
    assert [value for value, _label in choices][:2] == ["Europe/Amsterdam", "UTC"]


@pytest.mark.parametrize(
    "typed",
    [
        {"repeat": "daily", "repeat_ends": "never", "repeat_count": "-1", "repeat_until": "ooit"},
        {"repeat": "weekly", "repeat_nth": "7", "repeat_month_day": "99"},
        {"repeat": "", "repeat_interval": "0", "repeat_weekdays": ["9"]},
        {"all_day": "on", "start_time": "25:00", "end_time": "straks"},
    ],
)
def test_mistake_in_a_field_out_of_sight_does_not_matter(typed: dict[str, Any], db: None) -> None:
    assert faults(bound(**typed)) == {}


def test_forms_know_nothing_of_the_admin() -> None:
    """Organisations will have them on pages of their own."""
    for module in Path(repeat.__file__).parent.glob("*.py"):
        source = module.read_text(encoding="utf-8")
        assert "wagtail" not in source.lower(), module
        assert "publishing.admin" not in source, module
