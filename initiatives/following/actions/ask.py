"""Ask: somebody without an account wants to follow a practice; a mail asks whether it is theirs."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.following.forgetting import ASKED
from initiatives.following.links import Purpose, path_of
from initiatives.models import Following, Practice
from publishing.notices import tell

#: Whoever asks for an address again within this time asks for the mail that has just been sent.
ONE_MAIL_IN = timedelta(days=1)


@transaction.atomic
def ask(practice: Practice, *, email: str, language: str) -> None:
    """Keep an address and send a link to it.

    Nothing is told to it but by that link, and after a week without an answer it is forgotten;
    asked again on another day, the week begins anew. The mail is the same for an address that
    follows already: nobody learns here who does.
    """
    following, is_new = Following.objects.get_or_create(
        practice=practice, email=email.strip().lower(), defaults={"language": language}
    )
    if not is_new and not _is_asked_anew(following, language):
        return
    context = {
        "title": practice.text("title", language).text,
        "url": path_of(Purpose.CONFIRM, following, language),
        "following": following.pk,
        "label": _("Yes, I want to follow this"),
        "why": _("You get this mail because this address was given to follow a practice."),
    }
    tell(following.email, ASKED, context, at_once=True, language=language)


def _is_asked_anew(following: Following, language: str) -> bool:
    """Whether the last mail was sent long enough ago; of two who ask at once, one is told so."""
    now = timezone.now()
    values = {} if following.confirmed_at else {"language": language}
    asked = Following.objects.filter(pk=following.pk, created_at__lt=now - ONE_MAIL_IN)
    return bool(asked.update(created_at=now, **values))
