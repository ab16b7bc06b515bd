"""What the headers of an answer say that is kept: each is whatever somebody else wrote."""

import contextlib
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

#: One line of printable characters, and not a long one.
IN_A_HEADER = re.compile(r"[\x20-\x7e\x80-\xff]{1,1000}")


def kept_validator(validator: str, longest: int) -> str:
    """What a server wants to hear back, when it is one line of reasonable length."""
    return validator if IN_A_HEADER.fullmatch(validator) and len(validator) <= longest else ""


def retry_after(value: str) -> timedelta | None:
    """Seconds, or a date, as RFC 9110 has both. Nothing for anything else."""
    value = value.strip()
    if value.isascii() and value.isdecimal():
        return timedelta(seconds=min(int(value[:12]), 366 * 24 * 60 * 60))
    try:
        until = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    with contextlib.suppress(OverflowError):
        return max(until - datetime.now(UTC), timedelta(0))
    return None
