"""Two versions of an item, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField

from publishing.bookkeeping import BOOKKEEPING
from publishing.comparing.values import list_of, text_of
from publishing.comparing.words import Mark, Part, difference

#: What stands in a version but is not what its author wrote.
_NOT_CONTENT = BOOKKEEPING | {"verified_on"}
_ENGLISH = "_en"


@dataclass(frozen=True)
class Change:
    """One field. A text has `parts`; a list has what was `added`, `removed` and `kept`.

    `lang` is the language that the text is in, empty for what has none.
    """

    name: str
    label: str
    lang: str
    parts: tuple[Part, ...] = ()
    is_list: bool = False
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def compare(before: Any, after: Any) -> list[Change]:
    """What `after` has otherwise than `before`; everything it says when there is no `before`.

    Both are items as a version gives them (`Revision.as_object`) or as they are stored. The Dutch
    and the English text of a field follow each other.
    """
    return [change for field in _content_fields(after) if (change := _change(before, after, field))]


def _content_fields(item: Any) -> Iterator[Any]:
    model = type(item)
    plain = [
        field
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.editable and not field.auto_created and field.name not in _NOT_CONTENT
    ]
    by_name = {field.name: field for field in plain}
    for name, field in by_name.items():
        if name.endswith(_ENGLISH) and name.removesuffix(_ENGLISH) in by_name:
            continue
        yield field
        if english := by_name.get(f"{name}{_ENGLISH}"):
            yield english
    yield from get_all_child_relations(model)


def _change(before: Any, after: Any, field: Any) -> Change | None:
    new = list_of(after, field)
    if new is not None:
        return _list_change(list_of(before, field) or [] if before else [], new, after, field)
    old_text, new_text = text_of(before, field) if before else "", text_of(after, field)
    if old_text == new_text:
        return None
    if before is None:
        parts: list[Part] = [Part(Mark.SAME, new_text)]
    elif _is_prose(field):
        parts = difference(old_text, new_text)
    else:
        both = (Part(Mark.REMOVED, old_text), Part(Mark.ADDED, new_text))
        parts = [part for part in both if part.text]
    return Change(field.name, _label(field), _language(after, field), tuple(parts))


def _list_change(old: list[str], new: list[str], after: Any, field: Any) -> Change | None:
    if sorted(old) == sorted(new):
        return None
    return Change(
        field.name,
        _label(field),
        "",
        is_list=True,
        added=tuple(one for one in new if one not in old),
        removed=tuple(one for one in old if one not in new),
        kept=tuple(one for one in new if one in old),
    )


def _is_prose(field: models.Field) -> bool:
    """Whether single words can differ; a date, an address or a choice changes as a whole."""
    if field.choices or isinstance(field, (models.URLField, models.EmailField)):
        return False
    return isinstance(field, (models.CharField, models.TextField, StreamField))


def _label(field: Any) -> str:
    named = getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural
    return str(capfirst(named))


def _language(item: Any, field: models.Field) -> str:
    if field.name.endswith(_ENGLISH):
        return "en"
    return "nl" if hasattr(item, f"{field.name}{_ENGLISH}") else ""
