"""How accounts behave where the library leaves it to us."""

from typing import Any, NamedTuple
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from organisations.accounts.mail import send_later
from publishing.permissions import roles_of


class _Site(NamedTuple):
    """This site, as the texts of mails name it."""

    name: str
    domain: str


class AccountAdapter(DefaultAccountAdapter):
    """Anybody may make an account; rights come only from memberships and roles."""

    def is_safe_url(self, url: str | None) -> bool:
        """Whether a visitor may be sent on to an address; one that cannot be read is not safe."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Curators land where they work; everybody else with what is theirs."""
        if roles_of(request.user).is_curator:
            return reverse("wagtailadmin_home")
        return reverse("my_organisations")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail now, in the language of the visitor, and send it after the answer."""
        site = _Site(settings.SITE_NAME, urlsplit(settings.BASE_URL).netloc)
        everything = {"request": allauth_context.request, "email": email, "current_site": site}
        everything |= context
        send_later(self.render_mail(template_prefix, email, everything))
