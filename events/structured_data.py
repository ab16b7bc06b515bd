"""Events in terms of schema.org/Event, for search engines."""

from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from events.recurring_data import schedule_data
from events.when import machine_day
from initiatives.models import Offer

if TYPE_CHECKING:
    from events.dates import EventDates
    from events.models import Event, Occurrence

Data = dict[str, Any]

SCHEMA = "https://schema.org/"
#: Dates of a series that are described one by one.
DATES_DESCRIBED = 5
IMAGE = "width-960|format-webp"

_TYPES = {
    "training": "EducationEvent",
    "open-day": "EducationEvent",
    "publication": "PublicationEvent",
}
_STATUSES = {
    "scheduled": "EventScheduled",
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "moved-online": "EventMovedOnline",
}
_MODES = {
    Offer.Mode.ON_SITE: "OfflineEventAttendanceMode",
    Offer.Mode.ONLINE: "OnlineEventAttendanceMode",
    Offer.Mode.HYBRID: "MixedEventAttendanceMode",
}
_LANGUAGES = {"nl": "nl", "en": "en", "nl-en": ["nl", "en"]}


def event_data(event: "Event", dates: "EventDates") -> Data:
    """The event, about the date that its page shows.

    Days stand alone, times with their UTC offset. A cancelled or postponed event keeps the start
    that it had; one at another time than before gives the earlier one as well.
    """
    shown = dates.shown
    data: Data = {"@type": _TYPES.get(event.event_type, "Event")}
    if shown is not None:
        data["name"] = shown.text("title").text
        data |= times_of(shown) | _status(shown) | _whereabouts(event, shown)
    data |= _offer(event, dates) | _people(event) | _image(event) | _family(event, dates)
    if event.spoken_language:
        data["inLanguage"] = _LANGUAGES.get(event.spoken_language)
    return data


def times_of(occurrence: "Occurrence") -> Data:
    """Start, and end when somebody said when it ends; a last day is included, as schema.org has it."""
    event = occurrence.event
    if occurrence.all_day:
        return {
            "startDate": machine_day(occurrence.first_day, event.precision),
            "endDate": machine_day(occurrence.last_day, event.precision),
        }
    data = {"startDate": occurrence.local_start().isoformat()}
    if occurrence.ends_at != occurrence.starts_at:
        data["endDate"] = occurrence.local_end().isoformat()
    return data


def _status(shown: "Occurrence") -> Data:
    status = SCHEMA + _STATUSES[shown.status]
    earlier = shown.earlier_start()
    if earlier is None or shown.status in ("cancelled", "postponed"):
        return {"eventStatus": status}
    moved = f"{SCHEMA}EventRescheduled"
    both = [status, moved] if shown.status == "moved-online" else moved
    return {"eventStatus": both, "previousStartDate": earlier.isoformat()}


def _whereabouts(event: "Event", shown: "Occurrence") -> Data:
    """The place, the address online, or both; and which of these it is."""
    places: list[Data] = []
    mode = shown.mode
    if mode in (Offer.Mode.ON_SITE, Offer.Mode.HYBRID):
        places.append(_place(event, shown))
    if mode in (Offer.Mode.ONLINE, Offer.Mode.HYBRID):
        # What nobody can join, or only who registered, leads to the page that says so.
        address = "" if shown.is_cancelled else shown.value("online_url")
        address = address or _page(event)
        places.append({"@type": "VirtualLocation", "url": address})
    if not places:
        return {}
    return {
        "eventAttendanceMode": SCHEMA + _MODES[Offer.Mode(mode)],
        "location": places[0] if len(places) == 1 else places,
    }


def _place(event: "Event", shown: "Occurrence") -> Data:
    name, street = shown.value("location_name"), shown.value("location_address")
    address: Data = {"@type": "PostalAddress"}
    if street:
        address["streetAddress"] = street
    provinces = [str(province) for province in event.classification("provinces")]
    if len(provinces) == 1:
        address["addressRegion"] = provinces[0]
    if event.time_zone == settings.TIME_ZONE and (provinces or event.is_national):
        address["addressCountry"] = "NL"
    return {"@type": "Place", "name": name or street, "address": address}


def _offer(event: "Event", dates: "EventDates") -> Data:
    """What it costs and how people register; nothing when neither is known."""
    free = event.cost == Offer.Cost.FREE
    data: Data = {"isAccessibleForFree": free} if event.cost else {}
    if not (event.cost or event.registration_url or event.cost_amount is not None):
        return data
    deadline = event.registration_deadline
    is_open = not dates.are_over and event.status not in ("cancelled", "postponed")
    offer: Data = {"@type": "Offer"}
    if free or event.cost_amount is not None:
        offer |= {"price": str(event.cost_amount or 0), "priceCurrency": "EUR"}
    if deadline is not None:
        zone = ZoneInfo(event.time_zone)
        offer["validThrough"] = datetime.combine(deadline, time(23, 59, 59), zone).isoformat()
        is_open = is_open and timezone.localdate(dates.seen_at, zone) <= deadline
    offer["url"] = (is_open and event.registration_url) or _page(event)
    if is_open:
        offer["availability"] = f"{SCHEMA}InStock"
    return data | {"offers": offer}


def _people(event: "Event") -> Data:
    data: Data = {}
    if parties := _organisers(event):
        data["organizer"] = parties
    if event.audience_size:
        data["maximumAttendeeCapacity"] = event.audience_size
    return data


def _organisers(event: "Event") -> list[Data]:
    parties = list(event.organisations.all())
    if event.owner is not None and event.owner not in parties:
        parties.insert(0, event.owner)
    return [
        {"@type": "Organization", "name": party.text("title").text}
        | ({"url": f"{settings.BASE_URL}{party.get_absolute_url()}"} if party.live else {})
        for party in parties
    ]


def _image(event: "Event") -> Data:
    if event.image is None:
        return {}
    return {"image": event.image.get_rendition(IMAGE).full_url}


def _family(event: "Event", dates: "EventDates") -> Data:
    """The larger event that this is a part of, its own parts, and the next dates of a series."""
    data: Data = {}
    if event.part_of is not None and event.part_of.live:
        larger = event.part_of
        data["superEvent"] = {
            "@type": "Event",
            "name": larger.text("title").text,
            "startDate": machine_day(larger.start_date, larger.precision),
            "url": _page(larger),
        }
    if event.repeats and (rhythm := schedule_data(event)):
        data["eventSchedule"] = rhythm
    others = [row for row in dates.coming if row is not dates.shown] if event.repeats else []
    if described := [*others[:DATES_DESCRIBED], *dates.parts]:
        data["subEvent"] = [_within(row) for row in described]
    return data


def _within(occurrence: "Occurrence") -> Data:
    return (
        {
            "@type": "Event",
            "name": occurrence.text("title").text,
            "url": f"{settings.BASE_URL}{occurrence.get_absolute_url()}",
        }
        | times_of(occurrence)
        | _status(occurrence)
        | _whereabouts(occurrence.event, occurrence)
    )


def _page(event: "Event") -> str:
    return f"{settings.BASE_URL}{event.get_absolute_url()}"
