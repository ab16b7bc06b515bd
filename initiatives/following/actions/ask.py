"""Ask: somebody without an account wants to follow a practice; a mail asks whether it is theirs."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from initiatives.following.links import Purpose, path_of
from initiatives.models import Following, Practice
from publishing.notices import tell


@transaction.atomic
def ask(practice: Practice, *, email: str, language: str) -> None:
    """Keep an address and send a link to it.

    Nothing is told to it but by that link, and after a week without an answer it is forgotten.
    The mail is the same for an address that follows already: nobody learns here who does.
    """
    following, _is_new = Following.objects.get_or_create(
        practice=practice, email=email.strip().lower(), defaults={"language": language}
    )
    context = {
        "title": practice.text("title", language).text,
        "url": path_of(Purpose.CONFIRM, following, language),
        "label": _("Yes, I want to follow this"),
        "why": _("You get this mail because this address was given to follow a practice."),
    }
    tell(following.email, "follow_asked", context, at_once=True, language=language)
