"""The tabs of the editing screens."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, Panel, TabbedInterface

from publishing.admin.asked_panel import AskedPanel
from publishing.duplicates.panel import DoublesPanel

_CHECKBOXES = forms.CheckboxSelectMultiple
_SELECT = forms.Select


class ConfirmedPanel(FieldPanel):
    """The day of the last confirmation, to look at: the button sets it."""

    def __init__(self, field_name: str = "verified_on", **kwargs: Any) -> None:
        super().__init__(field_name, **{**kwargs, "read_only": True})

    def format_value_for_display(self, value: date | None) -> Any:
        return date_format(value) if value else _("never confirmed")


def checkboxes(name: str) -> FieldPanel:
    """A small vocabulary: everything in sight, tick what fits."""
    return FieldPanel(name, widget=_CHECKBOXES)


def select(name: str) -> FieldPanel:
    """One term of a small vocabulary."""
    return FieldPanel(name, widget=_SELECT)


def tabs(*named: tuple[Any, Sequence[Panel | str]], form: type[forms.ModelForm]) -> TabbedInterface:
    """A form in tabs; tabs without fields are left out."""
    return TabbedInterface(
        [ObjectList(panels, heading=heading) for heading, panels in named if panels],
        base_form_class=form,
    )


def publication_tabs(
    *,
    form: type[forms.ModelForm],
    dutch: Iterable[Panel | str] = (),
    own: Sequence[tuple[Any, Sequence[Panel | str]]] = (),
    english: Iterable[Panel | str] = (),
    classification: Iterable[Panel | str] = (),
    practical: Iterable[Panel | str] = (),
    management: Iterable[Panel | str] = (),
) -> TabbedInterface:
    """The tabs that every item has, with what its kind adds to each; `own` are further tabs."""
    return tabs(
        (
            _("Dutch"),
            # A draft may be unfinished, but without a title nobody finds it back.
            [FieldPanel("title", required_on_save=True), "summary", *dutch, "body", "image_alt"],
        ),
        *own,
        (_("English"), ["title_en", "summary_en", *english, "body_en", "image_alt_en"]),
        (
            _("Classification"),
            [
                *classification,
                select("scale"),
                checkboxes("provinces"),
                checkboxes("target_groups"),
                checkboxes("action_lines"),
                checkboxes("actions"),
                checkboxes("development_paths"),
                checkboxes("choice_factors"),
            ],
        ),
        (
            _("Practical"),
            [*practical, "website", "contact_name", "contact_email", "contact_phone"],
        ),
        (
            _("Management"),
            [
                select("region"),
                *management,
                "image",
                ConfirmedPanel(),
                AskedPanel(heading=_("Asked to confirm")),
                DoublesPanel(heading=_("Possible doubles")),
                "editor_note",
            ],
        ),
        form=form,
    )


def term_tabs(
    *,
    form: type[forms.ModelForm],
    dutch: Iterable[Panel | str] = (),
    english: Iterable[Panel | str] = (),
    relations: Iterable[Panel | str] = (),
) -> TabbedInterface:
    """The tabs of a word of the vocabulary."""
    return tabs(
        (_("Dutch"), ["label", "description", "synonyms", *dutch]),
        (_("English"), ["label_en", "description_en", *english]),
        (_("Place in the vocabulary"), ["ref", *relations, "sort_order"]),
        form=form,
    )
