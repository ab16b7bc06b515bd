"""Takes the steps that are due, and writes down which mails tell of them.

A step, what it does to the item and the mails to send are one transaction: after a crash all of
it is there or none. Sending comes afterwards (``sending.py``).
"""

import logging
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from publishing.actions.step_down import take_offline
from publishing.confirmation.addressees import Addressee, addressees_of
from publishing.confirmation.due import DueStep, due_step, due_steps
from publishing.models import FreshnessMail, FreshnessStep, Publication

logger = logging.getLogger(__name__)

#: A mail asks about no more items than this; the rest is asked about on the days after.
MOST_IN_ONE_MAIL = 25


@dataclass
class Recorded:
    """How many steps were taken, and how many had to wait."""

    taken: int = 0
    nobody_to_ask: int = 0
    failed: int = 0


def record(today: date | None = None) -> Recorded:
    """Take every step that is due. Safe to repeat, and to run twice at once."""
    today = today or timezone.localdate()
    done = Recorded()
    for due in due_steps(today):
        addressees = addressees_of(due.item)
        if not addressees:
            # It stays: nothing goes offline without somebody being told.
            done.nobody_to_ask += 1
        elif not _has_room(addressees, today):
            continue
        else:
            try:
                done.taken += take(due, addressees, today)
            except Exception:
                # One item that cannot be saved must not keep the others waiting.
                logger.exception("%s %s could not step down", due.item.kind, due.item.pk)
                done.failed += 1
    return done


@transaction.atomic
def take(due: DueStep, addressees: list[Addressee], today: date) -> bool:
    """Take one step, unless somebody else did or the item was confirmed meanwhile."""
    item = _locked(due.item)
    if item is None or not _is_still_due(item, due, today):
        return False
    step = due.again
    if step is None:
        step, is_new = FreshnessStep.objects.get_or_create(
            kind=item.kind,
            item_pk=item.pk,
            since=due.since,
            step=due.step,
            defaults={"day": today},
        )
        if not is_new:
            return False
    elif not FreshnessStep.objects.filter(pk=step.pk, day=step.day, told=0).update(day=today):
        return False
    if due.step == FreshnessStep.Step.ARCHIVED and item.live:
        seen = take_offline(item)
        FreshnessStep.objects.filter(pk=step.pk).update(revision=seen)
    for addressee in addressees:
        _open_mail(addressee.address, today).steps.add(step)
    return True


def _locked(item: Publication) -> Publication | None:
    return type(item)._default_manager.select_for_update().filter(pk=item.pk).first()


def _is_still_due(item: Publication, due: DueStep, today: date) -> bool:
    if not item.live:
        return due.again is not None
    taken = list(FreshnessStep.objects.filter(kind=item.kind, item_pk=item.pk))
    now = due_step(item, taken, today)
    return now is not None and (now.since, now.step) == (due.since, due.step)


def _has_room(addressees: list[Addressee], today: date) -> bool:
    """Whether the next mail to each of these people is not full yet."""
    addresses = [addressee.address for addressee in addressees]
    waiting = FreshnessMail.objects.waiting().filter(address__in=addresses)
    return all(mail.steps.count() < MOST_IN_ONE_MAIL for mail in waiting)


def _open_mail(address: str, today: date) -> FreshnessMail:
    """The mail to this address that is still to be sent; tomorrow's when today's is gone."""
    mails = FreshnessMail.objects.select_for_update().filter(address=address)
    waiting = mails.waiting().filter(claimed_at__isnull=True).order_by("day").first()
    if waiting is not None:
        return waiting
    day = today
    while mails.filter(day=day).exists():
        day += timedelta(days=1)
    # Another process may make the same one at this moment.
    mail, _is_new = FreshnessMail.objects.get_or_create(address=address, day=day)
    return mail
