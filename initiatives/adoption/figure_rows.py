"""The rows of the adoption form in which a region writes its figures, four fields each."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import fields as fields_of
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from initiatives.adoption.details import Figure, labels_elsewhere
from initiatives.models import Adoption, AdoptionFigure

#: So many empty rows stand under the figures that are there.
EMPTY_ROWS = 2
MOST_FIGURES = 20
PARTS = tuple(field.name for field in fields_of(Figure))
_FIELD_NAME = re.compile(rf"figure_(\d{{1,2}})_(?:{'|'.join(PARTS)})", re.ASCII)


def rows_to_fill(there: Sequence[Figure], adoption: Adoption) -> list[Figure]:
    """What a new form shows: what is stored, what others measure, and empty rows."""
    labels = {figure.label for figure in there}
    begun = [
        Figure(label, "", label_en)
        for label, label_en in labels_elsewhere(adoption)[: MOST_FIGURES // 2]
        if label not in labels
    ]
    return [*there, *begun, *[Figure("", "")] * EMPTY_ROWS][:MOST_FIGURES]


def rows_of(there: Sequence[Figure], posted: Iterable[str]) -> list[Figure]:
    """What stood in as many rows as were shown, whatever other regions told meanwhile.

    `posted` are the names of the fields that came back.
    """
    found = (_FIELD_NAME.fullmatch(name) for name in posted)
    count = max((int(match[1]) + 1 for match in found if match), default=0)
    return [*there, *[Figure("", "")] * (count - len(there))][:MOST_FIGURES]


def fields_for(number: int, figure: Figure) -> dict[str, forms.Field]:
    """The fields of one row, by name."""
    labels = {
        "label": _("What it says"),
        "value": _("Figure"),
        "label_en": _("What it says (English)"),
        "value_en": _("Figure (English)"),
    }
    found: dict[str, forms.Field] = {}
    for part in PARTS:
        stored: Any = AdoptionFigure._meta.get_field(part)
        found[field_name(number, part)] = forms.CharField(
            label=labels[part],
            required=False,
            max_length=stored.max_length,
            initial=getattr(figure, part),
        )
    return found


def field_name(number: int, part: str) -> str:
    return f"figure_{number}_{part}"
