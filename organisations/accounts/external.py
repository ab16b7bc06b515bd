"""People who log in at the identity provider of their organisation."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.shortcuts import render


class ExternalAccountAdapter(DefaultSocialAccountAdapter):
    """Takes from the provider who somebody is, and nothing about what they may do."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse a new person whose provider does not vouch for the e-mail address.

        Whoever may type any address at a provider could otherwise get an account, and mail from
        us, in somebody else's name.
        """
        if sociallogin.is_existing or any(a.verified for a in sociallogin.email_addresses):
            return
        answer = render(request, "socialaccount/address_not_verified.html", status=403)
        raise ImmediateHttpResponse(answer)
