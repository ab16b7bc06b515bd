"""Numbers of rows in what a browser sends."""

#: No number of a row is longer, and databases refuse what is.
LONGEST = 18


def row_number(text: str) -> int | None:
    """The number that a text is, if it can be that of a row; digits of other scripts are none."""
    fits = text.isascii() and text.isdecimal() and len(text) <= LONGEST
    return int(text) if fits else None
