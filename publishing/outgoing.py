"""Sends mails that were written down; never within a transaction.

A mail is claimed, sent and noted as sent. When the mail server is away the claim is given up and
the next run tries again. A claim that is an hour old belongs to a process that died: it is taken
over, and should that process have handed the mail over just before, both carry the same Message-ID.
"""

import logging
import smtplib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)

CLAIM_HOLDS = timedelta(hours=1)
#: Addresses of people are kept no longer than needed to know that a mail went out.
KEPT_FOR = timedelta(days=30)
#: Longer subjects are cut off by mail programs anyway.
LONGEST_SUBJECT = 120
#: SMTP replies from here on say that trying again is of no use (RFC 5321, section 4.2.1).
_PERMANENT = 500


@dataclass
class Sent:
    """How many mails went out, were refused for good, could not be made, or wait."""

    sent: int = 0
    refused: int = 0
    failed: int = 0
    waiting: int = 0

    def __add__(self, other: "Sent") -> "Sent":
        return Sent(
            sent=self.sent + other.sent,
            refused=self.refused + other.refused,
            failed=self.failed + other.failed,
            waiting=self.waiting + other.waiting,
        )

    def counts(self) -> dict[str, int]:
        """In words, for a line that tells what was done."""
        return {
            "mails sent": self.sent,
            "mails refused": self.refused,
            "mails that could not be made": self.failed,
            "mails waiting for the mail server": self.waiting,
        }


def send_each(
    mails: QuerySet,
    compose: Callable[[Any], EmailMultiAlternatives | None],
    *,
    claiming: dict[str, Any] | None = None,
    also_sent: Callable[[Any], None] | None = None,
) -> Sent:
    """Send those of `mails` that nobody else is sending. Safe to repeat, and to run twice at once.

    `mails` are rows of a kind of OutgoingMail in the order of sending, `compose` gives the message
    or None when there is nothing to say any more. `claiming` are fields to set on a mail together
    with the claim; one that this would make the second of its kind is left for later. `also_sent`
    runs in the transaction that notes a mail as sent.
    """
    done = Sent()
    for mail in _claimed_one_by_one(mails, claiming or {}, timezone.now()):
        try:
            message = compose(mail)
            if message is None:
                # Overtaken by what happened since, or no longer theirs.
                mail.delete()
                continue
            _send(message)
        except smtplib.SMTPRecipientsRefused as fault:
            # This address alone: the others are tried all the same.
            done.refused += _note_refused(mail, fault)
        except (smtplib.SMTPException, OSError) as fault:
            _give_up_claim(mail, fault)
            logger.warning("The mail server takes no mail: %s", type(fault).__name__)
            break
        except Exception:
            # Tried again when the claim has run out; it must not keep the others waiting.
            logger.exception("Mail %s could not be made", mail.pk)
            done.failed += 1
        else:
            _note_sent(mail, also_sent)
            done.sent += 1
    done.waiting = mails.all().count()
    return done


def forget_old(mails: QuerySet) -> int:
    """Delete those of `mails` that were done with a month ago; returns how many rows went."""
    before = timezone.now() - KEPT_FOR
    count, _per_model = mails.filter(Q(sent_at__lt=before) | Q(failed_at__lt=before)).delete()
    return count


def in_one_line(text: str) -> str:
    """A text that can stand in a header: without line breaks and control characters."""
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(printable.split())[:LONGEST_SUBJECT]


def automatic_headers(kind: str, pk: int) -> dict[str, str]:
    """The headers of a mail that a program sent: no answer of an absent person, no mailing list.

    The Message-ID is the same when a mail is sent again after a crash, so that a mailbox can see
    that it is one mail.
    """
    mark = salted_hmac("publishing.outgoing", f"{kind}.{pk}").hexdigest()[:16]
    return {
        "Message-ID": f"<{kind}.{pk}.{mark}@{urlsplit(settings.BASE_URL).hostname}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }


def _claimed_one_by_one(mails: QuerySet, claiming: dict[str, Any], now: datetime) -> Iterator[Any]:
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - CLAIM_HOLDS)
    for pk in list(mails.filter(free).values_list("pk", flat=True)):
        mine = 0
        with suppress(IntegrityError), transaction.atomic():
            mine = mails.filter(free, pk=pk).update(claimed_at=now, **claiming)
        if mine:
            yield mails.model.objects.get(pk=pk)


def _send(message: EmailMultiAlternatives) -> None:
    message.connection = get_connection()
    message.send()


def _note_sent(mail: Any, also_sent: Callable[[Any], None] | None) -> None:
    with transaction.atomic():
        _rows_of(mail).update(sent_at=timezone.now(), fault="")
        if also_sent is not None:
            also_sent(mail)


def _note_refused(mail: Any, fault: smtplib.SMTPRecipientsRefused) -> bool:
    """Whether it is for good; the claim on what may be taken later is given up."""
    if any(code < _PERMANENT for code, _text in fault.recipients.values()):
        _give_up_claim(mail, fault)
        return False
    logger.warning("Mail %s was refused: %s", mail.pk, fault)
    _rows_of(mail).update(failed_at=timezone.now(), fault=str(fault)[:500])
    return True


def _give_up_claim(mail: Any, fault: Exception) -> None:
    _rows_of(mail).update(claimed_at=None, fault=str(fault)[:500])


def _rows_of(mail: Any) -> QuerySet:
    return type(mail).objects.filter(pk=mail.pk)
