"""Keys of this site for what it writes for itself and nobody else may read."""

from base64 import urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def keys_for(purpose: str) -> MultiFernet:
    """Seals with the secret key of the site, and opens what an earlier one of it sealed.

    What is sealed for one purpose cannot be opened for another.
    """
    return _derived(purpose, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=8)
def _derived(purpose: str, secrets: tuple[str, ...]) -> MultiFernet:
    """The first seals; each of them may open."""
    return MultiFernet(
        Fernet(
            urlsafe_b64encode(salted_hmac(purpose, "", secret=secret, algorithm="sha256").digest())
        )
        for secret in secrets
    )
