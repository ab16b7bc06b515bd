"""Shows sentences that were made for somebody else, perhaps in another language."""

from django import template
from django.utils.safestring import SafeString

from publishing.sentences import localised
from taxonomy.localised import marked

register = template.Library()


@register.filter
def sentence(text: str) -> str | SafeString:
    """A sentence in the language of the page; one that is only in Dutch, marked as Dutch."""
    return marked(localised(text))
