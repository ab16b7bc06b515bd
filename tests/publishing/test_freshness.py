from datetime import date, timedelta

import pytest

from publishing.freshness import Freshness, freshness_of

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, Freshness.CONFIRMED),
        (365, Freshness.CONFIRMED),
        (366, Freshness.DUE),
        (407, Freshness.DUE),
        (408, Freshness.STALE),
    ],
)
def test_a_confirmation_wears_out(days: int, expected: Freshness):
    assert freshness_of(TODAY - timedelta(days=days), TODAY) == expected


def test_what_nobody_confirmed_says_so():
    assert freshness_of(None, TODAY) == Freshness.NEVER
