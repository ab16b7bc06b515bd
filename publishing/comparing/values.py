"""The value of a field as people read it: a text, or a list of texts."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from bs4 import BeautifulSoup
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.formats import date_format, localize, time_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.rich_text import RichText

_OWN_LINES = ["p", "li", "h2", "h3", "h4", "blockquote", "hr", "br"]

#: Reads a field of an item as a text, or as several.
InWords = Callable[[Any], str | list[str]]
_registered: dict[tuple[type[models.Model], str], InWords] = {}


def register_words(model: type[models.Model], field: str, in_words: InWords) -> None:
    """Let `in_words(item)` say what stands in a field that is kept as programs read it."""
    _registered[model, field] = in_words


def text_of(item: models.Model, field: models.Field) -> str:
    """The value of `field` in words; empty when there is none."""
    if in_words := _registered.get((type(item), field.name)):
        return str(in_words(item))
    if isinstance(field, StreamField):
        value = getattr(item, field.name)
        return "\n".join(lines_of(value.stream_block, value))
    if field.choices:
        return str(getattr(item, f"get_{field.name}_display")() or "")
    try:
        value = getattr(item, field.name)
    except ObjectDoesNotExist:
        return _("(no longer there)")
    return _in_words(value)


def list_of(item: Any, field: Any) -> list[str] | None:
    """The texts of a field that holds several; None for a field that does not."""
    if in_words := _registered.get((type(item), field.name)):
        value = in_words(item)
        return value if isinstance(value, list) else None
    if field.many_to_many:
        return sorted(str(one) for one in getattr(item, field.name).all())
    if field.one_to_many:
        return [_row_in_words(one) for one in getattr(item, field.get_accessor_name()).all()]
    if isinstance(field, models.JSONField):
        value = getattr(item, field.name)
        return [_in_words(one) for one in value] if isinstance(value, list) else [str(value)]
    return None


def lines_of(block: blocks.Block, value: Any) -> Iterator[str]:
    """The texts in a block, those of links and pictures included."""
    if value is None:
        return
    if isinstance(block, blocks.StreamBlock):
        for child in value:
            yield from lines_of(child.block, child.value)
    elif isinstance(block, blocks.StructBlock):
        for name, child_block in block.child_blocks.items():
            yield from lines_of(child_block, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for one in value:
            yield from lines_of(block.child_block, one)
    elif isinstance(value, RichText):
        yield from _lines_of_html(value.source)
    elif text := _in_words(value).strip():
        yield text


def _lines_of_html(source: str) -> Iterator[str]:
    """With the addresses behind links, which readers of a changed text must see too."""
    soup = BeautifulSoup(source, "html.parser")
    for link in soup.find_all("a"):
        target = link.get("href") or f"{link.get('linktype', '')} {link.get('id', '')}".strip()
        link.append(f" ({target})")
    for tag in soup.find_all(_OWN_LINES):
        tag.append("\n")
    for line in soup.get_text().splitlines():
        if text := " ".join(line.split()):
            yield text


def _row_in_words(row: models.Model) -> str:
    """What a row that belongs to an item says, field by field."""
    filled = (
        (capfirst(field.verbose_name), text_of(row, field))
        for field in row._meta.fields
        if field.editable and not field.is_relation and not field.primary_key
    )
    return "; ".join(f"{label}: {text}" for label, text in filled if text)


def _in_words(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime.datetime):
        return date_format(localtime(value), "DATETIME_FORMAT")
    if isinstance(value, datetime.date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, datetime.time):
        return time_format(value, "TIME_FORMAT")
    if isinstance(value, (int, float)) or hasattr(value, "as_tuple"):
        return str(localize(value))
    return str(value)
