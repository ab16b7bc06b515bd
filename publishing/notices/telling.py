"""Writes down what is to be told; sending comes after the transaction."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.template.loader import get_template
from django.utils import timezone

from publishing.models import Notice, NoticeMail, User
from publishing.notices.contexts import in_each_language
from publishing.notices.sending import BUNDLES_LEAVE_AT, send_soon

#: So many mails about the same kind of thing go at once.
MOST_IN_AN_HOUR = 5
MOST_LOOKED_AT = 25


def tell(
    recipient: User | str,
    notice: str,
    context: Mapping[str, Any],
    *,
    at_once: bool,
    language: str | None = None,
) -> None:
    """Tell `recipient` something by mail, after the transaction is through.

    `recipient` is an account or a bare address. `notice` is the name of its templates, `context`
    what they show: values that JSON knows, and besides those lazy translations and functions
    without arguments, which are taken in each language. It has the one action of the notice: `url`
    (a path or an address) and `label`; and may have `why`, the reason why somebody gets it.

    `at_once` is for what blocks somebody; everything else waits for the one mail of tomorrow
    morning, and so does what would be one mail too many about the same kind of thing within an
    hour. `language` is what the reader is thought to read; a preference set in the account comes
    first. The mail server may be away: the mail is kept and tried again by `run_due`.
    Raises TemplateDoesNotExist for a notice without templates.
    """
    get_template(f"mail/notices/{notice}_subject.txt")
    user = None if isinstance(recipient, str) else recipient
    address = (recipient if isinstance(recipient, str) else recipient.email).strip().lower()
    if not address or (user is not None and not user.is_active):
        return
    written = in_each_language(context)
    with transaction.atomic():
        if at_once and not _is_storm(address, notice):
            mail = NoticeMail.objects.create(address=address, user=user, language=language or "")
            Notice.objects.create(mail=mail, name=notice, context=written)
            transaction.on_commit(partial(send_soon, mail.pk))
        else:
            mail = _open_bundle(address, user, language or "")
            if written not in _last_told(mail, notice):
                Notice.objects.create(mail=mail, name=notice, context=written)


def _last_told(mail: NoticeMail, notice: str) -> list[Any]:
    """What the same thing told again would be among; not all that one upload may have led to."""
    last = mail.notices.filter(name=notice).order_by("-pk")
    return list(last.values_list("context", flat=True)[:MOST_LOOKED_AT])


def _is_storm(address: str, notice: str) -> bool:
    since = timezone.now() - timedelta(hours=1)
    told = Notice.objects.filter(name=notice, mail__address=address, created_at__gt=since)
    return told.count() >= MOST_IN_AN_HOUR


def _open_bundle(address: str, user: User | None, language: str) -> NoticeMail:
    """The bundle for this address that is still to be sent; a new one when that is under way."""
    bundles = NoticeMail.objects.select_for_update().filter(address=address, day__isnull=False)
    waiting = bundles.waiting().filter(claimed_at__isnull=True).order_by("day").first()
    if waiting is not None:
        return waiting
    day = _next_morning()
    while bundles.filter(day=day).exists():
        day += timedelta(days=1)
    # Another process may make the same one at this moment.
    mail, _is_new = NoticeMail.objects.get_or_create(
        address=address, day=day, defaults={"user": user, "language": language}
    )
    return mail


def _next_morning() -> date:
    now = timezone.localtime()
    return now.date() if now.hour < BUNDLES_LEAVE_AT else now.date() + timedelta(days=1)
