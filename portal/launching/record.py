"""Reads the fields of one record strictly; every mistake becomes a fault and reading goes on."""

import datetime
from collections.abc import Collection
from decimal import Decimal
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from portal.launching.catalogue import Catalogue
from portal.launching.faults import Fault
from portal.launching.reader import RawRecord

_check_url = URLValidator(schemes=["http", "https"])


class Localised(NamedTuple):
    """A text in both languages; both are empty when the record has none."""

    nl: str = ""
    en: str = ""


class Record:
    """A record together with what it may refer to.

    Readers return an empty value after a fault, so that one run finds every mistake. Call
    `finish` at the end: a field nobody asked for is most likely a typing mistake.
    """

    def __init__(self, raw: RawRecord, catalogue: Catalogue) -> None:
        self.raw = raw
        self.id = raw.id
        self.catalogue = catalogue
        self._seen = {"id"}

    # --- texts ------------------------------------------------------------------------------

    def localised(self, field: str, *, required: bool = True, most: int = 0) -> Localised:
        return self._localised(field, self._value(field, required), most)

    def localised_list(self, field: str) -> list[Localised]:
        return [
            self._localised(f"{field}[{number}]", item)
            for number, item in enumerate(self._list(field), start=1)
        ]

    def localised_lines(self, field: str) -> Localised:
        """A list of texts as one text with a line for each."""
        texts = self.localised_list(field)
        return Localised("\n".join(t.nl for t in texts), "\n".join(t.en for t in texts))

    def part_localised(
        self, field: str, mapping: dict[str, Any], name: str, *, most: int = 0
    ) -> Localised:
        """A text inside a nested part of the record."""
        if name not in mapping:
            self.fault(f"{field}.{name}", "is missing")
            return Localised()
        return self._localised(f"{field}.{name}", mapping[name], most)

    def text(self, field: str, *, required: bool = False, most: int = 0) -> str:
        value = self._value(field, required)
        return "" if value is None else self._text(field, value, most)

    def strings(self, field: str) -> list[str]:
        return [
            self._text(f"{field}[{number}]", item)
            for number, item in enumerate(self._list(field), start=1)
        ]

    def url(self, field: str) -> str:
        return self._url(field, self.text(field, most=500))

    def part_url(self, field: str, mapping: dict[str, Any], name: str) -> str:
        """An address inside a nested part of the record."""
        place = f"{field}.{name}"
        if name not in mapping:
            self.fault(place, "is missing")
            return ""
        return self._url(place, self._text(place, mapping[name], 500))

    # --- other values -----------------------------------------------------------------------

    def integer(self, field: str, *, required: bool = False) -> int | None:
        value = self._value(field, required)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(field, f"must be a whole number, not {_kind_of(value)}")
            return None
        return value

    def boolean(self, field: str) -> bool:
        value = self._value(field, required=False)
        if value is not None and not isinstance(value, bool):
            self.fault(field, f"must be true or false, not {_kind_of(value)}")
            return False
        return bool(value)

    def date(self, field: str) -> str:
        """A day, as text in the form of ISO 8601."""
        value = self.text(field)
        if value:
            try:
                return datetime.date.fromisoformat(value).isoformat()
            except ValueError:
                self.fault(field, f"'{value}' is not a date such as 2026-12-31")
        return ""

    def number(self, field: str, value: Any) -> Decimal:
        """A number inside a nested part of the record."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(field, f"must be a number, not {_kind_of(value)}")
            return Decimal(0)
        return Decimal(str(value))

    def choice(self, field: str, options: Collection[str], *, required: bool = True) -> str:
        value = self.text(field, required=required)
        if value and value not in options:
            self.fault(field, f"is '{value}', but must be one of {', '.join(sorted(options))}")
            return ""
        return value

    def mapping(self, field: str) -> dict[str, Any]:
        value = self._value(field, required=False)
        if value is None:
            return {}
        return self._mapping(field, value)

    def mappings(self, field: str) -> list[dict[str, Any]]:
        return [
            self._mapping(f"{field}[{number}]", item)
            for number, item in enumerate(self._list(field), start=1)
        ]

    # --- references -------------------------------------------------------------------------

    def reference(self, field: str, kind: str, *, required: bool = False) -> str | None:
        value = self.text(field, required=required)
        return value if value and self._refers(field, kind, value) else None

    def references(self, field: str, kind: str) -> list[str]:
        refs = []
        for number, ref in enumerate(self.strings(field), start=1):
            if ref and self._refers(f"{field}[{number}]", kind, ref):
                refs.append(ref)
        return refs

    def refer(self, field: str, kind: str, ref: str) -> bool:
        """Whether a reference read elsewhere exists; a fault when it does not."""
        return self._refers(field, kind, ref)

    # --- the record as a whole ----------------------------------------------------------------

    def has(self, field: str) -> bool:
        return self.raw.data.get(field) is not None

    def skip(self, *fields: str) -> None:
        """Name fields that are part of the format but that nothing here shows."""
        self._seen.update(fields)

    def finish(self) -> None:
        for field in self.raw.data:
            if field not in self._seen:
                self.fault(str(field), "is not a field of this kind of record")

    def fault(self, field: str, message: str) -> None:
        top = field.split(".")[0].split("[")[0]
        line = self.raw.lines.get(top, self.raw.line)
        self.catalogue.faults.append(Fault(message, self.raw.file, self.id, field, line))

    def _url(self, field: str, value: str) -> str:
        if value:
            try:
                _check_url(value)
            except ValidationError:
                self.fault(field, f"'{value}' is not an address such as https://www.example.org")
        return value

    # --- reading ----------------------------------------------------------------------------

    def _value(self, field: str, required: bool) -> Any:
        self._seen.add(field)
        value = self.raw.data.get(field)
        if value is None and required:
            self.fault(field, "is missing")
        return value

    def _list(self, field: str) -> list[Any]:
        value = self._value(field, required=False)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(field, f"must be a list, not {_kind_of(value)}")
            return []
        return value

    def _mapping(self, field: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.fault(field, f"must have parts with a name, not {_kind_of(value)}")
            return {}
        return value

    def _text(self, field: str, value: Any, most: int = 0) -> str:
        if not isinstance(value, str):
            self.fault(field, f"must be text, not {_kind_of(value)}")
            return ""
        value = value.strip()
        if not value:
            self.fault(field, "is empty")
        elif most and len(value) > most:
            self.fault(field, f"has {len(value)} characters; at most {most} are allowed")
        return value

    def _localised(self, field: str, value: Any, most: int = 0) -> Localised:
        if value is None:
            return Localised()
        if not isinstance(value, dict):
            self.fault(field, f"must have a text for nl and one for en, not {_kind_of(value)}")
            return Localised()
        for language in value:
            if language not in Localised._fields:
                self.fault(f"{field}.{language}", "is not a language here: use nl and en")
        texts = []
        for language, name in (("nl", "Dutch"), ("en", "English")):
            if value.get(language) is None:
                self.fault(f"{field}.{language}", f"the {name} text is missing")
                texts.append("")
            else:
                texts.append(self._text(f"{field}.{language}", value[language], most))
        return Localised(*texts)

    def _refers(self, field: str, kind: str, ref: str) -> bool:
        if self.catalogue.knows(kind, ref):
            return True
        self.fault(field, f"there is no {kind.replace('_', ' ')} '{ref}'")
        return False


def _kind_of(value: Any) -> str:
    """What a value is, in words for somebody who edits a text file."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f"the text '{value[:40]}'"
    if isinstance(value, list):
        return "a list"
    return "nothing" if value is None else "a value with named parts"
