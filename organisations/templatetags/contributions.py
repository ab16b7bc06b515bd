"""What the pages of contributions ask."""

from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def place_of_answer(workplace: Any, field: str) -> str:
    """The address where a question is answered; empty as long as nothing is kept."""
    if not workplace.check_url:
        return ""
    return f"{workplace.step_url(workplace.kind.step_of(field))}#id_{field}"


@register.simple_tag
def remark_on(remarks: Any, name: str) -> str:
    """What the reviewer said about one question."""
    return remarks.on(name) if remarks else ""
