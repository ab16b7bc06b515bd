"""What a browser sends, read as the number of a row."""

import pytest

from taxonomy.row_numbers import row_number


def test_digits_are_a_number() -> None:
    assert row_number("42") == 42
    assert row_number("9" * 18) == int("9" * 18)


@pytest.mark.parametrize("text", ["", "x", "-1", "1.0", " 1", "٣", "²", "\x00", "9" * 19])
def test_anything_else_is_none(text: str) -> None:
    assert row_number(text) is None
