"""Shades, and words that must fit in a picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.coverage.shades import SHADES, Band, scale_of
from monitor.coverage.wrapping import wrapped


def test_one_large_number_leaves_the_others_different():
    scale = scale_of([0, 1, 2, 3, 26])
    assert [scale.shade(count) for count in (0, 1, 2, 3, 8, 9, 26)] == [0, 1, 1, 2, 2, 3, 3]
    assert scale.bands == (Band(1, 1, 2), Band(2, 3, 8), Band(3, 9, None))


@pytest.mark.parametrize("counts", [[], [0], [1], [1, 1]])
def test_without_differences_there_is_one_shade(counts):
    assert scale_of(counts).bands == (Band(1, 1, None),)


@given(st.lists(st.integers(0, 10_000)))
def test_bands_say_what_each_shade_stands_for(counts):
    scale = scale_of(counts)
    for count in counts:
        band = next((one for one in scale.bands if one.shade == scale.shade(count)), None)
        if count:
            assert band and band.first <= count and (band.last is None or count <= band.last)
        else:
            assert scale.shade(count) == 0
    assert len(scale.bands) <= SHADES


def test_words_break_between_words_and_after_a_hyphen():
    assert wrapped("Noord-Brabant", 8, 3) == ["Noord-", "Brabant"]
    assert wrapped("Werkzoekenden en talent", 12, 3) == ["Werkzoekend-", "en en talent"]
    assert wrapped("een twee drie vier", 8, 2) == ["een twee", "drie…"]


@given(st.text(max_size=60), st.integers(3, 20), st.integers(1, 4))
def test_no_line_is_too_long_whatever_the_words(text, width, most):
    lines = wrapped(text, width, most)
    assert len(lines) <= most
    assert all(len(line) <= width for line in lines)
