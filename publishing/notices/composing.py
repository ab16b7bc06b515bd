"""What a mail with notices says, as things stand when it is sent."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, TemplateDoesNotExist, engines
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext
from wagtail.users.models import UserProfile

from publishing.models import Notice, NoticeMail
from publishing.notices.contexts import LANGUAGES, in_language
from publishing.notices.relevance import is_relevant
from publishing.notices.stopping import is_stopped, link_to_stop
from publishing.outgoing import automatic_headers, in_one_line

#: A mail names no more of one kind: somebody may hand in two thousand things at once.
MOST_OF_ONE_KIND = 25


def compose(mail: NoticeMail) -> EmailMultiAlternatives | None:
    """The message for a mail; None when there is nothing to say any more."""
    user = mail.user
    is_daily = mail.day is not None
    if (user is not None and not user.is_active) or (is_daily and is_stopped(mail.address)):
        return None
    notices, more = _worth_telling(mail)
    if not notices:
        return None
    language = _language_of(mail)
    stop = link_to_stop(mail.address, language) if is_daily else ""
    with translation.override(language):
        told = [_told(row, language) for row in notices]
        subject = _subject(told, more)
        context = {
            "subject": subject,
            "told": told,
            "more": more,
            "reasons": list(dict.fromkeys(one["why"] or _default_why(mail) for one in told)),
            "language": language,
            "site_name": settings.SITE_NAME,
            "base_url": settings.BASE_URL,
            "contact_email": settings.CONTACT_EMAIL,
            "stop_url": stop,
        }
        message = EmailMultiAlternatives(
            subject=subject,
            body=render_to_string("mail/notice.txt", context).strip() + "\n",
            to=[user.email if user is not None else mail.address],
            headers={
                **automatic_headers("notice", mail.pk),
                **_unsubscribing(stop),
            },
        )
        message.attach_alternative(render_to_string("mail/notice.html", context), "text/html")
    return message


def _unsubscribing(stop: str) -> dict[str, str]:
    """One click in the mail program, without a page (RFC 8058), for what comes day after day.

    What goes at once answers something that somebody did: there is nothing to stop but by hand.
    """
    by_hand = f"<mailto:{settings.CONTACT_EMAIL}?subject=unsubscribe>"
    if not stop:
        return {"List-Unsubscribe": by_hand}
    return {
        "List-Unsubscribe": f"<{stop}>, {by_hand}",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _worth_telling(mail: NoticeMail) -> tuple[list[Notice], int]:
    """What is still true, and how many more there are of a kind that fills the mail already."""
    shown: Counter[str] = Counter()
    notices, more = [], 0
    for notice in mail.notices.order_by("pk"):
        if shown[notice.name] >= MOST_OF_ONE_KIND:
            more += 1
        elif is_relevant(notice, mail.user):
            shown[notice.name] += 1
            notices.append(notice)
    return notices, more


def _language_of(mail: NoticeMail) -> str:
    """What the reader chose, else what is thought of the reader, else Dutch."""
    profiles = UserProfile.objects.filter(user__email__iexact=mail.address)
    chosen = profiles.values_list("preferred_language", flat=True).first()
    return next((one for one in (chosen, mail.language) if one in LANGUAGES), LANGUAGES[0])


def _told(notice: Notice, language: str) -> dict[str, Any]:
    context = in_language(notice.context, language)
    context |= {"site_name": settings.SITE_NAME, "base_url": settings.BASE_URL}
    context["url"] = _address(context.get("url", ""))
    name = f"mail/notices/{notice.name}"
    text = _plain(f"{name}.txt", context)
    return {
        "subject": in_one_line(_plain(f"{name}_subject.txt", context)),
        "text": text,
        "html": _html(name, context, text),
        "url": context["url"],
        "label": context.get("label") or gettext("Open the site"),
        "why": context.get("why", ""),
    }


def _plain(template: str, context: dict[str, Any]) -> str:
    """A text without HTML, in which nothing is escaped."""
    found = engines["django"].engine.get_template(template)  # type: ignore[attr-defined]
    return found.render(Context(context, autoescape=False)).strip()


def _html(name: str, context: dict[str, Any], text: str) -> SafeString:
    try:
        return mark_safe(render_to_string(f"{name}.html", context))  # noqa: S308
    except TemplateDoesNotExist as fault:
        if str(fault) != f"{name}.html":
            raise
        return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308


def _address(url: str) -> str:
    return f"{settings.BASE_URL}{url}" if url.startswith("/") else url


def _subject(told: list[dict[str, Any]], more: int) -> str:
    count = len(told) + more
    if count == 1:
        return str(told[0]["subject"])
    text = ngettext("%(count)d message from %(site)s", "%(count)d messages from %(site)s", count)
    return in_one_line(text % {"count": count, "site": settings.SITE_NAME})


def _default_why(mail: NoticeMail) -> str:
    if mail.user is not None:
        return gettext("You get this mail because of your account on %(site)s.") % {
            "site": settings.SITE_NAME
        }
    return gettext("You get this mail because somebody filled in your address on %(site)s.") % {
        "site": settings.SITE_NAME
    }
