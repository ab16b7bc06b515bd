"""A partner's calendar as made up as it can be and still look like one; a seed repeats it."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

PLACES = ("Almere", "Lelystad", "Zwolle", "Utrecht", "Amersfoort", "Emmeloord", "Apeldoorn")
WHAT = ("Cursus", "Workshop", "Netwerkavond", "Informatiebijeenkomst", "Training", "Webinar")
ABOUT = ("programmeren", "netwerkbeheer", "data-analyse", "mediawijsheid", "cloud", "beveiliging")
WHOM = ("docenten", "zij-instromers", "werkgevers", "jongeren", "het mkb", "loopbaanadviseurs")
SENTENCE = "We gaan samen aan de slag met {about}, met voorbeelden uit de praktijk van {whom}. "
#: One in so many goes on for some weeks, and has one other date.
SERIES = 20
DAYS_AHEAD = 700


def calendar(
    events: int, seed: int, *, first: date, changed: int = 0, name: str = "Voorbeeldschool"
) -> bytes:
    """An iCalendar of `events` events from `first` on; another time and title for `changed` of them."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{name}//NL", f"X-WR-CALNAME:{name}"]
    for number in range(events):
        lines += _event(number, Random(f"{seed}:{number}"), first, is_changed=number < changed)
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def _event(number: int, chance: Random, first: date, *, is_changed: bool) -> Iterator[str]:
    day = first + timedelta(days=chance.randrange(2, DAYS_AHEAD))
    hour, about, whom = chance.randrange(8, 20), chance.choice(ABOUT), chance.choice(WHOM)
    town = chance.choice(PLACES)
    title = f"{chance.choice(WHAT)} {about} voor {whom} {number}"
    if is_changed:
        title, hour = f"{title} (vol)", hour + 1
    description = SENTENCE.format(about=about, whom=whom) * chance.randrange(1, 6)
    yield "BEGIN:VEVENT"
    yield f"UID:{number}@voorbeeldschool.example"
    yield "DTSTAMP:20260101T000000Z"
    yield f"DTSTART;TZID=Europe/Amsterdam:{day:%Y%m%d}T{hour:02}0000"
    yield f"DTEND;TZID=Europe/Amsterdam:{day:%Y%m%d}T{hour + 2:02}3000"
    if number % SERIES == 0:
        yield f"RRULE:FREQ=WEEKLY;COUNT={chance.randrange(3, 12)}"
        yield f"EXDATE;TZID=Europe/Amsterdam:{day + timedelta(days=7):%Y%m%d}T{hour:02}0000"
    yield from _folded(f"SUMMARY:{title}")
    yield from _folded(f"DESCRIPTION:{description.replace(',', chr(92) + ',')}")
    yield f"LOCATION:Schoolstraat {number % 90 + 1}\\, {town}"
    yield f"CATEGORIES:{whom}"
    yield f"URL:https://voorbeeldschool.example/agenda/{number}"
    yield "END:VEVENT"


def _folded(line: str) -> Iterator[str]:
    """In pieces of at most 75 octets; all letters of the material take one."""
    yield line[:75]
    for start in range(75, len(line), 74):
        yield f" {line[start : start + 74]}"
