"""The public holidays of the Netherlands."""

from datetime import date, timedelta

import pytest
from dateutil.easter import easter as known_easter
from django.utils.translation import override

from events.overlap.public_holidays import easter, holidays_among, public_holiday


def test_easter_is_when_a_library_says_it_is() -> None:
    assert [easter(year) for year in range(1970, 2101)] == [
        known_easter(year) for year in range(1970, 2101)
    ]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 1, 1), "New Year's Day"),
        (date(2027, 3, 26), "Good Friday"),
        (date(2027, 3, 29), "Easter Monday"),
        (date(2027, 4, 27), "King's Day"),
        (date(2027, 5, 5), "Liberation Day"),
        (date(2027, 5, 6), "Ascension Day"),
        (date(2027, 5, 17), "Whit Monday"),
        (date(2027, 12, 26), "Boxing Day"),
        (date(2027, 3, 3), ""),
        # In 2036 Easter Sunday is 13 April, and 27 April a Sunday.
        (date(2036, 4, 26), "King's Day"),
        (date(2036, 4, 27), ""),
    ],
)
def test_what_a_day_is_called(day: date, name: str) -> None:
    with override("en"):
        assert public_holiday(day) == name


def test_two_holidays_on_one_day_are_one() -> None:
    """In 2016 Ascension Day was the fifth of May."""
    with override("en"):
        assert public_holiday(date(2016, 5, 5)) == "Ascension Day"


def test_holidays_among_days_come_in_order_and_once() -> None:
    days = [date(2027, 12, 24) + timedelta(days=number) for number in (2, 1, 0, 1)]
    with override("en"):
        assert holidays_among(days) == [
            (date(2027, 12, 25), "Christmas Day"),
            (date(2027, 12, 26), "Boxing Day"),
        ]
