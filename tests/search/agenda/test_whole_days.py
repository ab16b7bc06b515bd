"""Where a page of the list ends."""

from datetime import date, timedelta
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from search.agenda.whole_days import ENOUGH, MOST, TO_READ, whole_days

FIRST = date(2027, 2, 3)


def days(*counts: int) -> list[date]:
    """As many dates on each following day as the counts say, as far as a list reads."""
    each = [FIRST + timedelta(days=n) for n, count in enumerate(counts) for _date in range(count)]
    return each[:TO_READ]


def test_everything_fits_on_one_page():
    assert whole_days(days(3, 5, 1)) == 9
    assert whole_days([]) == 0


def test_page_ends_with_the_day_that_makes_it_full():
    assert whole_days(days(30, 12, 30)) == 42


def test_day_that_would_make_the_page_too_long_begins_the_next():
    assert whole_days(days(30, 50)) == 30


def test_day_with_too_much_is_no_whole_day():
    assert whole_days(days(MOST + 1)) == 0
    assert whole_days(days(MOST)) == MOST


@given(st.lists(st.integers(1, 90), max_size=80))
def test_no_day_is_cut_in_two(counts):
    count = whole_days(days(*counts))
    ends = list(accumulate(counts))
    if count:
        assert count in ends
        assert count <= MOST
        # It stops early only where the next day would not fit.
        following = [end for end in ends if end > count]
        assert count >= ENOUGH or not following or following[0] > MOST
    else:
        assert not counts or counts[0] > MOST
