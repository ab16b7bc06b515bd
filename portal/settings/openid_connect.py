"""Log-in at an organisation's own identity provider (OpenID Connect), switched on by four variables."""

import re
from typing import Any
from urllib.parse import urlsplit

from portal.settings.environment import ConfigurationError, Environment

NAMES = (
    "VLECHTWERK_OIDC_NAME",
    "VLECHTWERK_OIDC_ISSUER",
    "VLECHTWERK_OIDC_CLIENT_ID",
    "VLECHTWERK_OIDC_CLIENT_SECRET",
)


def provider_id(issuer: str) -> str:
    """A name for the provider in addresses and beside each account that came from it.

    Made from the issuer: when another provider takes its place, nobody inherits the account of
    somebody who has the same number there.
    """
    parts = urlsplit(issuer)
    return re.sub(r"[^a-z0-9]+", "-", f"{parts.netloc}{parts.path}".lower()).strip("-")


def providers(env: Environment) -> dict[str, Any]:
    """The value of SOCIALACCOUNT_PROVIDERS; empty when no variable is set.

    Raises ConfigurationError when only some are.
    """
    name, issuer, client, secret = (
        env.text(NAMES[0], expected="the name of the provider, as the button says it"),
        env.url(NAMES[1], "", schemes=("https", "http")),
        env.text(NAMES[2], expected="the name of this site at the provider"),
        env.secret(NAMES[3]),
    )
    values = dict(zip(NAMES, (name, issuer, client, secret), strict=True))
    if not any(values.values()):
        return {}
    if not all(values.values()):
        missing = ", ".join(name for name, value in values.items() if not value)
        raise ConfigurationError(f"{missing} is not set; set all of {', '.join(NAMES)}, or none.")
    application = {
        "provider_id": provider_id(issuer),
        "name": name,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [application]}}


def provider_origins(configured: dict[str, Any]) -> list[str]:
    """Scheme and host of each provider, as a content security policy names them."""
    issuers = (
        urlsplit(application["settings"]["server_url"])
        for settings in configured.values()
        for application in settings["APPS"]
    )
    return [f"{issuer.scheme}://{issuer.netloc}" for issuer in issuers]
