"""Addresses of calendars are passwords: who knows Google's or Outlook's private one reads it all.

They are stored encrypted, shown without what makes them secret, and never stand in a log.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from cryptography.fernet import InvalidToken
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import Expression
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from harvest import web_address
from harvest.fetch_errors import FetchError
from publishing.site_keys import keys_for

#: What the keys are for; with another one nothing that is stored could be read.
PURPOSE = "harvest.address"
HIDDEN = "…"
# Cipher text is told from an address by this.
SEALED = "sealed:"
LONGEST_SHOWN = 200
# Words and small numbers, with dashes, dots and underscores between. All else may be a token.
PLAIN_PART = re.compile(r"[A-Z]?[a-z]{1,20}|[A-Z]{1,10}|[0-9]{1,4}|v[0-9]")


def shown(address: str) -> str:
    """What a screen or a log may show of an address: where it is, and none of what is secret."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return HIDDEN
    host = parts.netloc.rpartition("@")[2]
    if not host:
        return HIDDEN if address else ""
    path = "/".join(map(_shown_segment, parts.path.split("/")))
    query = f"?{HIDDEN}" if parts.query else ""
    text = f"{parts.scheme}://{host}{path}{query}"
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + HIDDEN


def _shown_segment(segment: str) -> str:
    words = re.split(r"[-_.+]|%20", segment)
    if all(not word or PLAIN_PART.fullmatch(word) for word in words) and len(segment) <= 60:
        return segment
    ending = re.search(r"\.(ics|ical|xml|json|html?|php|aspx)$", segment)
    return HIDDEN + (ending.group() if ending else "")


def validate_address(address: str) -> None:
    """Raises ValidationError, with a sentence, for what nothing can be fetched from."""
    text = address.strip(" ")
    try:
        has_login = "@" in urlsplit(text).netloc
    except ValueError:
        has_login = False
    if has_login:
        raise ValidationError(
            _(
                "This address holds a user name or a password, and we do not keep those. Ask for "
                "an address that works without logging in."
            ),
            code="login",
        )
    try:
        web_address.read(text)
    except FetchError as fault:
        raise ValidationError(str(fault), code=fault.code) from None


class SecretAddress(str):
    """An address in clear, for use. Its `repr()` is what may be shown, so that an error report or
    a careless log line does not give it away."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<address {shown(self)}>"


class UnreadableAddress(SecretAddress):
    """Reads as empty, and is stored as it was: the key that sealed it is not in the settings."""

    stored: str

    def __new__(cls, stored: str) -> "UnreadableAddress":
        made = super().__new__(cls, "")
        made.stored = stored
        return made


def sealed(address: str) -> str:
    """The address as it is stored; empty stays empty."""
    if isinstance(address, UnreadableAddress):
        return address.stored
    if not address:
        return ""
    return SEALED + keys_for(PURPOSE).encrypt(address.encode()).decode("ascii")


def unsealed(stored: str) -> SecretAddress:
    """The address in clear. Reads as empty when none of the secret keys fits."""
    if not stored.startswith(SEALED):
        return SecretAddress(stored)
    try:
        return SecretAddress(keys_for(PURPOSE).decrypt(stored.removeprefix(SEALED)).decode())
    except (InvalidToken, UnicodeError):
        return UnreadableAddress(stored)


class _SecretAttribute(DeferredAttribute):
    """Whatever is assigned becomes a SecretAddress, so that its `repr()` is safe at once."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        if isinstance(value, str) and not isinstance(value, SecretAddress):
            value = SecretAddress(value)
        instance.__dict__[self.field.attname] = value


class SecretAddressField(models.TextField):
    """Clear in Python, sealed in the database. It cannot be searched for: the same address is
    another text each time it is sealed."""

    descriptor_class = _SecretAttribute
    default_validators = [validate_address]

    def from_db_value(
        self, value: str | None, expression: Expression, connection: Any
    ) -> SecretAddress | None:
        return value if value is None else unsealed(value)

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return sealed(value) if isinstance(value, str) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.startswith(SEALED):
            return unsealed(value)  # from a dump, which holds what is stored
        return super().to_python(value)

    def value_to_string(self, obj: models.Model) -> str:
        value: Any = self.value_from_object(obj)
        return "" if value is None else sealed(value)

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
