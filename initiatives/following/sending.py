"""Tells followers what is new, once a day in the morning; `run_due` calls it."""

from datetime import datetime, time

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from initiatives.following.composing import compose
from initiatives.following.forgetting import forget_mails
from initiatives.models import Following, FollowMail, PracticeNews
from publishing.notices.sending import BUNDLES_LEAVE_AT
from publishing.outgoing import Sent, forget_old, send_each


def run() -> str:
    """Write down the mails of today and send them, forget what is done with; tell it in a line."""
    forgotten = _forget_unconfirmed()
    spread()
    done = send_waiting()
    forget_old(FollowMail.objects.all())
    counts = {**done.counts(), "addresses forgotten that nobody confirmed": forgotten}
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count)


@transaction.atomic
def _forget_unconfirmed() -> int:
    waiting = Following.objects.forgotten()
    addresses = set(waiting.values_list("email", flat=True))
    forgotten, _models = waiting.delete()
    forget_mails(addresses)
    return forgotten


def spread() -> None:
    """Write down a mail for every follower of what is new. Safe to repeat, and to run twice at once.

    What happens after the mails of a day have left waits for those of tomorrow.
    """
    now = timezone.localtime()
    until = timezone.make_aware(datetime.combine(now.date(), time(BUNDLES_LEAVE_AT)))
    if now < until:
        return
    new = PracticeNews.objects.filter(spread_at=None, at__lt=until)
    for practice in list(new.order_by("practice").values_list("practice", flat=True).distinct()):
        _spread_of(practice, new)


@transaction.atomic
def _spread_of(practice: int, new: QuerySet[PracticeNews]) -> None:
    rows = list(new.filter(practice=practice).select_for_update(of=("self",)))
    today = timezone.localdate()
    followings = Following.objects.confirmed().filter(practice=practice).select_related("user")
    for following in followings.iterator():
        told = [row for row in rows if following.confirmed_at and row.at >= following.confirmed_at]
        if told and following.address:
            mail, _is_new = FollowMail.objects.get_or_create(
                following=following, day=today, defaults={"address": following.address}
            )
            mail.news.add(*told)
    PracticeNews.objects.filter(pk__in=[row.pk for row in rows]).update(spread_at=timezone.now())


def send_waiting() -> Sent:
    """Send what was written down, also on days before today when the mail server was away."""
    today = timezone.localdate()
    due = FollowMail.objects.waiting().filter(day__lte=today).order_by("day", "pk")
    return send_each(due, compose)
