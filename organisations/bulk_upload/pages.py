"""What the page of an upload shows."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import QueryDict

from organisations.bulk_upload.reading.table import FORMULA_MARK
from organisations.bulk_upload.sheets import Sheet
from organisations.models import BulkUpload, BulkUploadRow
from publishing.page_links import page_links

PER_PAGE = 50
Outcome = BulkUploadRow.Outcome
Became = BulkUploadRow.Became
_SHOWN_LENGTH = 120
#: In this order: what asks for something first.
_ORDER = (Outcome.REFUSED, Outcome.DOUBLE, Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED)


def counts_of(upload: BulkUpload) -> dict[str, int]:
    """How many rows of an upload would do what."""
    found = upload.rows.order_by().values_list("outcome").annotate(Count("pk"))
    return dict.fromkeys(Outcome.values, 0) | dict(found)


def became_of(upload: BulkUpload) -> dict[str, int]:
    """How many rows of an applied upload have become what."""
    found = upload.rows.order_by().values_list("became").annotate(Count("pk"))
    return dict.fromkeys(Became.names, 0) | {Became(key).name: count for key, count in found}


@dataclass(frozen=True)
class Progress:
    """How far something is that takes more than one request."""

    done: int
    total: int
    applies: bool = False


def progress_of(upload: BulkUpload) -> Progress | None:
    """How far the dry run is, or the finishing of what was applied; None when all is done."""
    if upload.state == BulkUpload.State.CHECKING:
        counts = counts_of(upload)
        total = sum(counts.values())
        return Progress(total - counts[Outcome.WAITING], total)
    counts = became_of(upload)
    waiting = counts[Became.WAITING.name]
    if not waiting:
        return None
    total = sum(counts.values()) - counts[Became.NOTHING.name]
    return Progress(total - waiting, total, applies=True)


def rows_page(
    upload: BulkUpload, sheet: Sheet, asked: QueryDict, counts: dict[str, int]
) -> dict[str, Any]:
    """One page of the rows, all or those with one outcome, and links to the others."""
    outcome = asked.get("outcome", "")
    if outcome not in counts:
        outcome = ""
    rows = upload.rows.filter(outcome=outcome) if outcome else upload.rows.all()
    page = Paginator(rows, PER_PAGE).get_page(asked.get("page"))
    labels = {column.field: sheet.label_of(column) for column in sheet.columns}
    return {
        "rows": [_as_shown(row, labels) for row in page],
        "outcome": outcome,
        "filters": _filters(counts, outcome),
        **page_links(page, lambda number: _address(number, outcome)),
    }


def _filters(counts: dict[str, int], chosen: str) -> list[dict[str, Any]]:
    shown = [
        {"value": one.value, "label": one.label, "count": counts[one], "current": one == chosen}
        for one in _ORDER
        if counts[one]
    ]
    return shown if len(shown) > 1 else []


def _as_shown(row: BulkUploadRow, labels: dict[str, str]) -> dict[str, Any]:
    messages = [
        {
            "label": labels.get(field, field),
            "value": _shortened(row.cells.get(field)),
            "texts": texts,
        }
        for field, texts in row.messages.items()
    ]
    changes = [
        {**change, "label": labels.get(change["field"], change["field"])} for change in row.changes
    ]
    return {
        "number": row.number,
        "title": _shortened(row.cells.get("title")),
        "outcome": row.outcome,
        "label": row.get_became_display() if row.became else row.get_outcome_display(),
        "messages": messages,
        "changes": changes,
        "doubles": row.doubles,
    }


def _shortened(cell: Any) -> str:
    text = "" if cell is None else str(cell).replace(FORMULA_MARK, "=")
    return text if len(text) <= _SHOWN_LENGTH else f"{text[: _SHOWN_LENGTH - 1]}…"


def _address(number: int, outcome: str) -> str:
    query = QueryDict(mutable=True)
    if outcome:
        query["outcome"] = outcome
    if number > 1:
        query["page"] = str(number)
    return f"?{query.urlencode()}"
