"""The link in a daily mail with which whoever got it stops it, without logging in.

It holds the address, which nobody but this site can read in it, and works for ever: a mail may be
read years later.
"""

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from publishing.models import StoppedMail, User
from publishing.site_keys import keys_for

PURPOSE = "publishing.stop_mail"


def is_stopped(address: str) -> bool:
    """Whether this address, in lower case, gets no daily mail."""
    return StoppedMail.objects.filter(address=address).exists()


def link_to_stop(address: str, language: str) -> str:
    """The whole address of the page, for a mail in this language."""
    token = keys_for(PURPOSE).encrypt(address.encode()).decode("ascii").rstrip("=")
    with translation.override(language):
        return f"{settings.BASE_URL}{reverse('daily_mail:stop', args=[token])}"


def address_in(token: str) -> str | None:
    """Whose mail a link is about; None when this site never made it."""
    padded = token + "=" * (-len(token) % 4)
    try:
        return keys_for(PURPOSE).decrypt(padded).decode()
    except (InvalidToken, ValueError):
        return None


def forget_person(sender: type[User], instance: User, **_signal: object) -> None:
    """When an account is about to be removed."""
    StoppedMail.objects.filter(address=instance.email.lower()).delete()
