"""Public holidays of the Netherlands, on which few people come to a meeting.

School holidays differ by region and are set by the ministry year by year, so they cannot be
worked out and are left alone.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _


def public_holiday(day: date) -> str:
    """What the day is called in the active language; empty for an ordinary day."""
    return _holidays(day.year).get(day, "")


def holidays_among(days: Iterable[date]) -> list[tuple[date, str]]:
    """The holidays among these days, in order."""
    found = ((day, public_holiday(day)) for day in sorted(set(days)))
    return [(day, name) for day, name in found if name]


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the method of Meeus, Jones and Butcher)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - correction + 15) % 30
    leaps_of_century, years = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * leaps_of_century - moon - years) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, before = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, before + 1)


def _holidays(year: int) -> dict[date, str]:
    sunday = easter(year)
    kings_day = date(year, 4, 27)
    if kings_day.weekday() == 6:
        # Never on a Sunday: then it is the Saturday before.
        kings_day -= timedelta(days=1)
    # Two may fall on one day, such as Ascension Day on the fifth of May: the later name stands.
    return {
        date(year, 5, 5): _("Liberation Day"),
        kings_day: _("King's Day"),
        date(year, 1, 1): _("New Year's Day"),
        sunday - timedelta(days=2): _("Good Friday"),
        sunday: _("Easter Sunday"),
        sunday + timedelta(days=1): _("Easter Monday"),
        sunday + timedelta(days=39): _("Ascension Day"),
        sunday + timedelta(days=49): _("Whit Sunday"),
        sunday + timedelta(days=50): _("Whit Monday"),
        date(year, 12, 25): _("Christmas Day"),
        date(year, 12, 26): _("Boxing Day"),
    }
