"""Values of database rows in the plain form in which planned values are."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField

from portal.launching.rich_text import normalised


def plain(field: models.Field, value: Any) -> Any:
    """The value of a column as JSON can hold it."""
    if isinstance(field, StreamField):
        return plain_blocks(value.get_prep_value() if value else [])
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return value


def plain_blocks(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Blocks without their ids, which differ each time, and rich text in one way of writing."""
    return [_plain_block(block) for block in blocks]


def _plain_block(block: dict[str, Any]) -> dict[str, Any]:
    value = block["value"]
    if block["type"] == "paragraph":
        value = normalised(value)
    elif isinstance(value, list):
        # A list that was never edited may still be stored as bare values.
        value = [item["value"] if isinstance(item, dict) else item for item in value]
    return {"type": block["type"], "value": value}


class StoredValues:
    """The present values of rows of one model, read with one query for each relation."""

    def __init__(
        self,
        model: type[models.Model],
        rows: Mapping[int, models.Model],
        names: Iterable[str],
        ref_of: Mapping[type[models.Model], Mapping[int, str]],
    ) -> None:
        self._rows = rows
        self._ref_of = ref_of
        self._names = list(names)
        self._fields = {name: model._meta.get_field(name) for name in self._names}
        self._relations: dict[str, dict[int, list[Any]]] = {}
        for name, field in self._fields.items():
            if field.many_to_many:
                self._relations[name] = self._linked(field)
            elif field.one_to_many:
                self._relations[name] = self._children(field)

    def of(self, pk: int) -> dict[str, Any]:
        """The values of one row by field name."""
        return {name: self._value(name, pk) for name in self._names}

    def _value(self, name: str, pk: int) -> Any:
        field: Any = self._fields[name]
        if name in self._relations:
            values = self._relations[name][pk]
            return sorted(set(values)) if field.many_to_many else values
        row = self._rows[pk]
        if field.is_relation:
            target = getattr(row, field.attname)
            return None if target is None else self._ref(field.related_model, target)
        return plain(field, getattr(row, name))

    def _linked(self, field: Any) -> dict[int, list[str]]:
        through = field.remote_field.through
        source, target = field.m2m_column_name(), field.m2m_reverse_name()
        pairs = through._default_manager.filter(**{f"{source}__in": list(self._rows)}).values_list(
            source, target
        )
        linked: dict[int, list[str]] = defaultdict(list)
        for row, other in pairs:
            linked[row].append(self._ref(field.related_model, other))
        return linked

    def _children(self, relation: Any) -> dict[int, list[dict[str, Any]]]:
        model, parent = relation.related_model, relation.field
        children: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for child in model._default_manager.filter(**{f"{parent.name}__in": list(self._rows)}):
            children[getattr(child, parent.attname)].append(
                {
                    field.name: plain(field, getattr(child, field.attname))
                    for field in model._meta.concrete_fields
                    if not field.primary_key and not isinstance(field, ParentalKey)
                }
            )
        return children

    def _ref(self, model: type[models.Model], pk: int) -> str:
        return self._ref_of.get(model, {}).get(pk, f"#{pk}")
