"""What the pages of practices need besides what they show everybody."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from initiatives.adoption.screen import URL_NAME
from initiatives.models import Following, Practice
from publishing.permissions import may_record_some_adoption
from taxonomy.localised import LocalisedText, marked

register = template.Library()


@register.simple_tag(takes_context=True)
def adopt_url(context: template.Context, practice: Practice) -> str:
    """Where the reader tells what a region does with this practice; empty for who leads none."""
    request: Any = context.get("request")
    if request is None or not practice.live or not may_record_some_adoption(request.user):
        return ""
    return f"{reverse(URL_NAME, args=[practice.pk])}?{urlencode({'back': request.path})}"


@register.simple_tag(takes_context=True)
def own_following(context: template.Context, practice: Practice) -> Following | None:
    """How the reader, who is logged in, follows this practice; None for who does not."""
    request: Any = context.get("request")
    if request is None or not request.user.is_authenticated:
        return None
    return Following.objects.filter(practice=practice, user=request.user).first()


@register.filter
def in_its_language(text: LocalisedText) -> str | SafeString:
    """A text, marked where it is not in the language of the page."""
    return marked(text)
