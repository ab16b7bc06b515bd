"""What stands in the files of a sheet."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from organisations.bulk_upload.cells import OneTerm, Terms
from organisations.bulk_upload.cells.kind import Written
from organisations.bulk_upload.checking.session import Session, latest, relations_in
from organisations.bulk_upload.reading.table import FORMULA_MARK, MOST_ROWS
from organisations.bulk_upload.sheets import ID, Column
from organisations.bulk_upload.writing.files import Heading
from organisations.models import BulkUpload, BulkUploadRow


def headings(session: Session) -> list[Heading]:
    """The columns of a sheet, the number of the item before them."""
    number = Heading(
        ID,
        width=12,
        explanation=_(
            "The number of something that is here already, to change it. Empty for something new. "
            "A row with “example” here is not read."
        ),
    )
    return [number, *(_heading(session, column) for column in session.sheet.columns)]


def example(session: Session) -> list[Written]:
    """A row that shows what belongs where."""
    cells: list[Written] = [_("example")]
    for heading, column in zip(headings(session)[1:], session.sheet.columns, strict=True):
        cells.append(str(column.example) or (heading.words[0] if heading.words else None))
    texts = {"title": _("Introduction to programming"), "summary": _("What it is and for whom.")}
    for place, column in enumerate(session.sheet.columns, start=1):
        cells[place] = texts.get(column.field, cells[place])
    return cells


def current(session: Session) -> Iterator[list[Written]]:
    """What the organisation has now, in the newest version, as rows that can be uploaded again."""
    manager: Any = session.sheet.model._default_manager
    items = (
        manager.filter(owner=session.organisation)
        .select_related("latest_revision")
        .prefetch_related(*relations_in(session.sheet))
        .order_by("title", "pk")[:MOST_ROWS]
    )
    for item in items:
        newest = latest(item)
        cells: list[Written] = [item.pk]
        for column in session.sheet.columns:
            kind = session.kind_of(column.field)
            cells.append(kind.write(kind.get(newest, column.field)))
        yield cells


def refused(
    upload: BulkUpload, session: Session
) -> tuple[list[Heading], list[list[Written]], frozenset[tuple[int, int]]]:
    """The refused rows as they were, with the remarks in front, and the cells they are about."""
    fields: list[str] = upload.fields
    by_field = {column.field: _heading(session, column) for column in session.sheet.columns}
    heads = [
        Heading(_("Remarks"), width=60),
        *(by_field.get(field) or Heading(ID, width=12) for field in fields),
    ]
    rows: list[list[Written]] = []
    marked: set[tuple[int, int]] = set()
    for row in upload.rows.filter(outcome=BulkUploadRow.Outcome.REFUSED):
        remarks = []
        for field, messages in row.messages.items():
            place = f"{by_field[field].label}: " if field in by_field else ""
            remarks += [f"{place}{message}" for message in messages]
            if field in fields:
                marked.add((len(rows), fields.index(field) + 1))
        cells = [_as_it_was(row.cells.get(field)) for field in fields]
        rows.append(["\n".join(remarks), *cells])
    return heads, rows, frozenset(marked)


def _heading(session: Session, column: Column) -> Heading:
    kind = session.kind_of(column.field)
    words = tuple(kind.words())
    several = isinstance(kind, Terms) and not isinstance(kind, OneTerm)
    return Heading(
        label=session.sheet.label_of(column),
        width=kind.width,
        explanation=session.sheet.explanation_of(column),
        example=str(column.example),
        required=column.required,
        words=words,
        one_word=bool(words) and not several,
    )


def _as_it_was(cell: Any) -> Written:
    if isinstance(cell, str) and cell.startswith(FORMULA_MARK):
        return "=" + cell.removeprefix(FORMULA_MARK)
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    return cell
