"""Everything that is due about confirmation, in the order in which it must be done."""

from django.core.cache import cache
from django.utils import timezone

from publishing.confirmation.recording import Recorded, record
from publishing.confirmation.sending import send_waiting, tidy
from publishing.outgoing import Sent

ONE_DAY_SECONDS = 24 * 60 * 60
#: On the clock of the site.
FIRST_HOUR = 7


def run() -> str:
    """Take all steps that are due and send the mails; tells in a line what was done, if anything."""
    recorded = record()
    tidy()
    return _line(recorded, send_waiting())


def run_daily() -> str:
    """The same for `run_due`: steps are taken once a day, mails are sent whenever some wait.

    Not at night: a mail that comes in the morning is read.
    """
    if timezone.localtime().hour < FIRST_HOUR:
        return ""
    # Only to save looking through the catalogue every five minutes: doing it twice does nothing twice.
    key = f"freshness.recorded.{timezone.localdate().isoformat()}"
    if not cache.add(key, value=True, timeout=ONE_DAY_SECONDS):
        return _line(Recorded(), send_waiting())
    try:
        return run()
    except BaseException:
        cache.delete(key)
        raise


def _line(recorded: Recorded, sent: Sent) -> str:
    counts = {
        "steps taken": recorded.taken,
        "items with nobody to ask": recorded.nobody_to_ask,
        "steps failed": recorded.failed,
        **sent.counts(),
    }
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count)
