"""Sends notices: one at once from a thread, bundles and what was kept from `run_due`."""

import functools
import logging
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from publishing.models import NoticeMail
from publishing.notices.composing import compose
from publishing.outgoing import Sent, forget_old, send_each

logger = logging.getLogger(__name__)

#: On the clock of the site: bundles go out in the morning, with everything up to then.
BUNDLES_LEAVE_AT = 7


def send_soon(pk: int) -> None:
    """Send one mail without keeping whoever caused it waiting, nor stopping them."""
    if settings.ACCOUNT_MAIL_LATER:
        _senders().submit(_send_in_thread, pk)
    else:
        _send_one(pk)


def send_waiting() -> Sent:
    """Send what is due now. Safe to repeat, and to run twice at once."""
    now = timezone.localtime()
    at_once = NoticeMail.objects.waiting().filter(day__isnull=True).order_by("pk")
    done = send_each(at_once, compose)
    if not done.waiting and now.hour >= BUNDLES_LEAVE_AT:
        due = NoticeMail.objects.waiting().filter(day__lte=now.date()).order_by("day", "pk")
        done += send_each(due, compose, claiming={"day": now.date()})
    return done


def run() -> str:
    """For `run_due`: send, tidy, and tell in a line what was done, if anything."""
    done = send_waiting()
    forget_old(NoticeMail.objects.all())
    return ", ".join(f"{count} {what}" for what, count in done.counts().items() if count)


@functools.cache
def _senders() -> ThreadPoolExecutor:
    """Made at first use, so that every worker process has its own."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="notices")


def _send_in_thread(pk: int) -> None:
    close_old_connections()
    try:
        _send_one(pk)
    finally:
        connection.close()


def _send_one(pk: int) -> None:
    try:
        send_each(NoticeMail.objects.waiting().filter(pk=pk), compose)
    except DatabaseError:
        # It stays written down, and `run_due` tries again.
        logger.exception("Notice %s was not sent at once", pk)
