"""Cells that hold text."""

import re
from typing import Any

from organisations.bulk_upload.cells.kind import CellKind, as_text
from organisations.bulk_upload.reading import Cell

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LIKE_A_HOST = re.compile(r"[\w-]+(\.[\w-]+)+([/?#].*)?$")


class Line(CellKind):
    """A text on one line."""

    width = 32

    def understand(self, cell: Cell) -> str:
        return " ".join(_CONTROL.sub(" ", as_text(cell)).split())


class Lines(CellKind):
    """A text with line breaks."""

    width = 48

    def understand(self, cell: Cell) -> str:
        return "\n".join(_CONTROL.sub("", line).rstrip() for line in as_text(cell).split("\n"))

    def get(self, item: Any, field: str) -> str:
        stored = getattr(item, field).replace("\r\n", "\n").strip()
        return "\n".join(line.rstrip() for line in stored.split("\n"))


class Address(Line):
    """A web address; "www.example.org" is one too."""

    def understand(self, cell: Cell) -> str:
        text = super().understand(cell)
        if not _SCHEME.match(text) and _LIKE_A_HOST.match(text):
            return f"https://{text}"
        return text


class Names(CellKind):
    """A list of names, with a semicolon or a line break between them."""

    empty: list[str] = []

    def understand(self, cell: Cell) -> list[str]:
        parts = re.split(r"[;\n]", _CONTROL.sub(" ", as_text(cell).replace("\n", ";")))
        return list(dict.fromkeys(name for part in parts if (name := " ".join(part.split()))))

    def write(self, value: list[str]) -> str | None:
        return "; ".join(value) or None

    def show(self, value: list[str]) -> str:
        return ", ".join(value)

    def set(self, item: Any, field: str, value: list[str]) -> None:
        setattr(item, field, list(value))
