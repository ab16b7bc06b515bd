"""Fields that read what people type: an address without https, an amount with a comma."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.typed_numbers import (
    UNCLEAR,
    NoNumberError,
    UnclearNumberError,
    number_in,
)
from publishing.day_fields import DayField


class AddressField(forms.URLField):
    """An address of a website; "www.school.nl" is one too."""

    widget = forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none"})
    default_error_messages = {
        "invalid": _("This is not an address of a website. Write it as https://www.example.nl."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs["assume_scheme"] = "https"
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        address: str = super().clean(value)
        if address and not address.startswith(("https://", "http://")):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return address


class NumberField(forms.DecimalField):
    """An amount such as 1250, 1.250,00 or € 12,50."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    default_error_messages = {
        "invalid": _("Write a number, such as 12,50."),
        "unclear": UNCLEAR,
    }

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if not isinstance(value, str):
            return super().to_python(value)
        if not value.strip():
            return None
        try:
            return number_in(value)
        except NoNumberError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        except UnclearNumberError:
            raise ValidationError(self.error_messages["unclear"], code="invalid") from None


_FIELDS: tuple[tuple[type[models.Field], type[forms.Field]], ...] = (
    (models.URLField, AddressField),
    (models.DecimalField, NumberField),
    (models.DateField, DayField),
)


def form_field(field: models.Field, **kwargs: Any) -> forms.Field | None:
    """The field of a form for a field of a model (`Meta.formfield_callback`)."""
    for kind, form_class in _FIELDS:
        if isinstance(field, kind):
            kwargs.setdefault("form_class", form_class)
    return field.formfield(**kwargs)
