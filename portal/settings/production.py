"""A public installation: HTTPS only, nothing with a default that would be unsafe."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import (
    BASE_URL,
    DEBUG,
    DEMO,
    EMAIL_HOST,
    HSTS_SECONDS,
    SECRET_KEY,
    SOCIALACCOUNT_PROVIDERS,
    TRUSTED_PROXY_COUNT,
    env,
)
from portal.settings.environment import ConfigurationError

if not SECRET_KEY:
    raise ConfigurationError(
        "SECRET_KEY is not set: give a random text of at least 50 characters, "
        "or set SECRET_KEY_FILE to a file that holds it."
    )
if not BASE_URL.startswith("https://"):
    raise ConfigurationError(
        f"VLECHTWERK_BASE_URL is '{BASE_URL}'; expected the public address of the site, "
        "which starts with https:// in production."
    )
if DEBUG:
    raise ConfigurationError("VLECHTWERK_DEBUG is true; expected false in production.")
if DEMO:
    raise ConfigurationError("VLECHTWERK_DEMO is true; expected false in production.")
if not EMAIL_HOST:
    raise ConfigurationError(
        "VLECHTWERK_EMAIL_HOST is not set; expected the host name of a mail server, "
        "because nobody can log in without a confirmed e-mail address."
    )

for _provider in SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", ()):
    if not _provider["settings"]["server_url"].startswith("https://"):
        raise ConfigurationError("VLECHTWERK_OIDC_ISSUER must start with https:// in production.")

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]  # asked by a supervisor on the machine itself
if TRUSTED_PROXY_COUNT:
    # Only believed behind a proxy that overwrites the header; see deploy/nginx.conf.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = HSTS_SECONDS
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
CSRF_TRUSTED_ORIGINS = [BASE_URL]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"

env.refuse_unknown()
