"""The three things of which a practice has several, and how they go to lines and back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from initiatives.models import PracticeCondition, PracticeMaterial, PracticeResult
from initiatives.practice_lines import reading
from initiatives.practice_lines.reading import LineError, Values

#: More than anybody reads on one page.
MOST_LINES = 30
#: Longer than all fields of a line together. Anybody may type here: nothing longer is looked into.
LONGEST_LINE = 1_000
LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class Part:
    """One of the three: `name` is the relation of the practice, `key` what a row is known by.

    `english` are the fields that have an English companion, in the order of a line.
    """

    name: str
    model: type[Any]
    key: str
    english: tuple[str, ...]
    read_line: Callable[[str], Values]
    write_line: Callable[[Values], str]

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(
            field.name
            for field in self.model._meta.concrete_fields
            if field.editable
            and not field.primary_key
            and not field.is_relation
            and not field.name.endswith("_en")
        )

    def read(self, text: str) -> list[Values]:
        """What the lines of a text say. Raises LineError with every line that is not understood."""
        if len(text) > LONGEST_TEXT:
            raise LineError(_("Write at most %(most)d characters.") % {"most": LONGEST_TEXT})
        lines = [" ".join(line.split()) for line in text.splitlines()]
        if sum(1 for line in lines if line) > MOST_LINES:
            raise LineError(_("Write at most %(most)d lines.") % {"most": MOST_LINES})
        found, faults = [], []
        for number, line in enumerate(lines, start=1):
            if line:
                try:
                    found.append(self._read_one(line))
                except LineError as fault:
                    told = {"number": number, "why": fault}
                    faults.append(_("Line %(number)d: %(why)s") % told)
        if faults:
            raise LineError(" ".join(faults))
        return found

    def values_of(self, practice: Any) -> list[Values]:
        """What the rows of a practice say."""
        rows = getattr(practice, self.name).all()
        return [{name: getattr(row, name) for name in self.fields} for row in rows]

    def write(self, values: list[Values]) -> str:
        """The text that is read as `values`."""
        return "\n".join(self.write_line(each) for each in values)

    def put(self, practice: Any, values: list[Values]) -> None:
        """Give a practice these rows; nothing is stored yet.

        A row that is about the same as before stays that row, with its English text; only a figure
        or a source that is another one now loses the English that it had.
        """
        known: dict[str, Any] = {}
        for row in getattr(practice, self.name).all():
            known.setdefault(getattr(row, self.key), row)
        rows = []
        for place, entry in enumerate(values):
            row = known.pop(entry[self.key], None) or self.model()
            for name, value in entry.items():
                if name in self.english and value != getattr(row, name):
                    setattr(row, f"{name}_en", "")
                setattr(row, name, value)
            row.sort_order = place
            rows.append(row)
        setattr(practice, self.name, rows)

    def _read_one(self, line: str) -> Values:
        if len(line) > LONGEST_LINE:
            raise LineError(_("Write at most %(most)d characters.") % {"most": LONGEST_LINE})
        return self._checked(self.read_line(line))

    def _checked(self, values: Values) -> Values:
        row = self.model(**values)
        try:
            row.clean_fields(exclude=["practice"])
        except ValidationError as fault:
            raise LineError(" ".join(fault.messages)) from None
        return values


PARTS: dict[str, Part] = {
    part.name: part
    for part in (
        Part(
            "results",
            PracticeResult,
            "label",
            ("label", "value", "source"),
            reading.read_result,
            reading.write_result,
        ),
        Part(
            "conditions",
            PracticeCondition,
            "condition",
            ("condition",),
            reading.read_condition,
            reading.write_condition,
        ),
        Part(
            "materials",
            PracticeMaterial,
            "title",
            ("title",),
            reading.read_material,
            reading.write_material,
        ),
    )
}
