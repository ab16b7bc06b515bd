"""What account pages say about the second factor."""

from typing import Any

from django import template
from django.conf import settings

from organisations.accounts.second_factor import lacks_second_factor

register = template.Library()


@register.simple_tag(takes_context=True)
def second_factor(context: dict[str, Any]) -> str:
    """ "missing" for who needs one and has none, "off" where nobody needs one, else empty."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return "off"
    return "missing" if lacks_second_factor(context["request"].user) else ""
