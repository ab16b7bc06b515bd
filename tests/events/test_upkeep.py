"""What days that go by do to the calendar, and how it is brought up to date by hand."""

from datetime import date, datetime, time, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from events import upkeep
from events.horizon import horizon
from events.models import CalendarEntry, CalendarRevision, CalendarText, Event, Occurrence
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 3, 1, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def clock(monkeypatch):
    """A clock that can be put on: `clock(days=1)`."""

    def put_on(**distance: int) -> None:
        moment = NOW + timedelta(**distance)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    put_on(days=0)
    return put_on


def _daily(**fields):
    fields = {"start_date": date(2027, 3, 1), "start_time": time(9), "end_time": time(10)} | fields
    return EventFactory(**{"rule": "FREQ=DAILY"} | fields)


def _last_day(event) -> date:
    return event.occurrences.order_by("last_day").last().last_day


def test_a_day_later_endless_series_reach_a_day_further(clock):
    event = _daily()
    assert _last_day(event) == horizon().last
    clock(days=1)
    assert upkeep.keep_up() == 1
    assert _last_day(event) == horizon().last
    assert CalendarEntry.objects.get(event=event).known_until == horizon().last


def test_the_text_for_subscribers_stays_the_same_by_that(clock):
    _daily()
    before = list(CalendarText.objects.values_list("pk", "digest"))
    told = CalendarRevision.current()
    clock(days=1)
    upkeep.keep_up()
    assert list(CalendarText.objects.values_list("pk", "digest")) == before
    assert CalendarRevision.current() == told


def test_running_again_on_the_same_day_does_nothing(clock, django_assert_num_queries):
    _daily()
    clock(days=1)
    upkeep.keep_up()
    rows = list(Occurrence.objects.values_list("pk", "starts_at"))
    # What is due, and two to tidy.
    with django_assert_num_queries(3):
        assert upkeep.keep_up() == 0
    assert list(Occurrence.objects.values_list("pk", "starts_at")) == rows


def test_a_series_that_ends_beyond_the_horizon_is_extended_until_its_end(clock):
    end = horizon().last + timedelta(days=2)
    event = _daily(rule=f"FREQ=DAILY;UNTIL={end:%Y%m%d}T235959Z")
    for days in (1, 2, 3, 4):
        clock(days=days)
        upkeep.keep_up()
    assert _last_day(event) == end
    assert CalendarEntry.objects.get(event=event).known_until is None
    assert not upkeep.due_events().exists()


def test_extra_dates_beyond_the_horizon_come_in_time_as_well(clock):
    extra = horizon().last + timedelta(days=1)
    event = _daily(rule="", extra_dates=["2027-03-08", extra.isoformat()])
    assert _last_day(event) == date(2027, 3, 8)
    clock(days=1)
    upkeep.keep_up()
    assert _last_day(event) == extra


def test_more_events_than_fit_in_a_batch(clock, monkeypatch):
    monkeypatch.setattr(upkeep, "BATCH", 2)
    for _ in range(5):
        _daily()
    clock(days=1)
    heard = []
    assert upkeep.renew(upkeep.due_events(), heard.append) == 5
    assert heard == [2, 4, 5]


def test_what_is_offline_is_left_alone(clock):
    event = _daily()
    event.live = False
    event.save()
    clock(days=1)
    assert upkeep.keep_up() == 0


def test_what_was_written_past_the_model_is_found(clock):
    Event.objects.bulk_create(
        [Event(title="In bulk", summary="x", slug="x", start_date=date(2027, 5, 1), all_day=True)]
    )
    assert upkeep.keep_up() == 1
    assert CalendarText.objects.count() == 2


def test_command_brings_up_to_date_what_is_due(clock):
    _daily()
    EventFactory()
    clock(days=1)
    assert _command() == "1 events looked at, 1 changed."
    assert _command() == "0 events looked at, 0 changed."


def test_command_with_all_follows_a_longer_horizon(clock, settings):
    event = _daily(rule="FREQ=MONTHLY;COUNT=60")
    before = event.occurrences.count()
    settings.CALENDAR_MONTHS_AHEAD = 30
    assert _command("--all") == "1 events looked at, 1 changed."
    assert event.occurrences.count() == before + 12


def test_command_with_all_follows_another_address(clock, settings):
    event = _daily()
    uid = event.calendar_entry.uid
    settings.BASE_URL = "https://nieuw.example"
    _command("--all")
    text = CalendarText.objects.get(event=event, language="nl").text
    assert "URL:https://nieuw.example/" in text
    # The name of an event stays, or every subscriber would have it twice.
    assert f"UID:{uid}" in text


def test_old_marks_of_changes_go_but_never_the_last():
    for days in (3, 2, 1):
        CalendarRevision.objects.create(made_at=timezone.now() - timedelta(days=days))
    CalendarRevision.tidy()
    assert CalendarRevision.objects.count() == 1
    CalendarRevision.note()
    CalendarRevision.tidy()
    assert CalendarRevision.objects.count() == 1


def _command(*options: str) -> str:
    out = StringIO()
    call_command("calendar_dates", *options, stdout=out)
    return out.getvalue().strip()
