"""What every file for a spreadsheet has in common."""

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Spreadsheets take a cell that begins like this for a formula, whoever wrote it.
_FORMULA_START = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def harmless(text: str) -> str:
    """The text, and never a formula."""
    return f"'{text}" if text.startswith(_FORMULA_START) else text


def storable(text: str) -> str:
    """The text without the characters that no workbook can hold, and that nobody types."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def as_it_was(text: str) -> str:
    """The text that `harmless` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA_START) else text
