from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError, StructValue

from taxonomy.localised import LocalisedText, active_language


class WayInValue(StructValue):
    """Reads the way in in the language of the page."""

    def text(self, field: str) -> LocalisedText:
        if active_language() == "en" and self.get(f"{field}_en"):
            return LocalisedText(self[f"{field}_en"], "en")
        return LocalisedText(self.get(field, ""), "nl")

    @property
    def href(self) -> str:
        """The address within this site, in the language of the page."""
        return self.text("address").text


class WayInBlock(blocks.StructBlock):
    """One kind of visitor, in the visitor's own words, and where to send them."""

    label = blocks.CharBlock(label=_("Label"), max_length=80)
    label_en = blocks.CharBlock(label=_("Label (English)"), max_length=80, required=False)
    description = blocks.CharBlock(label=_("Text"), max_length=200)
    description_en = blocks.CharBlock(label=_("Text (English)"), max_length=200, required=False)
    address = blocks.CharBlock(
        label=_("Address within this site"), max_length=300, help_text=_("Starts with /.")
    )
    address_en = blocks.CharBlock(
        label=_("Address within this site (English)"), max_length=300, required=False
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = {
            name: ValidationError(_("Give an address within this site, starting with /."))
            for name in ("address", "address_en")
            if cleaned.get(name) and not _is_inside(cleaned[name])
        }
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        icon = "arrow-right"
        label = _("Way in")
        description = _("One kind of visitor and where to send them")
        template = "blocks/way_in_block.html"
        value_class = WayInValue
        preview_value = {
            "label": "Ik zoek hulp voor mijn bedrijf",
            "description": "Vouchers, coaching en scholing voor je medewerkers.",
            "address": "/aanbod/",
        }


def _is_inside(address: str) -> bool:
    return address.startswith("/") and not address.startswith(("//", "/\\"))
