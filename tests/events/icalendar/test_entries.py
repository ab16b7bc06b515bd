"""UID, SEQUENCE and stamps: what stays, and what goes up when."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from events.horizon import horizon
from events.materialising import materialise
from events.models import CalendarEntry, CalendarRevision, CalendarText, Event, EventChange
from events.signals import occurrences_changed
from tests.events.icalendar.reading import text_of
from tests.factories import EventFactory, ProvinceFactory

pytestmark = pytest.mark.django_db

EARLIER = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAY = date(2027, 7, 1)


@pytest.fixture
def event(monkeypatch):
    """A weekly meeting that was announced some time ago."""
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: EARLIER)
        event = EventFactory(
            start_date=DAY,
            start_time=time(9),
            end_time=time(10),
            rule="FREQ=WEEKLY;COUNT=4",
            location_name="Zaal 1",
            status_note="",
        )
    return Event.objects.get(pk=event.pk)


def _entry(event) -> CalendarEntry:
    return CalendarEntry.objects.get(event=event)


def _texts(event) -> list[tuple[str, str, str]]:
    rows = CalendarText.objects.filter(event=event).order_by("language")
    return list(rows.values_list("language", "text", "without_cancelled"))


def _change(event, **fields) -> None:
    for name, value in fields.items():
        setattr(event, name, value)
    event.save()


@pytest.mark.parametrize(
    "fields",
    [
        {"start_time": time(8)},
        {"end_time": time(11)},
        {"start_date": DAY + timedelta(days=7)},
        {"time_zone": "Europe/London"},
        {"rule": "FREQ=WEEKLY;COUNT=5"},
        {"rule": ""},
        {"all_day": True},
        {"extra_dates": ["2027-12-24"]},
        {"excluded_dates": ["2027-07-08"]},
        {"location_name": "Zaal 2"},
        {"location_address": "Plein 1"},
        {"online_url": "https://meet.example/"},
        {"status": Event.Status.CANCELLED},
        {"status": Event.Status.POSTPONED},
        {"status": Event.Status.MOVED_ONLINE},
        {"changes": [EventChange(original_date=date(2027, 7, 8), cancelled=True)]},
        {"changes": [EventChange(original_date=date(2027, 7, 8), start_time=time(14))]},
        {"changes": [EventChange(original_date=date(2027, 7, 8), location_name="Zaal 2")]},
    ],
    ids=lambda fields: ",".join(fields),
)
def test_sequence_goes_up_when_time_place_or_status_do(event, fields):
    _change(event, **fields)
    entry = _entry(event)
    assert entry.sequence == 1
    assert entry.revised_at > EARLIER
    assert "SEQUENCE:1\r\n" in text_of(event)


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Andere titel"},
        {"summary": "Andere tekst"},
        {"title_en": "Other title"},
        {"status_note": "Neem iets mee."},
        {"registration_url": "https://voorbeeld.nl/"},
        {"registration_deadline": date(2027, 6, 1)},
        {"event_type": Event.Type.TRAINING},
        {"changes": [EventChange(original_date=date(2027, 7, 8), note="Neem iets mee.")]},
    ],
    ids=lambda fields: ",".join(fields),
)
def test_other_changes_are_a_revision_and_not_another_appointment(event, fields):
    had_changes = "changes" in fields
    _change(event, **fields)
    entry = _entry(event)
    # A date that is described apart is another component, which is said to be new.
    assert entry.sequence == int(had_changes)
    assert entry.revised_at > EARLIER
    assert f"DTSTAMP:{entry.revised_at:%Y%m%dT%H%M%SZ}\r\n" in text_of(event)


@pytest.mark.parametrize(
    "fields",
    [
        {"contact_email": "nieuw@voorbeeld.nl"},
        {"editor_note": "Bellen"},
        {"verified_on": date(2026, 5, 1)},
        {"body": ""},
        # Not a date of the series, so that leaving it out changes nothing.
        {"excluded_dates": ["2027-07-09"]},
    ],
    ids=lambda fields: ",".join(fields),
)
def test_what_subscribers_do_not_see_changes_nothing(event, fields):
    before, told = _texts(event), CalendarRevision.current()
    _change(event, **fields)
    assert _texts(event) == before
    assert _entry(event).revised_at == EARLIER
    assert CalendarRevision.current() == told


def test_repeating_changes_nothing_and_writes_nothing(event, django_assert_num_queries):
    before = _texts(event)
    materialise([event.pk])
    # The events with eight lists of what belongs to them, their dates, entries and texts.
    with django_assert_num_queries(15):
        assert materialise([event.pk]) == 0
    assert _texts(event) == before


def test_the_number_of_queries_does_not_grow_with_the_events(django_assert_num_queries):
    province = ProvinceFactory()
    keys = [EventFactory(provinces=[province]).pk for _ in range(3)]
    more = [*keys, *(EventFactory(provinces=[province]).pk for _ in range(5))]
    Event.objects.update(title="Anders")
    with django_assert_num_queries(19):
        materialise(keys)
    Event.objects.update(title="Weer anders")
    with django_assert_num_queries(19):
        materialise(more)


def test_text_is_the_same_when_it_is_written_anew(event):
    before = _texts(event)
    CalendarText.objects.all().delete()
    materialise([event.pk])
    assert _texts(event) == before


def test_uid_and_sequence_outlive_a_time_offline(event):
    _change(event, start_time=time(8))
    uid, before = _entry(event).uid, _texts(event)
    _change(event, live=False)
    assert not CalendarText.objects.filter(event=event).exists()
    assert _entry(event).uid == uid
    _change(event, live=True)
    assert _texts(event) == before


def test_what_changed_while_it_was_offline_is_a_change(event):
    _change(event, live=False)
    _change(event, start_time=time(8), live=True)
    assert _entry(event).sequence == 1


def test_sequence_never_goes_down_when_an_earlier_state_comes_back(event):
    _change(event, start_time=time(8))
    _change(event, start_time=time(9))
    assert _entry(event).sequence == 2


def test_the_earlier_start_is_remembered(event):
    assert _entry(event).previously_started_at is None
    _change(event, start_time=time(8))
    assert _entry(event).previously_started_at == datetime(2027, 7, 1, 7, tzinfo=UTC)
    _change(event, title="Andere titel")
    assert _entry(event).previously_started_at == datetime(2027, 7, 1, 7, tzinfo=UTC)


def test_a_draft_tells_subscribers_nothing(event):
    before = _texts(event)
    event.title = "Concept"
    event.save_revision()
    assert _texts(event) == before
    event.save_revision().publish()
    assert _texts(event) != before


def test_every_change_that_shows_gives_calendar_files_another_stamp(event):
    stamps = {CalendarRevision.current().stamp}
    _change(event, title="Andere titel")
    stamps.add(CalendarRevision.current().stamp)
    _change(event, live=False)
    stamps.add(CalendarRevision.current().stamp)
    _change(event, live=True)
    stamps.add(CalendarRevision.current().stamp)
    event.delete()
    stamps.add(CalendarRevision.current().stamp)
    assert len(stamps) == 5


def test_who_listens_hears_of_words_that_changed(event):
    heard = []

    def listen(keys, **_signal):
        heard.append(keys)

    occurrences_changed.connect(listen)
    try:
        _change(event, title="Andere titel")
        _change(event, editor_note="Bellen")
    finally:
        occurrences_changed.disconnect(listen)
    assert heard == [[event.pk]]


def test_entry_knows_the_first_and_last_day(event):
    materialise([event.pk])
    entry = _entry(event)
    assert (entry.first_day, entry.last_day) == (DAY, date(2027, 7, 22))
    assert entry.known_until is None


def test_a_series_without_end_is_known_to_the_end_of_the_horizon():
    event = EventFactory(rule="FREQ=WEEKLY")
    entry, window = _entry(event), horizon()
    assert entry.known_until == entry.last_day == window.last


def test_a_series_of_which_no_date_goes_ahead_is_cancelled():
    event = EventFactory.build(start_date=DAY, rule="FREQ=WEEKLY;COUNT=2")
    event.changes = [
        EventChange(original_date=day, cancelled=True) for day in (DAY, date(2027, 7, 8))
    ]
    event.save()
    assert _entry(event).cancelled
    event.rule = "FREQ=WEEKLY;COUNT=3"
    event.save()
    assert not _entry(event).cancelled


def test_an_event_without_any_date_is_told_to_nobody():
    event = EventFactory(start_date=DAY, excluded_dates=["2027-07-01"])
    assert not CalendarText.objects.filter(event=event).exists()


def test_one_event_that_cannot_be_read_does_not_keep_others_from_their_text(event):
    before = _texts(event)
    Event.objects.filter(pk=event.pk).update(rule="FREQ=SOMETIMES")
    other = EventFactory()
    CalendarText.objects.filter(event=other).delete()
    materialise([event.pk, other.pk])
    assert text_of(other)
    assert _texts(event) == before
