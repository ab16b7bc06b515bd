"""A developer's machine and the demonstration site: no HTTPS, mail in the terminal."""

import secrets

from portal.settings.base import *  # noqa: F403
from portal.settings.base import (
    ALLOWED_HOSTS,
    DEBUG,
    EMAIL_HOST,
    SECRET_KEY,
    STORAGES,
    VAR_DIR,
    env,
)


def _remembered_key() -> str:
    """A key made on the first start, so that nobody has to invent one to look around."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


SECRET_KEY = SECRET_KEY or _remembered_key()
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "localhost", "127.0.0.1", "[::1]"]

# There is no web server in front that hands out the pictures of pages.
SERVE_PICTURES = True

if not EMAIL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# Browsers allow passkeys on http://localhost:8000, though not on http://127.0.0.1:8000.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

if DEBUG:
    # Serve the source files as they are, so that an edit shows at the next reload.
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = True

env.refuse_unknown()
