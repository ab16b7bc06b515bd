"""What days and months are called, alone and together, in the active language."""

from collections.abc import Sequence
from datetime import date

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import pgettext

#: From here on a row of days or months is said as "from ... to ...".
_ROW = 3
_WORKING_DAYS, _WEEKEND, _ALL_DAYS = (0, 1, 2, 3, 4), (5, 6), tuple(range(7))


def listed(phrases: Sequence[str]) -> str:
    """ "a, b and c"."""
    return get_text_list(list(phrases), pgettext("before the last of a list", "and"))


def weekday(day: int) -> str:
    """The name of a weekday; Monday is 0."""
    return str(WEEKDAYS[day])


def on_weekdays(days: Sequence[int]) -> str:
    """ "on Monday and Tuesday", "from Monday to Friday"."""
    if _is_row(days):
        return pgettext("repetition", "from %(first)s to %(last)s") % {
            "first": weekday(days[0]),
            "last": weekday(days[-1]),
        }
    return on(listed([weekday(day) for day in days]))


def one_of(days: Sequence[int]) -> str | None:
    """What one of these weekdays is called, when they are all, the working days or the weekend."""
    if len(days) == 1:
        return weekday(days[0])
    return {
        _WORKING_DAYS: pgettext("repetition", "working day"),
        _WEEKEND: pgettext("repetition", "weekend day"),
        _ALL_DAYS: a_day(),
    }.get(tuple(days))


def month(number: int) -> str:
    """The name of a month; January is 1."""
    return str(MONTHS[number])


def in_months(months: Sequence[int]) -> str:
    """ "in March and May", "from March to June"."""
    if _is_row(months):
        return pgettext("repetition", "from %(first)s to %(last)s") % {
            "first": month(months[0]),
            "last": month(months[-1]),
        }
    return pgettext("repetition", "in %(months)s") % {
        "months": listed([month(number) for number in months])
    }


def on(days: str) -> str:
    """ "on Monday", "on the 13th"."""
    return pgettext("repetition", "on %(days)s") % {"days": days}


def day_and_month(day: int, number: int) -> str:
    """ "29 February"; a day that no year has comes out as the number and the name."""
    try:
        return date_format(date(2024, number, day), "j F")
    except ValueError:
        return f"{day} {month(number)}"


def month_day(number: int) -> str:
    """ "the 13th", "the last day"; counts from the end below zero."""
    if number < 0:
        return nth(number, a_day())
    return pgettext("repetition", "the %(nth)s") % {"nth": _figure(number)}


def a_day() -> str:
    """The word for any day."""
    return pgettext("repetition", "day")


def nth(number: int, day: str) -> str:
    """ "the second Tuesday", "the last day"; counts from the end below zero."""
    if number > 0:
        template = pgettext("repetition", "the %(nth)s %(day)s")
    elif number == -1:
        template = pgettext("repetition", "the last %(day)s")
    elif number == -2:
        template = pgettext("repetition", "the second to last %(day)s")
    else:
        template = pgettext("repetition", "the %(nth)s %(day)s from the end")
    return template % {"nth": ordinal(abs(number)), "day": day}


def ordinal(number: int) -> str:
    """ "first" to "fifth" in words, and then in figures."""
    words = (
        pgettext("ordinal", "first"),
        pgettext("ordinal", "second"),
        pgettext("ordinal", "third"),
        pgettext("ordinal", "fourth"),
        pgettext("ordinal", "fifth"),
    )
    return words[number - 1] if number <= len(words) else _figure(number)


def _figure(number: int) -> str:
    """ "1st", "2nd", "13th": English has four endings, most languages one."""
    endings = {
        1: pgettext("ordinal that ends in 1, but not 11", "%(number)sst"),
        2: pgettext("ordinal that ends in 2, but not 12", "%(number)snd"),
        3: pgettext("ordinal that ends in 3, but not 13", "%(number)srd"),
    }
    others = pgettext("ordinal", "%(number)sth")
    last_figure = 0 if number % 100 in (11, 12, 13) else number % 10
    return endings.get(last_figure, others) % {"number": number}


def _is_row(numbers: Sequence[int]) -> bool:
    return len(numbers) >= _ROW and list(numbers) == list(range(numbers[0], numbers[-1] + 1))
