"""Leads who manages a region from a practice to the check whether it fits."""

from typing import Any

from django import template

from initiatives.fit.screen import fit_check_address
from publishing.permissions import roles_of

register = template.Library()


@register.simple_tag(takes_context=True)
def fit_url(context: Any, practice: Any) -> str:
    """The address of the check; empty for visitors and for a practice that is not live."""
    user = getattr(context.get("request"), "user", None)
    if user is None or not practice.live or not roles_of(user).is_curator:
        return ""
    return fit_check_address(practice)
