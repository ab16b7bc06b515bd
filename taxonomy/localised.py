"""Texts that a record carries in Dutch and, as a companion field, in English."""

from typing import Any, NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language


class LocalisedText(NamedTuple):
    """A text as a reader of the active language gets it.

    `lang` is the language the text is really written in ("nl" or "en"), so that a
    page can mark a Dutch text on an English page (WCAG 3.1.2).
    """

    text: str
    lang: str

    def __str__(self) -> str:
        return self.text


def active_language() -> str:
    """The language of this request: "en", or "nl" for everything else."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def marked(localised: LocalisedText) -> str | SafeString:
    """The text for a page, with its language where that is not the one of the page (WCAG 3.1.2)."""
    if not localised.text or localised.lang == active_language():
        return localised.text
    return format_html('<span lang="{}">{}</span>', localised.lang, localised.text)


class LocalisedFieldsMixin:
    """Reads field `x` and its companion `x_en`; Dutch is the language that is always there."""

    def text(self, field: str, language: str | None = None) -> LocalisedText:
        """The value of `field` for `language` (the active one unless given), Dutch when there is no English."""
        value, lang = self.localised_value(field, language)
        return LocalisedText(str(value or ""), lang)

    def localised_value(self, field: str, language: str | None = None) -> tuple[Any, str]:
        """Like `text`, but the raw value: for StreamFields and lists."""
        if (language or active_language()) == "en":
            english = getattr(self, f"{field}_en")
            if english:
                return english, "en"
        return getattr(self, field), "nl"

    def lines(self, field: str, language: str | None = None) -> list[str]:
        """The lines of a text field in which every line is one item of a list."""
        return [
            line.strip() for line in self.text(field, language).text.splitlines() if line.strip()
        ]
