"""What keeps programs that fill in every form away, without a puzzle for people."""

import re
from typing import Any

from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organisations.models.visitor_draft import new_token

#: Nobody reads the first question and answers it within this many seconds.
LEAST_SECONDS = 3
MOST_LINKS = 5
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_SALT = "contributing.opened"


def has_too_many_links(text: str) -> bool:
    """Whether a text has more addresses than somebody who tells about an offer needs."""
    return len(_LINK.findall(text)) > MOST_LINKS


def opened_now() -> str:
    """A mark for an empty form: it tells when the form was opened, and no other form has it."""
    return signing.dumps(new_token(), salt=_SALT)


def token_in(mark: str) -> str:
    """What is unique in the mark of a form; empty when this site did not make the mark."""
    try:
        return str(signing.loads(mark, salt=_SALT))
    except signing.BadSignature:
        return ""


class HumanForm(forms.Form):
    """What is checked of a form that anybody may send: a field to leave empty, and its age."""

    leave_empty = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_leave_empty(self) -> str:
        if self.cleaned_data["leave_empty"]:
            raise forms.ValidationError(
                _("One field must stay empty, and it is not. Empty it and press again.")
            )
        return ""

    def clean_opened(self) -> str:
        mark: str = self.cleaned_data["opened"]
        try:
            signing.loads(mark, salt=_SALT, max_age=12 * 60 * 60)
        except signing.SignatureExpired:
            return mark
        except signing.BadSignature:
            raise forms.ValidationError(_("Please press the button once more.")) from None
        if _is_fresh(mark):
            raise forms.ValidationError(
                _("That was very quick. Wait a few seconds and press the button once more.")
            )
        return mark


def mark_for(posted: str) -> str:
    """The mark for a form that is shown again: the one it had, if this site made that."""
    return posted if token_in(posted) else opened_now()


def _is_fresh(mark: str) -> bool:
    try:
        signing.loads(mark, salt=_SALT, max_age=LEAST_SECONDS)
    except signing.SignatureExpired:
        return False
    return True


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser says that a page of another site sends this form.

    For forms without a token because visitors get no cookie. Programs that are no browser say
    nothing; they are held by the limits of `may_go_on` only.
    """
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin", "")
    is_own = origin.partition("://")[2] == request.get_host()
    return bool(origin) and not is_own and origin not in settings.CSRF_TRUSTED_ORIGINS


def may_go_on(request: HttpRequest, action: str, **about: Any) -> bool:
    """Whether somebody stays within the limits of the settings; counts this time as well."""
    return bool(ratelimit.consume(request, action=action, **about))


TOO_OFTEN = _(
    "You did this very often in a short time. What you typed is still here. Wait a while and press "
    "the button once more."
)
