"""The secrets in the links of invitations."""

import hashlib
import secrets


def new_secret() -> str:
    """A secret of 256 bits that nobody can guess, fit for an address."""
    return secrets.token_urlsafe(32)


def fingerprint_of(secret: str) -> str:
    """What is stored of a secret; it does not lead back to it."""
    return hashlib.sha256(secret.encode()).hexdigest()
