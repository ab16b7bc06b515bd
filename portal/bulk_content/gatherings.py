"""Drafts of events: single ones and series, about four dates to an event."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from events.models import Event, EventChange
from initiatives.models import Offer
from portal.bulk_content import phrases, words
from portal.bulk_content.items import Draft, Maker
from portal.bulk_content.kinds import owned
from portal.bulk_content.wording import Setting

#: Rules, how many dates a series has at least and at most, days between dates, and how many of a
#: hundred events have such a rule. The first stands for what does not repeat.
RHYTHMS: tuple[tuple[str, int, int, int, int], ...] = (
    ("", 1, 1, 0, 72),
    ("FREQ=WEEKLY;COUNT={count}", 6, 16, 7, 13),
    ("FREQ=MONTHLY;BYDAY={nth}{day};COUNT={count}", 8, 22, 30, 9),
    ("FREQ=WEEKLY;INTERVAL=2;COUNT={count}", 8, 16, 14, 6),
)
#: Days before and after today between which dates lie: within the horizon of the calendar.
BEFORE, AFTER = 700, 520
TYPES = (
    *(Event.Type.MEETING,) * 5,
    *(Event.Type.TRAINING,) * 4,
    Event.Type.CONFERENCE,
    Event.Type.OPEN_DAY,
)
STATUSES = {
    Event.Status.SCHEDULED: 93,
    Event.Status.CANCELLED: 3,
    Event.Status.POSTPONED: 2,
    Event.Status.MOVED_ONLINE: 2,
}
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def event_draft(maker: Maker, number: int) -> Draft:
    fields, relations, setting, place = owned(maker, "event", number, phrases.EVENT_TITLES)
    when = _when(maker)
    first, rule = when["start_date"], when["rule"]
    item = Event(
        **fields,
        **when,
        **_where(maker, setting),
        **_price_and_room(maker, first),
        event_type=maker.random.choice(TYPES),
        status=maker.random.choices(list(STATUSES), list(STATUSES.values()))[0],
        spoken_language=maker.random.choice((*(Event.Language.DUTCH,) * 8, *Event.Language)),
        initiative_id=maker.initiative() if maker.chance(0.4) else None,
    )
    changes = _changes(maker, first) if rule and maker.chance(0.2) else ()
    return Draft(item, relations, place, changes, parent="event_id")


def _when(maker: Maker) -> dict[str, Any]:
    random = maker.random
    [(pattern, least, most, between, _share)] = random.choices(
        RHYTHMS, [rhythm[-1] for rhythm in RHYTHMS]
    )
    count = random.randint(least, most)
    latest = AFTER - count * between
    # Most is near today: next week more than next year.
    days = round(random.triangular(-BEFORE, latest, min(14, latest)))
    first = maker.now.date() + timedelta(days=days)
    rule = pattern.format(count=count, day=_DAYS[first.weekday()], nth=(first.day - 1) // 7 + 1)
    if "BYDAY=5" in rule:
        # Not every month has a fifth: the last is what people mean.
        rule = rule.replace("BYDAY=5", "BYDAY=-1")
        first += timedelta(days=_to_last(first))
    return {"start_date": first, "rule": rule, **_times(maker, first, repeats=bool(rule))}


def _to_last(day: date) -> int:
    """Days from a weekday to the last such day of its month."""
    later = day + timedelta(days=7)
    return 7 if later.month == day.month else 0


def _times(maker: Maker, first: date, *, repeats: bool) -> dict[str, Any]:
    """All day, several days, across midnight, or mostly some hours of one day."""
    random, drawn = maker.random, maker.random.random()
    if drawn < 0.08:
        days = 0 if repeats else random.choice((0, 0, 1, 4))
        return {"all_day": True, "end_date": first + timedelta(days=days)}
    if drawn < 0.11 and not repeats:
        return {
            "start_time": time(9),
            "end_date": first + timedelta(days=random.randint(1, 2)),
            "end_time": time(17),
        }
    if drawn < 0.13:
        return {
            "start_time": time(20),
            "end_date": first + timedelta(days=1),
            "end_time": time(1),
        }
    hour = random.randint(8, 19)
    return {
        "start_time": time(hour, random.choice((0, 0, 30))),
        "end_date": first,
        "end_time": time(hour + random.randint(1, 4)) if maker.chance(0.95) else None,
    }


def _where(maker: Maker, setting: Setting) -> dict[str, Any]:
    random, mode = maker.random, maker.random.choice((*Offer.Mode, *(Offer.Mode.ON_SITE,) * 3))
    at_a_place = mode != Offer.Mode.ONLINE
    street = f"{random.choice(words.STREETS)} {random.randint(1, 240)}, {setting.town}"
    hall = f"{setting.place[:1].upper()}{setting.place[1:]} van {setting.town}"
    return {
        "location_name": hall if at_a_place else "",
        "location_address": street if at_a_place else "",
        "online_url": "" if mode == Offer.Mode.ON_SITE else "https://online.example/meedoen",
    }


def _price_and_room(maker: Maker, first: date) -> dict[str, Any]:
    random = maker.random
    cost = random.choice((Offer.Cost.FREE, Offer.Cost.FREE, Offer.Cost.FREE, Offer.Cost.PAID))
    registers = maker.chance(0.4)
    return {
        "cost": cost,
        "cost_amount": None if cost == Offer.Cost.FREE else Decimal(random.randint(2, 60) * 5),
        "audience_size": random.randint(2, 80) * 5 if maker.chance(0.5) else None,
        "registration_url": "https://aanmelden.example/" if registers else "",
        "registration_deadline": first - timedelta(days=random.randint(1, 21))
        if registers and maker.chance(0.5)
        else None,
    }


def _changes(maker: Maker, first: date) -> list[EventChange]:
    """The first date of a series is the one that is sure to be there."""
    if maker.chance(0.5):
        return [EventChange(original_date=first, cancelled=True, note="Gaat deze keer niet door.")]
    return [EventChange(original_date=first, location_name="Een andere zaal")]
