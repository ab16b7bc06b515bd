"""Stop: somebody does not want to hear of a practice any more. Nothing of it is kept."""

from django.db import transaction

from initiatives.models import Following


@transaction.atomic
def stop(following: Following) -> None:
    """Forget who followed, with the mails that were to go out. The link or the account is the permission."""
    following.delete()
