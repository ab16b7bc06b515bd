from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock


class CaptionedImageBlock(blocks.StructBlock):
    """An image with its meaning in words, or the author's word that it only decorates."""

    image = ImageChooserBlock(label=_("Image"))
    alt_text = blocks.CharBlock(label=_("Image in words"), required=False, max_length=200)
    decorative = blocks.BooleanBlock(label=_("Only decoration"), required=False)
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned.get("alt_text") and not cleaned.get("decorative"):
            raise StructBlockValidationError(
                block_errors={
                    "alt_text": ValidationError(
                        _("Say in words what the image shows, or tick that it only decorates.")
                    )
                }
            )
        return cleaned

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("An image with its meaning in words")
        template = "blocks/captioned_image_block.html"
