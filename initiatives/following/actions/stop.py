"""Stop: somebody does not want to hear of a practice any more. Nothing of it is kept."""

from django.db import transaction

from initiatives.following.forgetting import forget_mails
from initiatives.models import Following


@transaction.atomic
def stop(following: Following) -> None:
    """Forget who followed, with all mails about it. The link or the account is the permission."""
    following.delete()
    if following.email:
        forget_mails([following.email])
