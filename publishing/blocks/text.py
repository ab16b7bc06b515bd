from django.utils.translation import gettext_lazy as _
from wagtail import blocks

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.CharBlock):
    """A heading between parts of a text; the page's own title is above it."""

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("A heading between parts of the text")
        template = "blocks/heading_block.html"
        preview_value = "Voor wie is het?"
        max_length = 150


class ParagraphBlock(blocks.RichTextBlock):
    """Running text with lists and links, nothing that sets its own looks."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links")
        template = "blocks/paragraph_block.html"
        preview_value = (
            "<p>Een traject van zes maanden. Je werkt <b>vier dagen</b> en leert er één.</p>"
        )


class StepsBlock(blocks.ListBlock):
    """Numbered steps, in the order in which they are done."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(blocks.CharBlock(max_length=300, label=_("Step")), **kwargs)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("Numbered steps")
        template = "blocks/steps_block.html"
        preview_value = ["Kies een traject.", "Meld je aan.", "Maak kennis met je werkgever."]


class QuoteBlock(blocks.StructBlock):
    """Somebody's words. The source is a role or an organisation, not a private person."""

    quote = blocks.TextBlock(label=_("Quote"), max_length=600)
    source = blocks.CharBlock(label=_("Who says this"), required=False, max_length=150)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("Somebody's words")
        template = "blocks/quote_block.html"
        preview_value = {
            "quote": "Binnen een half jaar werkten drie overstappers bij ons mee.",
            "source": "Werkgever in Almere",
        }
