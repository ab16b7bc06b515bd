"""What a mail to a follower says, as things stand when it is sent."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from initiatives.following.links import Purpose, address_of
from initiatives.following.words import in_full
from initiatives.models import FollowMail
from publishing.outgoing import automatic_headers, in_one_line


def compose(mail: FollowMail) -> EmailMultiAlternatives | None:
    """The message; None when there is nothing to say any more, or nobody to say it to."""
    following = mail.following
    practice = following.practice
    news = mail.news.select_related("step__adoption__region").order_by("at", "pk")
    if not practice.live or not following.address or not news:
        return None
    stop = address_of(Purpose.STOP, following)
    with translation.override(following.language):
        title = practice.text("title").text
        subject = in_one_line(_("News of %(practice)s") % {"practice": title})
        context = {
            "subject": subject,
            "title": title,
            "news": [in_full(one) for one in news],
            "url": f"{settings.BASE_URL}{practice.get_absolute_url()}",
            "stop_url": stop,
            "language": following.language,
            "site_name": settings.SITE_NAME,
            "base_url": settings.BASE_URL,
        }
        message = EmailMultiAlternatives(
            subject=subject,
            body=render_to_string("mail/follow.txt", context).strip() + "\n",
            to=[following.address],
            headers={
                **automatic_headers("follow", mail.pk),
                # One click in the mail program, without a page (RFC 8058).
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )
        message.attach_alternative(render_to_string("mail/follow.html", context), "text/html")
    return message
