"""Mail about accounts leaves after the answer to the visitor.

The time until a mail server has taken a message would tell whether there was something to send,
and a server that does not answer would keep visitors waiting. What cannot be sent is tried again
for about a minute and then logged; whoever waits for it can ask for another.
"""

import functools
import logging
import time
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.core.mail import EmailMessage

logger = logging.getLogger(__name__)

#: Seconds to wait before each try.
TRIES = (0, 5, 20, 40)


def send_later(message: EmailMessage) -> None:
    """Send a message that is ready, from a thread of this process."""
    if not settings.ACCOUNT_MAIL_LATER:
        message.send()
        return
    _senders().submit(_send, message)


@functools.cache
def _senders() -> ThreadPoolExecutor:
    """Made at first use, so that every worker process has its own. At the end of a process it
    waits until everything was tried."""
    return ThreadPoolExecutor(max_workers=2, thread_name_prefix="account-mail")


def _send(message: EmailMessage) -> None:
    for wait in TRIES:
        time.sleep(wait)
        try:
            message.send()
        except (OSError, ValueError) as fault:
            # The class only: the text of a fault may hold the address.
            logger.warning("Mail about an account was not sent: %s", type(fault).__name__)
        else:
            return
    logger.error("Mail about an account was given up after %d tries", len(TRIES))
