"""Sends the mails that were written down; never within a transaction.

A mail is claimed, sent and noted as sent. When the mail server is away the claim is given up and
the next run tries again. A claim that is an hour old belongs to a process that died: it is taken
over, and should that process have handed the mail over just before, both carry the same Message-ID.
"""

import logging
import smtplib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from publishing.confirmation.composing import compose
from publishing.models import FreshnessMail, FreshnessStep

logger = logging.getLogger(__name__)

CLAIM_HOLDS = timedelta(hours=1)
#: Addresses of people are kept no longer than needed to know that a mail went out.
KEPT_FOR = timedelta(days=30)
#: SMTP replies from here on say that trying again is of no use (RFC 5321, section 4.2.1).
_PERMANENT = 500


@dataclass
class Sent:
    """How many mails went out, were refused for good, or wait for the mail server."""

    sent: int = 0
    refused: int = 0
    waiting: int = 0


def send_waiting() -> Sent:
    """Send what is due today. Safe to repeat, and to run twice at once."""
    done = Sent()
    for mail in _claimed_one_by_one(timezone.now()):
        try:
            message = compose(mail)
            if message is None:
                # Confirmed meanwhile, or no longer theirs.
                mail.delete()
                continue
            _send(message)
        except smtplib.SMTPRecipientsRefused as fault:
            # This address alone: the others are tried all the same.
            done.refused += _note_refused(mail, fault)
        except (smtplib.SMTPException, OSError) as fault:
            _give_up_claim(mail, fault)
            logger.warning("The mail server takes no mail: %s", fault)
            break
        except Exception:
            # Tried again when the claim has run out; it must not keep the others waiting.
            logger.exception("Mail %s could not be made", mail.pk)
        else:
            _note_sent(mail)
            done.sent += 1
    done.waiting = FreshnessMail.objects.waiting().filter(day__lte=timezone.localdate()).count()
    return done


def tidy() -> int:
    """Forget mails that are done with; returns how many."""
    before = timezone.now() - KEPT_FOR
    old = FreshnessMail.objects.filter(Q(sent_at__lt=before) | Q(failed_at__lt=before))
    count, _per_model = old.delete()
    return count


def _claimed_one_by_one(now: datetime) -> Iterator[FreshnessMail]:
    today = timezone.localdate(now)
    due = FreshnessMail.objects.waiting().filter(day__lte=today)
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - CLAIM_HOLDS)
    for pk in list(due.filter(free).order_by("day", "pk").values_list("pk", flat=True)):
        mine = 0
        # The day becomes that of sending. It is taken when one of today went to this address
        # already: then this one waits for tomorrow.
        with suppress(IntegrityError), transaction.atomic():
            mine = due.filter(free, pk=pk).update(claimed_at=now, day=today)
        if mine:
            yield FreshnessMail.objects.get(pk=pk)


def _send(message: EmailMultiAlternatives) -> None:
    message.connection = get_connection()
    message.send()


def _note_sent(mail: FreshnessMail) -> None:
    with transaction.atomic():
        FreshnessMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now(), fault="")
        steps = mail.steps.values("pk")
        FreshnessStep.objects.filter(pk__in=steps).update(told=F("told") + 1)


def _note_refused(mail: FreshnessMail, fault: smtplib.SMTPRecipientsRefused) -> bool:
    """Whether it is for good; the claim on what may be taken later is given up."""
    if any(code < _PERMANENT for code, _text in fault.recipients.values()):
        _give_up_claim(mail, fault)
        return False
    logger.warning("Mail %s was refused: %s", mail.pk, fault)
    FreshnessMail.objects.filter(pk=mail.pk).update(
        failed_at=timezone.now(), fault=str(fault)[:500]
    )
    return True


def _give_up_claim(mail: FreshnessMail, fault: Exception) -> None:
    FreshnessMail.objects.filter(pk=mail.pk).update(claimed_at=None, fault=str(fault)[:500])
