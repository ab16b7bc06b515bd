"""A whole result as a file for a spreadsheet: ``format=csv`` and ``format=xlsx``."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from openpyxl import Workbook

from publishing.spreadsheets import XLSX, harmless
from search.analysis import clean
from search.cards import kind_label
from search.document import SearchDocument
from search.engines import get_engine
from search.labels import Labels, Vocabulary, organisation_labels
from search.query import SearchQuery
from search.results import SearchResults
from search.titles import heading_of

# Enough for everything about a province; whoever wants the whole of a large site reads the JSON.
MOST_ROWS = 5_000
ROWS_AT_ONCE = 500
BYTE_ORDER_MARK = "\ufeff"
# What Excel expects between cells, which depends on the language it speaks.
DELIMITERS = {"nl": ";", "en": ","}

Cell = str | date | None


@dataclass(frozen=True)
class _Speller:
    """What turns keys into words, in one language."""

    words: Vocabulary
    organisations: Labels
    language: str

    def address(self, document: SearchDocument) -> str:
        return settings.BASE_URL + document.localised(document.urls, self.language)[0]

    def labels(self, facet: str, values: tuple[str, ...]) -> str:
        known = self.organisations if facet == "organisation" else self.words.of(facet)
        return ", ".join(known[value].text(self.language)[0] for value in values if value in known)


@dataclass(frozen=True)
class _Column:
    label: Promise
    # In characters, for a spreadsheet.
    width: int
    cell: Callable[[SearchDocument, _Speller], Cell]


def _places(document: SearchDocument, speller: _Speller) -> str:
    if document.is_national:
        return _("Whole country")
    return speller.labels("province", document.home_provinces)


def _groups(document: SearchDocument, speller: _Speller) -> str:
    """The narrowest: the groups above them go without saying."""
    groups = document.facets.get("target_group", ())
    return speller.labels("target_group", speller.words.narrowest("target_group", groups))


def _facet(name: str) -> Callable[[SearchDocument, _Speller], Cell]:
    def cell(document: SearchDocument, speller: _Speller) -> str:
        return speller.labels(name, document.facets.get(name, ()))

    return cell


COLUMNS = (
    _Column(gettext_lazy("Kind"), 14, lambda document, _speller: kind_label(document.kind)),
    _Column(
        gettext_lazy("Title"),
        48,
        lambda document, speller: document.localised(document.titles, speller.language)[0],
    ),
    _Column(
        gettext_lazy("Summary"),
        80,
        lambda document, speller: document.localised(document.summaries, speller.language)[0],
    ),
    _Column(gettext_lazy("Address"), 48, lambda document, speller: speller.address(document)),
    _Column(gettext_lazy("Provinces"), 24, _places),
    _Column(gettext_lazy("Target groups"), 36, _groups),
    _Column(gettext_lazy("Action lines"), 36, _facet("action_line")),
    _Column(gettext_lazy("Form"), 18, _facet("form")),
    _Column(gettext_lazy("Organisations"), 36, _facet("organisation")),
    _Column(
        gettext_lazy("Dates"),
        14,
        lambda document, _speller: ", ".join(day.isoformat() for day in document.dates),
    ),
    _Column(
        gettext_lazy("Last changed"),
        14,
        lambda document, _speller: (
            timezone.localdate(document.updated) if document.updated else None
        ),
    ),
    _Column(gettext_lazy("Confirmed on"), 14, lambda document, _speller: document.verified),
)


def csv_file(
    request: HttpRequest, kind: str | None, query: SearchQuery, words: Vocabulary
) -> StreamingHttpResponse:
    """Sent while it is made. When the engine fails halfway the transfer breaks off: a
    file that is too short would be taken for the whole."""
    writer = csv.writer(_Line(), delimiter=DELIMITERS[query.language], lineterminator="\r\n")
    rows = _rows(query, words)

    def lines() -> Iterator[str]:
        with override(query.language):
            yield BYTE_ORDER_MARK + writer.writerow([str(column.label) for column in COLUMNS])
            for row in rows:
                yield writer.writerow(row)

    response = StreamingHttpResponse(
        lines(), content_type="text/csv; charset=utf-8; header=present"
    )
    _name_file(response, kind, "csv")
    return response


def xlsx_file(
    request: HttpRequest, kind: str | None, query: SearchQuery, words: Vocabulary
) -> HttpResponse:
    """A workbook with one sheet."""
    # Before the workbook, which leaves a file open when it is not finished.
    rows = list(_rows(query, words))
    book = Workbook(write_only=True)
    sheet = book.create_sheet(heading_of(kind)[:31])
    for place, column in enumerate(COLUMNS):
        sheet.column_dimensions[chr(ord("A") + place)].width = column.width
    sheet.freeze_panes = "A2"
    sheet.append([str(column.label) for column in COLUMNS])
    for row in rows:
        sheet.append(row)
    data = BytesIO()
    book.save(data)
    response = HttpResponse(data.getvalue(), content_type=XLSX)
    _name_file(response, kind, "xlsx")
    return response


class _Line:
    """Where a csv.writer writes: it gives back what it made."""

    def write(self, line: str) -> str:
        return line


def _rows(query: SearchQuery, words: Vocabulary) -> Iterator[list[Cell]]:
    """The rows; the engine is asked for the first at once, so that its absence shows in time."""
    first = _part(query, 1)

    def rows() -> Iterator[list[Cell]]:
        seen: set[str] = set()
        results, page = first, 1
        while results.hits:
            documents = [hit.document for hit in results.hits if hit.document.id not in seen]
            seen |= {document.id for document in documents}
            keys = {key for found in documents for key in found.facets.get("organisation", ())}
            speller = _Speller(words, organisation_labels(keys), query.language)
            for document in documents:
                yield _row(document, speller)
            if page * ROWS_AT_ONCE >= min(results.total, MOST_ROWS):
                return
            page += 1
            results = _part(query, page)

    return rows()


def _part(query: SearchQuery, page: int) -> SearchResults:
    return get_engine().search(replace(query, page=page, per_page=ROWS_AT_ONCE))


def _row(document: SearchDocument, speller: _Speller) -> list[Cell]:
    cells = [column.cell(document, speller) for column in COLUMNS]
    # On one line, and never a formula.
    return [harmless(clean(cell)) if isinstance(cell, str) else cell for cell in cells]


def _name_file(response: HttpResponseBase, kind: str | None, ending: str) -> None:
    name = f"{slugify(heading_of(kind))}-{timezone.localdate().isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
