"""Sends the mails that ask for a confirmation; see ``publishing/outgoing.py``."""

from django.db.models import F
from django.utils import timezone

from publishing.confirmation.composing import compose
from publishing.models import FreshnessMail, FreshnessStep
from publishing.outgoing import Sent, forget_old, send_each


def send_waiting() -> Sent:
    """Send what is due today. Safe to repeat, and to run twice at once."""
    today = timezone.localdate()
    due = FreshnessMail.objects.waiting().filter(day__lte=today).order_by("day", "pk")
    # The day becomes that of sending. It is taken when one of today went to this address already:
    # then this one waits for tomorrow.
    return send_each(due, compose, claiming={"day": today}, also_sent=_note_told)


def tidy() -> int:
    """Forget mails that are done with; returns how many."""
    return forget_old(FreshnessMail.objects.all())


def _note_told(mail: FreshnessMail) -> None:
    steps = mail.steps.values("pk")
    FreshnessStep.objects.filter(pk__in=steps).update(told=F("told") + 1)
