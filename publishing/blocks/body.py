from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from publishing.blocks.links import CallToActionBlock
from publishing.blocks.media import CaptionedImageBlock
from publishing.blocks.text import HeadingBlock, ParagraphBlock, QuoteBlock, StepsBlock


class BodyBlock(blocks.StreamBlock):
    """The running text of an item or an editorial page."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    steps = StepsBlock()
    image = CaptionedImageBlock()
    quote = QuoteBlock()
    call_to_action = CallToActionBlock()

    class Meta:
        label = _("Text")
        template = "blocks/body_block.html"
