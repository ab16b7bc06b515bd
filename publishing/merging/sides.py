"""What can be chosen when two items become one, and the version that follows from the choices."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField

from publishing.bookkeeping import BOOKKEEPING
from publishing.models import Publication

#: What belongs to the life of one of the two and not to the content.
_NEVER_CHOSEN = BOOKKEEPING | {"verified_on"}
#: Gets what the absorbed item was called, too.
_OTHER_NAMES = "aliases"


class Side(StrEnum):
    """From which of the two items something is taken."""

    KEPT = "kept"
    ABSORBED = "absorbed"
    BOTH = "both"


Choices = Mapping[str, str]


@dataclass(frozen=True)
class Part:
    """Something that is chosen as a whole: one field, or several that only make sense together.

    `name` is that of its first field. `can_be_both` says whether the two can be put together.
    """

    name: str
    label: str
    fields: tuple[str, ...]
    can_be_both: bool


def parts_of(model: type[Publication]) -> list[Part]:
    """Everything that can be chosen for items of this kind, in the order of its fields."""
    together = {name: group for group in model.merged_together for name in group}
    found: dict[str, Part] = {}
    for field in _content_fields(model):
        group = together.get(field.name, (field.name,))
        if group[0] not in found:
            label = capfirst(str(_label(model._meta.get_field(group[0]))))
            both = len(group) == 1 and _is_collection(field)
            found[group[0]] = Part(group[0], label, group, both)
    return list(found.values())


def suggested(part: Part, kept: Publication, absorbed: Publication) -> Side:
    """The choice that loses least: both where that can be, else what is not empty."""
    if part.name == _OTHER_NAMES:
        return Side.BOTH
    if not _has_any(part, absorbed):
        return Side.KEPT
    if not _has_any(part, kept):
        return Side.ABSORBED
    return Side.BOTH if part.can_be_both and differs(part, kept, absorbed) else Side.KEPT


def differs(part: Part, kept: Publication, absorbed: Publication) -> bool:
    """Whether the two say something else in this part."""
    one, other = kept.serializable_data(), absorbed.serializable_data()
    return any(
        comparable(kept, name, one[name]) != comparable(absorbed, name, other[name])
        for name in part.fields
    )


def comparable(item: Publication, name: str, value: Any) -> Any:
    """The stored value of a field without what only identifies its pieces."""
    field: Any = item._meta.get_field(name)
    if field.one_to_many:
        return [_without_keys(child, field) for child in value]
    if isinstance(field, StreamField):
        return _without_ids(json.loads(value) if isinstance(value, str) else value)
    return sorted(value) if field.many_to_many else value


def merged_version(kept: Publication, absorbed: Publication, choices: Choices) -> Any:
    """The kept item with the content that was chosen, not stored; the rest as is suggested."""
    data, other = kept.serializable_data(), absorbed.serializable_data()
    for part in parts_of(type(kept)):
        side = choices.get(part.name) or suggested(part, kept, absorbed)
        if side == Side.BOTH and part.can_be_both:
            data[part.name] = _both(kept, absorbed, part.name, data[part.name], other[part.name])
        elif side == Side.ABSORBED:
            for name in part.fields:
                data[name] = _moved(kept, name, other[name])
    data["sources"] = _union(data["sources"], other["sources"])
    _forget_itself(data, kept, absorbed)
    return kept.with_content_json(data)


def _content_fields(model: type[Publication]) -> Iterator[Any]:
    own = [*model._meta.concrete_fields, *model._meta.many_to_many]
    skipped = _NEVER_CHOSEN | set(model.kept_when_merged)
    for field in own:
        if field.editable and not field.primary_key and field.name not in skipped:
            yield field
    yield from get_all_child_relations(model)


def _label(field: Any) -> Any:
    return (
        field.related_model._meta.verbose_name_plural if field.one_to_many else field.verbose_name
    )


def _is_collection(field: Any) -> bool:
    return field.one_to_many or field.many_to_many or isinstance(field, models.JSONField)


def _has_any(part: Part, item: Publication) -> bool:
    data = item.serializable_data()
    empty: tuple[Any, ...] = ("", None, [], "[]", False)
    return any(data[name] not in empty for name in part.fields)


def _both(kept: Any, absorbed: Any, name: str, one: list[Any], other: list[Any]) -> list[Any]:
    if kept._meta.get_field(name).one_to_many:
        known = comparable(kept, name, one)
        new = [
            child
            for child, plain in zip(other, comparable(absorbed, name, other), strict=True)
            if plain not in known
        ]
        return _in_order([*one, *_moved(kept, name, new)])
    if name == _OTHER_NAMES:
        # What the absorbed one was called is what people may still look for.
        own = {kept.title, kept.title_en}
        names = [*one, *other, absorbed.title, absorbed.title_en]
        return [alias for alias in dict.fromkeys(names) if alias and alias not in own]
    return _union(one, other)


def _union(one: list[Any], other: list[Any]) -> list[Any]:
    return [*one, *(value for value in other if value not in one)]


def _moved(kept: Publication, name: str, value: Any) -> Any:
    """The value as one of the kept item: its pieces are new ones there."""
    field: Any = kept._meta.get_field(name)
    if not field.one_to_many:
        return value
    return [{**child, "pk": None, field.field.name: kept.pk} for child in value]


def _in_order(children: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {**child, "sort_order": place} if "sort_order" in child else child
        for place, child in enumerate(children)
    ]


def _forget_itself(data: dict[str, Any], kept: Publication, absorbed: Publication) -> None:
    """What pointed from one of the two to the other would now point at itself."""
    themselves = {kept.pk, absorbed.pk}
    for field in [*kept._meta.concrete_fields, *kept._meta.many_to_many]:
        if field.related_model is not type(kept) or field.name not in data:
            continue
        value = data[field.name]
        if field.many_to_many:
            data[field.name] = [key for key in value if key not in themselves]
        elif value in themselves:
            data[field.name] = None


def _without_keys(child: dict[str, Any], relation: Any) -> dict[str, Any]:
    left_out = {"pk", "sort_order", relation.field.name}
    return {name: value for name, value in child.items() if name not in left_out}


def _without_ids(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_ids(piece) for piece in value]
    if isinstance(value, dict):
        return {name: _without_ids(piece) for name, piece in value.items() if name != "id"}
    return value
