"""Two items side by side, part by part, with what only one of them says marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.utils.formats import date_format, localize, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.compare import diff_text
from wagtail.fields import StreamField
from wagtail.rich_text import get_text_for_indexing

from publishing.merging.sides import Choices, Part, Side, differs, parts_of, suggested
from publishing.models import Publication


@dataclass(frozen=True)
class Piece:
    """A stretch of text, and whether only this side has it."""

    text: str
    only_here: bool = False


Row = list[Piece]


@dataclass(frozen=True)
class Line:
    """One part of the two items. `choice` is the side that is chosen at first."""

    part: Part
    kept: list[Row]
    absorbed: list[Row]
    choice: Side


@dataclass(frozen=True)
class Comparison:
    """The parts about which something is to be chosen, and those that are alike."""

    lines: list[Line]
    alike: list[Line]


def compare(kept: Publication, absorbed: Publication, choices: Choices) -> Comparison:
    """The two versions side by side; where `choices` says nothing, with what is suggested.

    Parts that are empty on both sides are left out.
    """
    found = Comparison([], [])
    for part in parts_of(type(kept)):
        one, other = _words(part, kept), _words(part, absorbed)
        if not one and not other:
            continue
        if not differs(part, kept, absorbed):
            rows = [[Piece(text)] for text in one]
            found.alike.append(Line(part, rows, rows, Side.KEPT))
            continue
        side = Side(choices.get(part.name) or suggested(part, kept, absorbed))
        found.lines.append(Line(part, *_marked(part, kept, one, other), side))
    return found


def _marked(
    part: Part, item: Publication, one: list[str], other: list[str]
) -> tuple[list[Row], list[Row]]:
    field = item._meta.get_field(part.name)
    running = isinstance(field, models.CharField | models.TextField | StreamField)
    if len(part.fields) == 1 and running and one and other:
        return _marked_words("\n".join(one), "\n".join(other))
    return _marked_rows(one, other), _marked_rows(other, one)


def _marked_rows(rows: list[str], others: Iterable[str]) -> list[Row]:
    return [[Piece(text, text not in others)] for text in rows]


def _marked_words(one: str, other: str) -> tuple[list[Row], list[Row]]:
    changes = diff_text(one, other).changes
    left = [Piece(text, kind == "deletion") for kind, text in changes if kind != "addition"]
    right = [Piece(text, kind == "addition") for kind, text in changes if kind != "deletion"]
    return [left], [right]


def _words(part: Part, item: Publication) -> list[str]:
    """What a part says, a row of text for each thing; named when there are several fields."""
    if len(part.fields) == 1:
        return _words_of(part.name, item)
    return [
        f"{_label(name, item)}: {', '.join(words)}"
        for name in part.fields
        if (words := _words_of(name, item))
    ]


def _label(name: str, item: Publication) -> str:
    field: Any = item._meta.get_field(name)
    named = field.related_model._meta if field.one_to_many else field
    return capfirst(str(named.verbose_name_plural if field.one_to_many else named.verbose_name))


def _words_of(name: str, item: Any) -> list[str]:
    field, value = item._meta.get_field(name), getattr(item, name)
    if field.one_to_many or field.many_to_many:
        return [str(row) for row in value.all()]
    if isinstance(field, StreamField):
        text = get_text_for_indexing(str(value)) if value else ""
        return [line for line in text.splitlines() if line.strip()]
    if isinstance(field, models.JSONField):
        return [str(entry) for entry in value or []]
    if value in ("", None, False):
        return []
    if field.choices:
        return [str(getattr(item, f"get_{name}_display")())]
    return [_as_text(value)]


def _as_text(value: Any) -> str:
    if value is True:
        return _("yes")
    if isinstance(value, date | datetime):
        return date_format(value)
    if isinstance(value, time):
        return time_format(value)
    return str(value if isinstance(value, str | models.Model) else localize(value))
