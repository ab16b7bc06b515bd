"""Events of the past from the sources, and examples ahead of today."""

from datetime import date, datetime, time
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from events.models import Event, EventChange
from portal.launching.example_days import Remembered
from tests.portal.launch_folder import LaunchFolder

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> LaunchFolder:
    return LaunchFolder(tmp_path)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Makes it noon on a day."""

    def set_day(day: str) -> None:
        now = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
        monkeypatch.setattr(timezone, "now", lambda: now)

    set_day("2030-01-02")
    return set_day


def load(folder: LaunchFolder, **options: Any) -> list[int]:
    """The line for events: new, changed, unchanged, kept."""
    out = StringIO()
    call_command("load_launch_content", path=folder.path, stdout=out, **options)
    line = next(
        line for line in out.getvalue().splitlines() if line.startswith("events") and "  " in line
    )
    return [int(number) for number in line.split()[1:]]


def faults(folder: LaunchFolder, **options: Any) -> str:
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("load_launch_content", path=folder.path, stderr=err, verbosity=0, **options)
    return err.getvalue()


def event(ref: str) -> Event:
    return Event.objects.get(ref=ref)


# --- what the sources name -----------------------------------------------------------------------


def test_a_meeting_of_the_past_is_live_on_its_day(folder: LaunchFolder) -> None:
    load(folder)
    meeting = event("aftrap")
    assert meeting.live
    assert (meeting.event_type, meeting.precision) == ("meeting", "day")
    assert (meeting.start_date, meeting.end_date) == (date(2024, 3, 6), date(2024, 3, 6))
    assert meeting.all_day
    assert meeting.location_name == "Stadhuis"
    assert meeting.region.ref == "flevoland"
    assert meeting.initiative.ref == "tribe"
    assert "Hoort ook bij: netwerk." in meeting.editor_note
    assert [party.ref for party in meeting.organisations.all()] == ["school"]
    assert meeting.occurrences.get().first_day == date(2024, 3, 6)
    assert meeting.status_note == ""


def test_what_was_only_announced_says_so_to_readers_and_editors(folder: LaunchFolder) -> None:
    load(folder)
    milestone = event("plan-klaar")
    assert "niet bevestigd" in milestone.status_note
    assert "not been confirmed" in milestone.status_note_en
    assert "Aangekondigd in de bron." in milestone.editor_note


@pytest.mark.parametrize(
    ("precision", "texts", "days"),
    [
        ("day", ("'2024-02-28'", "'2024-03-01'"), ("2024-02-28", "2024-03-01")),
        ("month", ("2024-02", None), ("2024-02-01", "2024-02-29")),
        ("month", ("2024-11", "2025-01"), ("2024-11-01", "2025-01-31")),
        ("quarter", ("2022-06", None), ("2022-04-01", "2022-06-30")),
        ("quarter", ("2022-12", None), ("2022-10-01", "2022-12-31")),
        ("season", ("2023-10", None), ("2023-09-01", "2023-11-30")),
        ("season", ("2023-12", None), ("2023-12-01", "2024-02-29")),
        ("season", ("2024-01", None), ("2023-12-01", "2024-02-29")),
        ("season", ("2024-06", None), ("2024-06-01", "2024-08-31")),
        ("year", ("'2024'", None), ("2024-01-01", "2024-12-31")),
    ],
)
def test_a_coarse_date_becomes_all_the_days_that_it_may_mean(
    folder: LaunchFolder, precision: str, texts: tuple[str, str | None], days: tuple[str, str]
) -> None:
    written = f"date: {texts[0]}" + (f"\n  end_date: {texts[1]}" if texts[1] else "")
    folder.replace(
        "events.yaml",
        "date: '2024-03-06'\n  precision: day",
        f"{written}\n  precision: {precision}",
    )
    load(folder)
    meeting = event("aftrap")
    assert (meeting.start_date.isoformat(), meeting.end_date.isoformat()) == days
    assert meeting.precision == precision


def test_of_what_lasts_for_years_only_the_beginning_is_kept(folder: LaunchFolder) -> None:
    folder.replace(
        "events.yaml",
        "date: '2024-03-06'\n  precision: day",
        "date: '2025'\n  end_date: '2030'\n  precision: year",
    )
    load(folder)
    assert event("aftrap").end_date == date(2025, 12, 31)
    assert "alleen het begin" in event("aftrap").editor_note


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("date: '2024-03-06'", "date: 2024-03", "'2024-03' is not a day such as 2026-06-30"),
        ("date: '2024-03-06'", "date: '2024-02-30'", "'2024-02-30' is not a day"),
        ("date: '2024-03-06'", "date: '0024-03-06'", "'0024-03-06' is not a day"),
        ("end_date: 2024-10", "end_date: 2024-08", "'2024-08' is before '2024-09'"),
        ("precision: day", "precision: week", "must be one of day, month"),
        ("kind: mijlpaal", "kind: feest", "must be one of bijeenkomst, doel"),
        ("status: held", "status: gone", "must be one of announced, held"),
    ],
)
def test_a_date_that_cannot_be_meant_is_a_fault(
    folder: LaunchFolder, old: str, new: str, fault: str
) -> None:
    folder.replace("events.yaml", old, new)
    assert fault in faults(folder)
    assert not Event.objects.exists()


# --- examples ------------------------------------------------------------------------------------


def test_examples_are_only_loaded_when_asked_for(folder: LaunchFolder) -> None:
    assert settings.DEMO is False
    assert load(folder)[0] == 2
    assert load(folder, examples=True)[0] == 3
    assert load(folder) == [0, 0, 2, 0]


def test_examples_lie_ahead_of_the_day_of_loading(folder: LaunchFolder, on: Any) -> None:
    on("2030-01-02")  # a Wednesday
    load(folder, examples=True)
    series, conference, part = (
        event("example-reeks"),
        event("example-congres"),
        event("example-deel"),
    )
    assert series.start_date == date(2030, 1, 8)
    assert series.registration_deadline == date(2030, 1, 4)
    assert (conference.start_date, conference.end_date) == (date(2030, 1, 9), date(2030, 1, 10))
    assert part.part_of == conference
    assert series.title.startswith("Voorbeeld: ")
    assert series.title_en.startswith("Example: ")


def test_the_nth_weekday_is_that_of_the_next_month_when_this_one_is_past(
    folder: LaunchFolder, on: Any
) -> None:
    on("2030-01-09")
    load(folder, examples=True)
    assert event("example-congres").start_date == date(2030, 2, 13)


def test_dates_that_are_different_are_there_in_the_calendar(folder: LaunchFolder, on: Any) -> None:
    load(folder, examples=True)
    series = event("example-reeks")
    [change] = series.changes.all()
    assert (change.original_date, change.cancelled) == (date(2030, 1, 15), True)
    assert change.note_en == "Holiday."
    assert list(series.occurrences.values_list("first_day", "status")) == [
        (date(2030, 1, 8), "scheduled"),
        (date(2030, 1, 15), "cancelled"),
        (date(2030, 1, 22), "scheduled"),
    ]


def test_examples_stay_where_they_are_while_something_is_to_come(
    folder: LaunchFolder, on: Any
) -> None:
    load(folder, examples=True)
    on("2030-01-20")  # the last date of the series is still to come, the conference is over
    assert load(folder, examples=True) == [0, 2, 3, 0]
    assert event("example-reeks").start_date == date(2030, 1, 8)


def test_examples_that_are_over_move_ahead_with_everything(folder: LaunchFolder, on: Any) -> None:
    load(folder, examples=True)
    assert not Remembered.read().wait_to_move()
    on("2030-06-03")
    assert Remembered.read().wait_to_move()
    assert load(folder, examples=True) == [0, 3, 2, 0]
    series = event("example-reeks")
    assert series.start_date == date(2030, 6, 11)
    assert series.registration_deadline == date(2030, 6, 7)
    assert series.changes.get().original_date == date(2030, 6, 18)
    assert event("example-congres").start_date == date(2030, 6, 12)
    assert load(folder, examples=True) == [0, 0, 5, 0]


def test_a_part_waits_for_the_whole(folder: LaunchFolder, on: Any) -> None:
    load(folder, examples=True)
    on("2030-01-10")  # the part was yesterday, the conference goes on
    assert load(folder, examples=True) == [0, 0, 5, 0]


@pytest.mark.parametrize(
    "edit",
    [
        {"start_time": time(10)},
        {"rule": "FREQ=WEEKLY;COUNT=2"},
        {"changes": [EventChange(original_date=date(2030, 1, 22), cancelled=True)]},
    ],
    ids=["time", "rule", "changes"],
)
def test_an_example_whose_days_somebody_changed_stays_theirs(
    folder: LaunchFolder, on: Any, edit: dict[str, Any]
) -> None:
    load(folder, examples=True)
    series = event("example-reeks")
    for name, value in edit.items():
        setattr(series, name, value)
    series.save()
    on("2030-06-03")
    load(folder, examples=True)
    series = event("example-reeks")
    assert series.start_date == date(2030, 1, 8)
    assert series.registration_deadline == date(2030, 1, 4)


def test_other_words_of_an_example_stay_when_it_moves(folder: LaunchFolder, on: Any) -> None:
    load(folder, examples=True)
    series = event("example-reeks")
    series.summary = "Nog steeds een voorbeeld."
    series.save()
    on("2030-06-03")
    load(folder, examples=True)
    series = event("example-reeks")
    assert series.summary == "Nog steeds een voorbeeld."
    assert series.start_date == date(2030, 6, 11)


def test_a_deleted_example_does_not_return(folder: LaunchFolder, on: Any) -> None:
    load(folder, examples=True)
    event("example-reeks").delete()
    on("2030-06-03")
    load(folder, examples=True)
    assert not Event.objects.filter(ref="example-reeks").exists()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("'Voorbeeld: reeks'", "Reeks", "title.nl' (line 3): must begin with 'Voorbeeld: '"),
        ("id: example-reeks", "id: reeks", "must begin with 'example-'"),
        ("day: tuesday", "day: dinsdag", "must be one of monday"),
        ("week: 1, day", "day", "needs either a week (1, 2, ...) or which one of a month"),
        ("at: '09:00'}", "at: '25:00'}", "'25:00' is not a time such as 09:30"),
        ("date: 2,", "date: 9,", "must be a number from 1 to 3"),
        ("FREQ=WEEKLY;COUNT=3", "FREQ=SOMETIMES", "This repetition cannot be read"),
    ],
)
def test_a_mistake_in_an_example_is_a_fault(
    folder: LaunchFolder, on: Any, old: str, new: str, fault: str
) -> None:
    folder.replace("events_examples.yaml", old, new)
    assert fault in faults(folder, examples=True)
