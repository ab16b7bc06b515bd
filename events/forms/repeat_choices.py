"""What one can choose about repetition, in the order in which it is shown."""

from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from events.recurrence.day_names import ordinal
from events.recurrence.plain_rule import LAST_DAY, NTHS, Repeats

#: The choice to leave a rule alone that only its own words can show.
AS_IT_CAME = "as-it-came"

REPEATS = [
    ("", gettext_lazy("Does not repeat")),
    (Repeats.DAILY.value, gettext_lazy("By day")),
    (Repeats.WEEKLY.value, gettext_lazy("By week, on certain days")),
    (Repeats.MONTHLY_ON_DAY.value, gettext_lazy("By month, on a day such as the 15th")),
    (
        Repeats.MONTHLY_ON_WEEKDAY.value,
        gettext_lazy("By month, on a day such as the second Tuesday"),
    ),
    (Repeats.YEARLY.value, gettext_lazy("By year")),
]
ENDS = [
    ("never", gettext_lazy("Never")),
    ("until", gettext_lazy("On a day")),
    ("count", gettext_lazy("After a number of times")),
]
_AS_START = gettext_lazy("The same as the first day")


def weekdays() -> list[tuple[int, Any]]:
    """Monday is 0."""
    return [(number, capfirst(name)) for number, name in WEEKDAYS.items()]


def weekday_or_start() -> list[tuple[Any, Any]]:
    """One day of the week, or that of the first day."""
    return [("", _AS_START), *weekdays()]


def month_days() -> list[tuple[Any, Any]]:
    """1 to 31 and the last, or that of the first day."""
    days = [(day, str(day)) for day in range(1, 32)]
    return [("", _AS_START), *days, (LAST_DAY, _("last day of the month"))]


def nths() -> list[tuple[Any, Any]]:
    """Which of its weekday in the month, or that of the first day."""
    named = [(nth, ordinal(nth) if nth > 0 else pgettext("ordinal", "last")) for nth in NTHS]
    return [("", _AS_START), *named]
