from urllib.parse import urlencode

from django import template
from django.urls import reverse

from taxonomy.models import ActionLine, Term

register = template.Library()


@register.filter
def more_like_url(term: Term) -> str:
    """The search page with everything under this term."""
    return f"{reverse('search:search')}?{urlencode({term.parameter: term.key})}"


@register.filter
def line_letter(term: Term) -> str:
    """The letter of a national action line; empty for every other term."""
    return term.letter if isinstance(term, ActionLine) else ""
