"""Links in mails, with which whoever got them confirms, or stops following, without logging in.

A link holds the number of the following, signed by this site for one purpose: nobody can make one
or use it for anything else. It says nothing of the address it was sent to.
"""

from enum import Enum

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from initiatives.models import Following
from initiatives.models.following import UNCONFIRMED_KEPT


class Purpose(Enum):
    """What a link lets do; the name of its address, and the salt that tells the two apart."""

    CONFIRM = "initiatives:follow_confirm"
    STOP = "initiatives:follow_stop"


def path_of(purpose: Purpose, following: Following, language: str) -> str:
    """The path of a link, on the pages of `language`."""
    token = signing.dumps(following.pk, salt=purpose.value)
    with translation.override(language):
        return reverse(purpose.value, args=[token])


def address_of(purpose: Purpose, following: Following) -> str:
    """The whole address, for a mail."""
    return f"{settings.BASE_URL}{path_of(purpose, following, following.language)}"


def opened(purpose: Purpose, token: str) -> Following | None:
    """What a link is about; None when it is too old, was never made here, or is done with.

    One that stops works for ever: a mail may be read years later.
    """
    max_age = UNCONFIRMED_KEPT if purpose is Purpose.CONFIRM else None
    try:
        key = signing.loads(token, salt=purpose.value, max_age=max_age)
    except signing.BadSignature:
        return None
    return Following.objects.select_related("practice").filter(pk=key).first()
