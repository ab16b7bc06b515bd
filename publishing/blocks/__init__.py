"""The blocks an author can build a text from. No raw HTML and no embeds: each removes a class of faults."""

from publishing.blocks.body import BodyBlock
from publishing.blocks.links import CallToActionBlock
from publishing.blocks.media import CaptionedImageBlock
from publishing.blocks.text import HeadingBlock, ParagraphBlock, QuoteBlock, StepsBlock

__all__ = [
    "BodyBlock",
    "CallToActionBlock",
    "CaptionedImageBlock",
    "HeadingBlock",
    "ParagraphBlock",
    "QuoteBlock",
    "StepsBlock",
]
