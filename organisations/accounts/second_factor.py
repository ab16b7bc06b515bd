"""Who needs a second factor to log in, and who has one.

Curators do: whoever gets hold of their password could otherwise change what the site says. Members
of organisations may set one up as well.
"""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings

from publishing.permissions import roles_of

#: What counts. Recovery codes only exist beside one of these.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def needs_second_factor(user: Any) -> bool:
    """Whether somebody may do nothing without a second factor."""
    return settings.SECOND_FACTOR_REQUIRED and roles_of(user).is_curator


def lacks_second_factor(user: Any) -> bool:
    """Whether somebody needs a second factor and has none yet."""
    return (
        needs_second_factor(user)
        and not Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()
    )


class MFAAdapter(DefaultMFAAdapter):
    """Names the site in authenticator apps, and keeps the last factor of a curator."""

    def get_totp_issuer(self) -> str:
        return str(settings.SITE_NAME)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """A curator keeps one factor: to replace it, the new one is added first."""
        if authenticator.type not in FACTORS or not needs_second_factor(authenticator.user):
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS)
        return others.exclude(pk=authenticator.pk).exists()

    def build_totp_svg(self, url: str) -> str:
        """The picture to scan, as part of the page: the content policy allows no data: address."""
        svg: str = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]
