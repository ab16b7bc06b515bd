"""Follow: somebody with an account wants to hear of a practice."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from initiatives.models import Following, Practice
from publishing.models import User


@transaction.atomic
def follow(practice: Practice, *, user: User, language: str) -> Following:
    """Follow a practice with one's account; doing so twice is the same as once.

    Raises PermissionDenied when the practice is not online, or the account is switched off.
    """
    if not practice.live or not user.is_active:
        raise PermissionDenied
    following, _is_new = Following.objects.get_or_create(
        practice=practice,
        user=user,
        defaults={"language": language, "confirmed_at": timezone.now()},
    )
    return following
