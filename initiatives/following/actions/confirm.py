"""Confirm: whoever reads the mailbox wants to follow the practice."""

from django.db import transaction
from django.utils import timezone

from initiatives.models import Following


@transaction.atomic
def confirm(following: Following) -> None:
    """From now on the address gets a mail when something changes. The link is the permission."""
    if following.confirmed_at is None:
        following.confirmed_at = timezone.now()
        following.save(update_fields=["confirmed_at"])
