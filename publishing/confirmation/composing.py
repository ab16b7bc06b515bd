"""What a mail says: every item of one person of whom something is to be said, each once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from publishing.confirmation import items, links
from publishing.confirmation.addressees import (
    Addressee,
    Capacity,
    fingerprint,
    languages_for,
    managers_of,
    who_has,
)
from publishing.confirmation.links import Purpose
from publishing.freshness import schedule
from publishing.models import FreshnessMail, FreshnessStep, Publication
from publishing.outgoing import automatic_headers, in_one_line
from publishing.permissions import Verb, may, roles_of

Step = FreshnessStep.Step


@dataclass(frozen=True)
class Told:
    """One item in a mail, with the last step that was taken for it."""

    item: Publication
    step: FreshnessStep
    addressee: Addressee

    @property
    def is_offline(self) -> bool:
        return self.step.step == Step.ARCHIVED


def compose(mail: FreshnessMail) -> EmailMultiAlternatives | None:
    """The message for a mail as things stand now; None when there is nothing to say any more."""
    told = [*_what_to_tell(mail)]
    if not told:
        return None
    languages = languages_for(mail.address)
    parts = [_part(told, language) for language in languages]
    context = {
        "parts": parts,
        "language": languages[0],
        "site_name": settings.SITE_NAME,
        "base_url": settings.BASE_URL,
        "contact_email": settings.CONTACT_EMAIL,
    }
    message = EmailMultiAlternatives(
        subject=parts[0]["subject"],
        body=render_to_string("mail/freshness.txt", context).strip() + "\n",
        to=[mail.address],
        headers=automatic_headers("freshness", mail.pk),
    )
    message.attach_alternative(render_to_string("mail/freshness.html", context), "text/html")
    return message


def _what_to_tell(mail: FreshnessMail) -> Iterator[Told]:
    steps = list(mail.steps.order_by("pk"))
    last = {(step.kind, step.item_pk): step for step in steps}
    for step in last.values():
        item = items.find(step.kind, step.item_pk)
        if item is None or not _still_matters(item, step):
            continue
        addressee = who_has(item, fingerprint(mail.address))
        if addressee is not None:
            yield Told(item, step, addressee)


def _still_matters(item: Publication, step: FreshnessStep) -> bool:
    if step.step == Step.ARCHIVED:
        return not item.live
    return item.live and (item.verified_on is None or item.verified_on < step.day)


def _part(told: list[Told], language: str) -> dict[str, Any]:
    """What a mail says in one language."""
    with translation.override(language):
        asked = [_row(one, language) for one in told if not one.is_offline]
        offline = [_row(one, language) for one in told if one.is_offline]
        return {
            "language": language,
            "subject": in_one_line(_subject(told, len(asked), len(offline))),
            "asked": asked,
            "offline": offline,
            "reasons": [*_reasons(told)],
            "holds_days": links.HOLDS_FOR.days,
        }


def _subject(told: list[Told], asked: int, offline: int) -> str:
    names = {"site": settings.SITE_NAME, "title": told[0].item.text("title").text}
    if len(told) == 1 and asked:
        return gettext("Is this still right? %(title)s (%(site)s)") % names
    if len(told) == 1:
        return gettext("Taken offline: %(title)s (%(site)s)") % names
    if asked:
        text = ngettext(
            "Is this still right? %(count)d item on %(site)s",
            "Is this still right? %(count)d items on %(site)s",
            asked,
        )
        return text % {**names, "count": asked}
    text = ngettext(
        "Taken offline: %(count)d item on %(site)s",
        "Taken offline: %(count)d items on %(site)s",
        offline,
    )
    return text % {**names, "count": offline}


def _row(told: Told, language: str) -> dict[str, Any]:
    item, step = told.item, told.step
    title = item.text("title", language)
    purpose = Purpose.BRING_BACK if told.is_offline else Purpose.CONFIRM
    return {
        "title": in_one_line(title.text) if title.text else item.kind_label,
        "title_language": title.lang,
        "kind": item.kind_label,
        "confirmed_on": item.verified_on,
        "url": "" if told.is_offline else f"{settings.BASE_URL}{item.path_in(language)}",
        "link": links.address_of(
            purpose,
            item=item,
            day=step.day,
            mark=fingerprint(told.addressee.address),
            language=language,
        ),
        "edit_url": _edit_url(told.addressee, item),
        "contact": _contact(item),
        "marked": step.step == Step.MARKED,
        "next": _next_day(step),
    }


def _edit_url(addressee: Addressee, item: Publication) -> str:
    """Where a curator changes it; nothing for others, who tell the programme manager."""
    user = addressee.user
    if user is None or not roles_of(user).is_curator or not may(user, Verb.CHANGE, item):
        return ""
    viewset = type(item).snippet_viewset
    return f"{settings.BASE_URL}{reverse(viewset.get_url_name('edit'), args=[item.pk])}"


def _contact(item: Publication) -> str:
    managers = managers_of(item)
    return managers[0].address if managers else str(settings.CONTACT_EMAIL)


def _next_day(step: FreshnessStep) -> date | None:
    """When readers will see that nobody confirmed it, or after that when it goes offline."""
    times = schedule()
    gone_by = dict(zip((Step.REMINDED, Step.REMINDED_AGAIN), times.reminders, strict=True))
    if step.step == Step.MARKED:
        return step.day + times.archive_after
    if step.step == Step.ARCHIVED:
        return None
    return max(
        step.day + times.grace - gone_by.get(Step(step.step), timedelta()),
        timezone.localdate(),
    )


def _reasons(told: Iterable[Told]) -> Iterator[str]:
    """Why somebody gets this mail."""
    capacities = {one.addressee.capacity for one in told}
    if Capacity.KEEPER in capacities:
        yield gettext("You get this mail because your organisation keeps these items up to date.")
    if Capacity.CONTACT in capacities:
        yield gettext("You get this mail because your address is the contact of these items.")
    if Capacity.CURATOR in capacities:
        yield gettext(
            "You get this mail because you manage the items that nobody else is asked about."
        )
