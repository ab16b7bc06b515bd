"""Forms of the account pages, where the library's own do not do."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import SignupForm
from allauth.core import ratelimit
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from publishing.models import User


class SignUpForm(SignupForm):
    """Answers a known address, a new one and a program that fills in everything alike.

    Alike in time too: making an account takes the time of hashing a password, so where none is
    made a password is hashed all the same.
    """

    #: The field that people do not see; the library reads its name from the settings.
    decoy = "website"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The library hides it with an inline style, which the content policy refuses.
        field = self.fields[self.decoy]
        field.label = _("Leave this empty")
        field.widget = forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        wanted = not self.cleaned_data[self.decoy] and self._may_mail(request)
        if self.account_already_exists or not wanted:
            make_password(self.cleaned_data["password1"])
        if wanted:
            try:
                with transaction.atomic():
                    return super().try_save(request)
            except IntegrityError:
                # Sent twice at once, and the other one was first.
                pass
        return None, get_adapter().respond_email_verification_sent(request, None)

    def _may_mail(self, request: HttpRequest) -> bool:
        """Whether this address gets another mail: nobody's mailbox is filled through us."""
        address = self.cleaned_data["email"].lower()
        return ratelimit.consume(request, action="signup_address", key=address)


class AddKeyForm(AddWebAuthnForm):
    name = forms.CharField(label=_("Name of the key"), required=False)
    passwordless = forms.BooleanField(
        label=_("Also log in with this key alone, without a password"),
        help_text=_("Your device then asks for your finger, your face or its PIN."),
        required=False,
    )


class RenameKeyForm(EditWebAuthnForm):
    name = forms.CharField(label=_("Name of the key"))
