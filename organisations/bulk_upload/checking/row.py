"""Looks at one row: reads its cells, compares them with what there is, and asks the model."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.utils.translation import gettext as _

from organisations.bulk_upload.cells import CellError
from organisations.bulk_upload.checking.session import Session, latest, number_of
from organisations.bulk_upload.sheets import ID
from organisations.contributing.actions.keep import has_to_stay, version_of
from organisations.models import BulkUploadRow
from publishing.models import Publication
from publishing.permissions import Verb, may_as_read

Outcome = BulkUploadRow.Outcome
#: Where a message stands that is about the row and not about a cell.
ROW = ""
_LONGEST_SHOWN = 300


@dataclass
class Finding:
    """What a row would do. `item` is the item as it would be, not stored yet."""

    outcome: Outcome = Outcome.NEW
    item: Any = None
    item_pk: int | None = None
    based_on: str = ""
    messages: dict[str, list[str]] = field(default_factory=dict)
    changes: list[dict[str, str]] = field(default_factory=list)

    def refuse(self, place: str, *messages: str) -> None:
        self.outcome = Outcome.REFUSED
        self.messages.setdefault(place, []).extend(messages)


def look_at(row: BulkUploadRow, session: Session, stored: dict[int, Publication]) -> Finding:
    """What `row` would do; `stored` holds the items that the rows around it are about."""
    found = Finding()
    if row.cells.get(ID) is None:
        _begin_new(found, session)
    else:
        _begin_change(found, row, session, stored)
    if row.twin is not None:
        found.refuse(ROW, _("This is the same as row %(row)d.") % {"row": row.twin})
    if found.item is None:
        return found
    _fill(found, row, session)
    if found.outcome == Outcome.CHANGED and not found.changes:
        found.outcome = Outcome.UNCHANGED
    else:
        _refuse_what_waits(found, stored)
        _ask_the_model(found, session)
    return found


def _begin_new(found: Finding, session: Session) -> None:
    if not session.may_add:
        found.refuse(ROW, _("You may not add anything for this organisation."))
        return
    found.item = session.sheet.model(owner=session.organisation)


def _begin_change(
    found: Finding, row: BulkUploadRow, session: Session, stored: dict[int, Publication]
) -> None:
    item = stored.get(number_of(row) or 0)
    if item is None or not may_as_read(session.user, Verb.CHANGE, item):
        # The same for what is not there and for what is of somebody else.
        found.refuse(
            ID,
            _("Your organisation has nothing with this number. Leave it empty for something new."),
        )
        return
    found.item_pk, found.based_on = item.pk, version_of(item)
    found.outcome, found.item = Outcome.CHANGED, latest(item)


def _fill(found: Finding, row: BulkUploadRow, session: Session) -> None:
    """Give the item what stands in the cells, and note what changes or cannot be understood."""
    is_new = found.item_pk is None
    for name, cell in row.cells.items():
        if name == ID:
            continue
        kind, column = session.kind_of(name), session.sheet.by_field[name]
        try:
            if cell is None and is_new and not column.required:
                # The model knows what the value of something new is when nobody says.
                continue
            after = kind.read(cell)
            before = kind.get(found.item, name)
            if not is_new and after == before:
                continue
            kind.set(found.item, name, after)
        except CellError as fault:
            found.refuse(name, str(fault))
            continue
        if not is_new:
            found.changes.append(
                {
                    "field": name,
                    "before": _shortened(kind.show(before)),
                    "after": _shortened(kind.show(after)),
                }
            )


def _refuse_what_waits(found: Finding, stored: dict[int, Publication]) -> None:
    item: Any = stored.get(found.item_pk or 0)
    if item is not None and has_to_stay(item):
        found.refuse(ROW, _("Somebody is reviewing this. It can be changed after that."))


def _ask_the_model(found: Finding, session: Session) -> None:
    """Add what the model itself has against the item."""
    # What a cell refers to has been looked up, and what no cell says has not changed.
    skipped = {one.name for one in found.item._meta.fields if one.is_relation}
    if found.item_pk is not None:
        changed = {change["field"] for change in found.changes}
        skipped |= {one.name for one in found.item._meta.fields if one.name not in changed}
    skipped -= {"title", "summary"}
    skipped |= found.messages.keys()
    checks = [lambda: found.item.clean_fields(exclude=skipped)]
    if found.outcome != Outcome.REFUSED:
        # How values go together says nothing when one of them is not understood.
        checks += [found.item.clean, lambda: found.item.validate_constraints(exclude={"ref"})]
    for check in checks:
        try:
            check()
        except ValidationError as fault:
            _add(found, fault, session)
    if found.item.summary_en and not found.item.title_en and "title_en" not in found.messages:
        found.refuse("title_en", _("There is an English summary: add the English title."))


def _add(found: Finding, fault: ValidationError, session: Session) -> None:
    by_field = fault.message_dict if hasattr(fault, "error_dict") else {ROW: fault.messages}
    for name, messages in by_field.items():
        if name in session.sheet.by_field:
            found.refuse(name, *messages)
            continue
        label = _label_of(found.item, name)
        found.refuse(ROW, *(f"{label}: {text}" if label else text for text in messages))


def _label_of(item: Any, name: str) -> str:
    try:
        return str(item._meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return ""


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
