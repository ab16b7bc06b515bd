"""Texts in the cells of a spreadsheet."""

#: Spreadsheets take a cell that begins like this for a formula, whoever wrote it.
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """The text, and never a formula."""
    return f"'{text}" if text.startswith(_FORMULA_START) else text
