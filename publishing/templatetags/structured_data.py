import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# A text could otherwise end the element, or begin a comment that swallows the page.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def structured_data(data: dict[str, Any] | None) -> SafeString | str:
    """JSON-LD for search engines. A browser never runs it, so it needs nothing from the policy."""
    if not data:
        return ""
    filled = {name: value for name, value in data.items() if value not in (None, "", [])}
    text = json.dumps(filled, cls=DjangoJSONEncoder, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped above
