"""Finds the columns of a sheet in the header of a file."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from organisations.bulk_upload.reading import Cell, RawRow, UnreadableError
from organisations.bulk_upload.sheets import ID, Sheet


@dataclass(frozen=True)
class Matched:
    """Which field stands in which column (by place), and the headers that mean nothing here."""

    fields: dict[int, str]
    unknown: tuple[str, ...]

    def cells_of(self, row: RawRow) -> dict[str, Cell]:
        """The cells of a row by field; what is empty is there too, what is unknown is not."""
        return {
            field: row.cells[place] if place < len(row.cells) else None
            for place, field in self.fields.items()
        }


def match(header: tuple[str, ...], sheet: Sheet) -> Matched:
    """The columns of `sheet` in this header.

    Raises UnreadableError when there are none, or when two columns are for one field.
    """
    fields: dict[int, str] = {}
    unknown: list[str] = []
    for place, name in enumerate(header):
        field = sheet.field_of(name)
        if field is None:
            if name.strip():
                unknown.append(" ".join(name.split())[:100])
        elif field in fields.values():
            raise UnreadableError(
                _("There are two columns for “%(name)s”. Remove one of them.")
                % {"name": " ".join(name.split())[:100]}
            )
        else:
            fields[place] = field
    if not set(fields.values()) - {ID}:
        raise UnreadableError(
            _(
                "No column is known here. The first row must hold the names of the columns, as in the template."
            )
        )
    return Matched(fields, tuple(unknown))
