"""The data of an organisation as a workbook: a sheet for every kind, none of its cells a formula."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook

from organisations.mine.standing import kinds
from publishing.spreadsheets import harmless, storable

#: What a cell and the name of a sheet can hold.
_LONGEST_CELL = 32_000
_LONGEST_NAME = 31


def workbook(data: dict[str, Any]) -> bytes:
    """The file, of what `everything` gave."""
    book = Workbook(write_only=True)
    models = kinds()
    _sheet(book, _("Profile"), [data["profile"]])
    for kind, items in data["items"].items():
        if items:
            _sheet(book, capfirst(str(models[kind]._meta.verbose_name_plural)), items)
    _sheet(book, _("People"), data["people"])
    _sheet(book, _("Requests to join"), data["requests"])
    _sheet(book, _("Invitations"), data["invitations"])
    _sheet(book, _("Mail domains"), data["mail_domains"])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet(book: Workbook, name: str, rows: list[dict[str, Any]]) -> None:
    sheet = book.create_sheet(name[:_LONGEST_NAME])
    sheet.freeze_panes = "A2"
    # A draft beside what is live is only some of the rows.
    columns = list(dict.fromkeys(column for row in rows for column in row))
    sheet.append(columns)
    for row in rows:
        sheet.append([_cell(row.get(column)) for column in columns])


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None) if value.tzinfo else value
    if value is None or isinstance(value, bool | int | float | date):
        return value
    text = storable(_as_text(value))
    return harmless(text[:_LONGEST_CELL])


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(_part(part) for part in value)
    if isinstance(value, dict):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return str(value)


def _part(part: Any) -> str:
    """One of a list: a term, a day, or a block of text."""
    if isinstance(part, dict) and "value" in part:
        return "\n".join(text for text in map(strip_tags, _texts(part["value"])) if text)
    if isinstance(part, datetime):
        return timezone.localtime(part).isoformat(timespec="minutes")
    return str(part)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
