"""Links that let whoever got them by mail do one thing to one item, without logging in.

A link holds what it is about, signed by this site: nobody can make one, change one, or use one
for anything else. It says nothing of the address it was sent to but a fingerprint.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from publishing.models import Publication

HOLDS_FOR = timedelta(days=60)


class Purpose(Enum):
    """What a link lets do; the name of its address, and the salt that tells the two apart."""

    CONFIRM = "freshness:confirm"
    BRING_BACK = "freshness:bring_back"


class ExpiredError(Exception):
    """The link was good once."""


class ForgedError(Exception):
    """This site never made such a link."""


@dataclass(frozen=True)
class Permit:
    """What a link is about: an item, the day of the step it answers, and who got it."""

    kind: str
    pk: int
    day: date
    mark: str


def address_of(purpose: Purpose, *, item: Publication, day: date, mark: str, language: str) -> str:
    """The whole address for a mail; `mark` is the fingerprint of whom it goes to."""
    token = signing.dumps([item.kind, item.pk, day.isoformat(), mark], salt=purpose.value)
    with translation.override(language):
        return f"{settings.BASE_URL}{reverse(purpose.value, args=[token])}"


def read(purpose: Purpose, token: str) -> Permit:
    """What a link says. Raises ExpiredError or ForgedError."""
    try:
        content = signing.loads(token, salt=purpose.value, max_age=HOLDS_FOR)
    except signing.SignatureExpired as fault:
        raise ExpiredError from fault
    except (signing.BadSignature, ValueError) as fault:
        raise ForgedError from fault
    return _permit(content)


def _permit(content: Any) -> Permit:
    try:
        kind, pk, day, mark = content
        return Permit(str(kind), int(pk), date.fromisoformat(day), str(mark))
    except (TypeError, ValueError) as fault:
        raise ForgedError from fault
