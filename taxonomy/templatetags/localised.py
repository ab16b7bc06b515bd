"""Shows bilingual texts, marking what is not in the page's own language (WCAG 3.1.2)."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from taxonomy.localised import active_language, marked

register = template.Library()
register.filter("marked", marked)


@register.simple_tag
def text(item: Any, field: str) -> str | SafeString:
    """The text of `field` in the page's language, or the Dutch one marked as Dutch."""
    return marked(item.text(field))


@register.simple_tag
def plain_text(item: Any, field: str) -> str:
    """The same without a mark: for attributes and page titles, where no element can stand."""
    return item.text(field).text


@register.simple_tag
def lang_of(item: Any, field: str) -> str:
    """The language the text of `field` is really in."""
    return item.text(field).lang


@register.simple_tag
def lines(item: Any, field: str) -> list[str]:
    """The items of a list that is kept as lines."""
    return item.lines(field)


@register.simple_tag
def stream(item: Any, field: str) -> Any:
    """A StreamField's value in the page's language, or the Dutch one."""
    value, _lang = item.localised_value(field)
    return value


@register.simple_tag
def body_lang(item: Any) -> str | SafeString:
    """` lang="nl"` when the text of an item on an English page is Dutch."""
    _value, lang = item.localised_value("body")
    return "" if lang == active_language() else format_html(' lang="{}"', lang)
