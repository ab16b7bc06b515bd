"""Where in the admin something is decided about an item."""

from typing import Any

from django.urls import reverse

REVIEW_URL_NAME = "publishing_review"
#: Takes the answer about what went live before anybody looked.
AFTERWARDS_URL_NAME = "publishing_afterwards"


def review_address(item: Any) -> str:
    """The path of the screen that shows what changed in `item` and lets a manager decide."""
    return reverse(REVIEW_URL_NAME, args=[item.kind, item.pk])
