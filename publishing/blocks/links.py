from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError, StructValue


class CallToActionValue(StructValue):
    """Knows where the link goes."""

    @property
    def href(self) -> str:
        page = self.get("page")
        return page.url if page else self.get("address", "")


class CallToActionBlock(blocks.StructBlock):
    """One link that matters, shown as a button: a page of this site, or an address."""

    label = blocks.CharBlock(label=_("Text on the button"), max_length=80)
    page = blocks.PageChooserBlock(label=_("Page of this site"), required=False)
    address = blocks.CharBlock(
        label=_("Address"),
        required=False,
        max_length=500,
        help_text=_("Starts with https:// or, within this site, with /."),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        page, address = cleaned.get("page"), cleaned.get("address", "")
        if bool(page) == bool(address):
            raise StructBlockValidationError(
                block_errors={
                    "address": ValidationError(_("Choose a page or give an address, not both."))
                }
            )
        inside = address.startswith("/") and not address.startswith(("//", "/\\"))
        if address and not inside:
            try:
                URLValidator(schemes=["https", "http"])(address)
            except ValidationError as error:
                raise StructBlockValidationError(block_errors={"address": error}) from error
        return cleaned

    class Meta:
        icon = "link"
        label = _("Button")
        description = _("One link that matters")
        template = "blocks/call_to_action_block.html"
        value_class = CallToActionValue
        preview_value = {"label": "Bekijk het aanbod", "address": "/aanbod/"}
