"""Tells reviewers once a day that a source brought something they decide about."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from events.harvest.reviewing import URL_NAME, waiting_of
from harvest.models import Source
from publishing.confirmation.addressees import reviewers_of
from publishing.models import User
from publishing.notices import register_relevance, tell
from publishing.permissions import Verb, may

WAITING = "source_waiting"


def connect() -> None:
    """Called once at start."""
    register_relevance(WAITING, _still_waits)


def tell_reviewers(source: Source) -> None:
    """Write down that something of the source waits; the same day says it once, whatever runs."""
    context = {
        "source": source.name,
        "source_pk": source.pk,
        "organisation": lambda: source.organisation.text("title").text,
        "url": reverse(URL_NAME, args=[source.pk]),
        "label": gettext_lazy("Look at them"),
        "why": lambda: gettext("You get this mail because you decide about these items."),
    }
    reviewed: Any = source
    for reviewer in reviewers_of(reviewed):
        if reviewer.user is not None:
            tell(reviewer.user, WAITING, context, at_once=False)


def _still_waits(context: Mapping[str, Any], user: User | None) -> bool:
    source = Source.objects.filter(pk=context["source_pk"]).first()
    return source is not None and may(user, Verb.PUBLISH, source) and bool(waiting_of(source))
