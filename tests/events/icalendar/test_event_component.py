"""What a calendar program is told of an event, property by property (RFC 5545, 7986)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override, pgettext

from events.models import CalendarText, Event, EventChange
from tests.events.icalendar.reading import text_of, vevent, vevents
from tests.factories import (
    EventFactory,
    InitiativeFactory,
    OrganisationFactory,
    ProvinceFactory,
    ScaleFactory,
    TargetGroupFactory,
)

pytestmark = pytest.mark.django_db

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAY = date(2027, 7, 1)


def _meeting(**fields):
    return EventFactory(start_date=DAY, start_time=time(9), end_time=time(10, 30), **fields)


def _weekly(*changes: EventChange, **fields):
    event = EventFactory.build(
        start_date=DAY, start_time=time(9), end_time=time(10), rule="FREQ=WEEKLY;COUNT=4", **fields
    )
    event.changes = changes
    event.save()
    return event


def _in_title(words: str) -> str:
    """Words in front of a title, in Dutch."""
    with override("nl"):
        return pgettext("title in a calendar", words)


def test_times_are_local_with_their_zone_and_the_end_is_exclusive():
    text = text_of(_meeting())
    assert "DTSTART;TZID=Europe/Amsterdam:20270701T090000\r\n" in text
    assert "DTEND;TZID=Europe/Amsterdam:20270701T103000\r\n" in text


def test_what_lasts_all_day_has_days_and_no_times():
    event = EventFactory(start_date=DAY, end_date=date(2027, 7, 3), all_day=True)
    assert "DTSTART;VALUE=DATE:20270701\r\n" in text_of(event)
    assert "DTEND;VALUE=DATE:20270704\r\n" in text_of(event)
    assert event.calendar_entry.zone == ""


def test_what_has_no_end_is_a_moment():
    event = EventFactory(start_date=DAY, start_time=time(9), end_time=None)
    assert "DTEND" not in vevent(event)
    assert "DURATION" not in vevent(event)


def test_times_of_universal_time_need_no_zone():
    event = _meeting(time_zone="UTC")
    assert "DTSTART:20270701T090000Z\r\n" in text_of(event)
    assert event.calendar_entry.zone == ""


def test_the_entry_knows_the_zone():
    assert _meeting(time_zone="America/New_York").calendar_entry.zone == "America/New_York"


def test_uid_is_of_this_site_and_tells_no_time():
    event = _meeting()
    name, _at, host = event.calendar_entry.uid.partition("@")
    assert vevent(event)["UID"] == event.calendar_entry.uid
    assert host == "testserver"
    assert len(name) == 36
    assert "2027" not in name or _meeting().calendar_entry.uid.split("-")[0] != name.split("-")[0]


def test_stamps_say_when_it_was_revised_last_and_when_it_was_made():
    event = _meeting()
    component, entry = vevent(event), event.calendar_entry
    assert component["DTSTAMP"].dt == component["LAST-MODIFIED"].dt == entry.revised_at
    assert component["CREATED"].dt == entry.created_at
    assert component["SEQUENCE"] == 0


def test_text_is_escaped_and_folded_between_characters():
    title = "Zij-instromers; mkb, en \\ meer 👩‍👩‍👧‍👦 " * 4
    text = text_of(_meeting(title=title[:200], summary="Eén regel\r\nen nog een\x0b!"))
    component = vevent(_meeting(title=title[:200], summary="Eén regel\r\nen nog een\x0b!"))
    assert component["SUMMARY"] == title[:200].strip()
    assert component["DESCRIPTION"].startswith("Eén regel\nen nog een\n!")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize("control", ["\x01", "\x07", "\x1b", "\x85", "\u2028", "\r"])
def test_characters_that_would_end_a_line_or_are_forbidden_do_not_get_out(control):
    event = _meeting(title=f"Een{control}twee", summary=f"Drie{control}vier")
    text = text_of(event).replace("\r\n", "\n")
    assert control not in text
    assert len(vevents(event)) == 1


def test_description_says_how_to_take_part_and_ends_with_the_page():
    event = _meeting(
        summary="Kom kijken.",
        owner=OrganisationFactory(title="Hogeschool"),
        organisations=[OrganisationFactory(title="Bibliotheek")],
        initiative=InitiativeFactory(title="ICT-stam"),
        registration_url="https://voorbeeld.nl/aanmelden",
        registration_deadline=date(2027, 6, 25),
        online_url="https://meet.example/kamer",
    )
    page = f"http://testserver{event.get_absolute_url()}"
    told = str(vevent(event)["DESCRIPTION"])
    assert told.startswith("Kom kijken.\n\n")
    assert "\n\n\n" not in told
    assert "Hogeschool, Bibliotheek" in told
    assert "ICT-stam" in told
    assert "25 juni 2027" in told
    assert "https://voorbeeld.nl/aanmelden" in told
    assert "https://meet.example/kamer" in told
    assert told.endswith(page)
    assert vevent(event)["URL"] == page


def test_what_is_not_public_is_not_named():
    event = _meeting(
        owner=OrganisationFactory(title="Verborgen", live=False),
        initiative=InitiativeFactory(title="Concept", live=False),
        contact_email="iemand@voorbeeld.nl",
        contact_name="Iemand",
        editor_note="Niet verder vertellen",
    )
    text = text_of(event).replace("\r\n ", "")
    for private in ("Verborgen", "Concept", "iemand@", "Iemand", "verder vertellen"):
        assert private not in text
    assert not {"ORGANIZER", "ATTENDEE", "CONTACT"} & set(vevent(event))


def test_place_is_name_and_address():
    event = _meeting(location_name="Bibliotheek", location_address="Plein 1, Lelystad")
    assert vevent(event)["LOCATION"] == "Bibliotheek, Plein 1, Lelystad"
    assert "CONFERENCE" not in vevent(event)


def test_online_only_has_the_address_as_its_place():
    event = _meeting(online_url="https://meet.example/kamer")
    assert vevent(event)["LOCATION"] == "https://meet.example/kamer"


def test_joining_address_says_what_sort_of_value_it_is():
    text = text_of(_meeting(online_url="https://meet.example/a,b;c", location_name="Zaal"))
    assert "CONFERENCE;VALUE=URI:https://meet.example/a,b;c\r\n" in text
    assert "LOCATION:Zaal\r\n" in text


def test_categories_are_what_it_is_and_what_it_is_classified_under_in_the_language_of_the_feed():
    event = _meeting(
        provinces=[ProvinceFactory(label="Fryslân", label_en="Friesland")],
        target_groups=[TargetGroupFactory(label="Mkb, klein", label_en="SMEs")],
    )
    assert vevent(event)["CATEGORIES"].cats[1:] == ["Mkb, klein", "Fryslân"]
    assert vevent(event, "en")["CATEGORIES"].cats == ["Meeting", "SMEs", "Friesland"]
    assert "Mkb\\, klein" in text_of(event)


def test_what_is_national_does_not_list_provinces():
    event = _meeting(scale=ScaleFactory(), provinces=[ProvinceFactory(label="Fryslân")])
    assert "Fryslân" not in vevent(event)["CATEGORIES"].cats


def test_english_falls_back_on_dutch_and_leads_to_the_english_page():
    event = _meeting(title="Open avond", summary="Kom kijken.", summary_en="Come and see.")
    component = vevent(event, "en")
    assert component["SUMMARY"] == "Open avond"
    assert component["DESCRIPTION"].startswith("Come and see.")
    assert component["URL"].startswith("http://testserver/en/")


@pytest.mark.parametrize(
    ("status", "expected", "words"),
    [
        ("scheduled", "CONFIRMED", "%(title)s"),
        ("cancelled", "CANCELLED", "Cancelled: %(title)s"),
        ("postponed", "TENTATIVE", "Postponed: %(title)s"),
        ("moved-online", "CONFIRMED", "Now online: %(title)s"),
    ],
)
def test_status_stands_in_the_title_as_well(status, expected, words):
    event = _meeting(title="Open avond", title_en="Open evening", status=status)
    assert vevent(event)["STATUS"] == expected
    assert vevent(event)["SUMMARY"] == _in_title(words) % {"title": "Open avond"}
    assert vevent(event, "en")["SUMMARY"] == words % {"title": "Open evening"}


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_what_does_not_go_ahead_takes_nobodys_time_and_asks_nobody_to_register(status):
    event = _meeting(
        status=status,
        status_note="De zaal is dicht.",
        registration_url="https://voorbeeld.nl/aanmelden",
        online_url="https://meet.example/kamer",
    )
    component = vevent(event)
    assert component["TRANSP"] == "TRANSPARENT"
    paragraphs = vevent(event, "en")["DESCRIPTION"].split("\n\n")
    sentence, note = paragraphs[1].split("\n")
    assert sentence in (
        "This does not go ahead.",
        "This has been postponed. It is not on this date.",
    )
    assert note == "De zaal is dicht."
    assert "https://voorbeeld.nl/aanmelden" not in component["DESCRIPTION"]
    assert "CONFERENCE" not in component


def test_moved_online_is_no_longer_at_its_place():
    event = _meeting(status="moved-online", location_name="Zaal")
    assert vevent(event, "en")["LOCATION"] == "Online"
    event.online_url = "https://meet.example/kamer"
    event.save()
    assert vevent(event)["LOCATION"] == "https://meet.example/kamer"


def test_only_a_meeting_with_times_takes_time():
    assert vevent(_meeting())["TRANSP"] == "OPAQUE"
    assert vevent(_meeting(event_type=Event.Type.MILESTONE))["TRANSP"] == "TRANSPARENT"
    all_day = EventFactory(start_date=DAY, all_day=True)
    assert vevent(all_day)["TRANSP"] == "TRANSPARENT"


def test_what_is_known_to_the_month_is_not_in_calendars():
    event = EventFactory(start_date=date(2022, 6, 1), all_day=True, precision="month")
    assert not CalendarText.objects.filter(event=event).exists()
    assert event.calendar_entry.first_day == date(2022, 6, 1)


def test_a_series_is_one_event_with_its_rule():
    event = _weekly()
    component = vevent(event)
    assert component["RRULE"].to_ical() == b"FREQ=WEEKLY;COUNT=4;BYDAY=TH"
    assert "RECURRENCE-ID" not in component


def test_end_of_a_rule_stays_as_it_was_stored():
    event = EventFactory(
        start_date=DAY, rule="FREQ=WEEKLY;UNTIL=20270729T215959Z", excluded_dates=["2027-07-08"]
    )
    assert "UNTIL=20270729T215959Z" in text_of(event)


def test_a_date_left_out_is_an_exdate_without_a_trace():
    event = _weekly(excluded_dates=["2027-07-15", "2027-07-08"])
    text = text_of(event)
    assert "EXDATE;TZID=Europe/Amsterdam:20270708T090000,20270715T090000\r\n" in text
    assert len(vevents(event)) == 1


def test_an_extra_date_is_an_rdate():
    event = _weekly(extra_dates=["2027-08-02T19:30:00"])
    assert "RDATE;TZID=Europe/Amsterdam:20270802T193000\r\n" in text_of(event)


def test_a_cancelled_date_stays_with_its_title_and_is_no_exdate():
    event = _weekly(
        EventChange(original_date=date(2027, 7, 8), cancelled=True, note="Docent ziek."),
        title="Spreekuur",
        title_en="Open desk",
    )
    series, date_ = vevents(event)
    assert "EXDATE" not in series
    assert series["SUMMARY"] == "Spreekuur"
    assert date_["RECURRENCE-ID"].dt == datetime(2027, 7, 8, 9, tzinfo=AMSTERDAM)
    assert date_["STATUS"] == "CANCELLED"
    assert date_["SUMMARY"] == _in_title("Cancelled: %(title)s") % {"title": "Spreekuur"}
    assert "Docent ziek." in date_["DESCRIPTION"]
    assert vevents(event, "en")[1]["SUMMARY"] == "Cancelled: Open desk"
    assert date_["UID"] == series["UID"]
    assert date_["SEQUENCE"] == series["SEQUENCE"]
    assert date_["URL"].startswith(series["URL"] + "?date=2027-07-08")


def test_a_moved_date_names_the_start_it_had_in_the_way_the_series_has_it():
    event = _weekly(
        EventChange(
            original_date=date(2027, 7, 8), start_date=date(2027, 7, 9), start_time=time(14)
        )
    )
    text = text_of(event)
    assert "RECURRENCE-ID;TZID=Europe/Amsterdam:20270708T090000\r\n" in text
    assert "DTSTART;TZID=Europe/Amsterdam:20270709T140000\r\n" in text
    assert "DTEND;TZID=Europe/Amsterdam:20270709T150000\r\n" in text


def test_a_changed_day_of_something_that_lasts_all_day_is_named_by_its_day():
    event = EventFactory.build(start_date=DAY, all_day=True, rule="FREQ=WEEKLY;COUNT=3")
    event.changes = [EventChange(original_date=date(2027, 7, 8), start_date=date(2027, 7, 9))]
    event.save()
    assert "RECURRENCE-ID;VALUE=DATE:20270708\r\n" in text_of(event)


def test_a_date_may_have_a_title_and_a_place_of_its_own():
    event = _weekly(
        EventChange(original_date=date(2027, 7, 8), title="Slotavond", location_name="Stadhuis"),
        title="Spreekuur",
        location_name="Bibliotheek",
    )
    series, date_ = vevents(event)
    assert (series["SUMMARY"], series["LOCATION"]) == ("Spreekuur", "Bibliotheek")
    assert (date_["SUMMARY"], date_["LOCATION"]) == ("Slotavond", "Stadhuis")


def test_in_a_cancelled_series_every_date_is_cancelled():
    event = _weekly(EventChange(original_date=date(2027, 7, 8), title="Slot"), status="cancelled")
    assert [str(component["STATUS"]) for component in vevents(event)] == ["CANCELLED"] * 2


def test_without_cancelled_dates_they_are_left_out_of_the_series():
    event = _weekly(EventChange(original_date=date(2027, 7, 8), cancelled=True))
    text = CalendarText.objects.get(event=event, language="nl").without_cancelled
    assert "CANCELLED" not in text
    assert "EXDATE;TZID=Europe/Amsterdam:20270708T090000\r\n" in text


def test_where_nothing_is_cancelled_there_is_one_text():
    event = _weekly(EventChange(original_date=date(2027, 7, 8), title="Slot"))
    assert set(CalendarText.objects.values_list("without_cancelled", flat=True)) == {""}
    assert not event.calendar_entry.cancelled


def test_the_only_date_may_be_changed():
    event = EventFactory.build(start_date=DAY, start_time=time(9), end_time=time(10))
    event.changes = [EventChange(original_date=DAY, start_time=time(11))]
    event.save()
    component = vevent(event)
    assert component.start == datetime(2027, 7, 1, 11, tzinfo=AMSTERDAM)
    assert component.end - component.start == timedelta(hours=1)
    assert "RECURRENCE-ID" not in component


def test_moments_are_written_in_whole_seconds_of_universal_time():
    entry = _meeting().calendar_entry
    assert entry.revised_at.tzinfo == UTC
    assert not entry.revised_at.microsecond
    assert not entry.created_at.microsecond
