"""The test suite: fast hashing, memory instead of files, mail in a list.

DATABASE_URL still counts, so that the same suite runs on PostgreSQL.
"""

import tempfile
from pathlib import Path

from portal.settings.base import *  # noqa: F403
from portal.settings.base import env

SECRET_KEY = "only-for-tests-" + "x" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
BASE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = BASE_URL
DEBUG = False

# One folder per process: parallel runs must not share files.
_files = Path(tempfile.mkdtemp(prefix="vlechtwerk-test-"))
VAR_DIR = _files
MEDIA_ROOT = _files / "media"
SEARCH_URL = f"embedded://{_files / 'index'}"
# Most tests have no index, and no test wants a process that makes one.
SEARCH_HEALS_ITSELF = False

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

# Tests log curators in by force; those about the second factor switch it on.
SECOND_FACTOR_REQUIRED = False
ACCOUNT_MAIL_LATER = False
DEMAND_COUNTED_LATER = False

env.refuse_unknown()
