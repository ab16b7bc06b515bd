"""Where in the admin something is decided about an item."""

from typing import Any

from django.urls import reverse

REVIEW_URL_NAME = "publishing_review"
#: Takes the answer about what went live before anybody looked.
AFTERWARDS_URL_NAME = "publishing_afterwards"
#: In the address of the editing screen: whoever edits came from the review.
FROM_REVIEW = "from-review"
#: The part of the review in which one decides.
DECISION = "decision"


def from_review(edit_url: str) -> str:
    """The address of the editing screen that leads back to the review when something is saved."""
    return f"{edit_url}?{FROM_REVIEW}=1"


def to_decision(item: Any) -> str:
    """The review of `item`, at the buttons that decide."""
    return f"{review_address(item)}#{DECISION}"


def review_address(item: Any) -> str:
    """The path of the screen that shows what changed in `item` and lets a manager decide."""
    return reverse(REVIEW_URL_NAME, args=[item.kind, item.pk])
