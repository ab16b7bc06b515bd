"""Settings that hold everywhere. What differs between installations comes from the environment."""

import datetime
import os
from pathlib import Path
from urllib.parse import urlsplit

from harvest.networks import is_network
from portal.settings.accounts import *  # noqa: F403
from portal.settings.content_security import PUBLIC_POLICY
from portal.settings.database import connection_settings
from portal.settings.environment import ConfigurationError, Environment
from portal.settings.openid_connect import provider_origins, providers

BASE_DIR = Path(__file__).resolve().parents[2]

env = Environment(os.environ)

# --- This installation ------------------------------------------------------------------------
VAR_DIR = env.folder("VLECHTWERK_VAR_DIR", BASE_DIR / "var")
PORT = env.integer("PORT", 8000, least=1, most=65535)
LISTEN = env.text("VLECHTWERK_LISTEN", "127.0.0.1", expected="an address of this machine")
BASE_URL = env.url(
    "VLECHTWERK_BASE_URL",
    f"http://127.0.0.1:{PORT}",
    schemes=("http", "https"),
    origin_only=True,
)
ALLOWED_HOSTS = env.words(
    "VLECHTWERK_ALLOWED_HOSTS",
    [urlsplit(BASE_URL).hostname or ""],
    expected="host names separated by commas, without * and without a port",
    # A wildcard would let a forged Host header choose where links in mail point to.
    accept=lambda host: "*" not in host and ":" not in host and "/" not in host,
)
VERSION = "0.1.0"
SITE_NAME = env.text("VLECHTWERK_SITE_NAME", "Vlechtwerk")
DEMO = env.boolean("VLECHTWERK_DEMO", default=False)
DEBUG = env.boolean("VLECHTWERK_DEBUG", default=False)
SECRET_KEY = env.secret("SECRET_KEY", least=50)
SECRET_KEY_FALLBACKS = env.words(
    "VLECHTWERK_SECRET_KEY_FALLBACKS",
    expected="earlier secret keys of at least 50 characters, separated by commas",
    accept=lambda key: len(key) >= 50,
    secret=True,
)
CONTACT_EMAIL = env.email("VLECHTWERK_CONTACT_EMAIL", "info@example.org")
SECURITY_CONTACT = env.url(
    "VLECHTWERK_SECURITY_CONTACT",
    "mailto:security@example.org",
    schemes=("mailto", "https"),
)
# EUPL-1.2, article 5: whoever uses the site must be able to get the source of what is running.
SOURCE_CODE_URL = env.url("VLECHTWERK_SOURCE_CODE_URL", "", schemes=("https", "http"))
# The date is a promise that the contact is still right, so a person renews it: each release sets
# a new one here, and a test fails when less than thirty days are left.
SECURITY_TXT_EXPIRES = env.date("VLECHTWERK_SECURITY_TXT_EXPIRES", datetime.date(2027, 10, 31))
TRUSTED_PROXY_COUNT = env.integer("VLECHTWERK_TRUSTED_PROXY_COUNT", 0, least=0, most=5)
HSTS_SECONDS = env.integer("VLECHTWERK_HSTS_SECONDS", 31_536_000, least=0, most=126_144_000)

# --- Applications: an app imports only from the ones named before it ---------------------------
ROOMS = [
    "taxonomy",
    "publishing",
    "organisations",
    "harvest",
    "initiatives",
    "events",
    "search",
    "monitor",
    "portal",
]
INSTALLED_APPS = [
    # Higher rooms come first so that their templates may replace those of lower ones.
    *reversed(ROOMS),
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",  # for the list of sessions
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portal.security_headers.SecurityHeadersMiddleware",
    "portal.security_headers.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.compression.AnonymousGZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "organisations.accounts.session_limits.SessionLimitsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "organisations.accounts.gate.SecondFactorMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.site",
            ],
        },
    },
]

# --- Data -------------------------------------------------------------------------------------
DATABASES = {
    "default": connection_settings(
        env.url(
            "DATABASE_URL",
            f"sqlite:///{VAR_DIR / 'vlechtwerk.sqlite3'}",
            schemes=("sqlite", "postgres", "postgresql"),
            secret=True,
        )
    )
}
LOG_LEVEL = env.choice(
    "VLECHTWERK_LOG_LEVEL", "WARNING", options=("DEBUG", "INFO", "WARNING", "ERROR")
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SEARCH_URL = env.url(
    "SEARCH_URL",
    f"embedded://{VAR_DIR / 'index'}",
    schemes=("embedded", "http", "https"),
    several_hosts=True,
    secret=True,
)
# Only the test suite uses these: an Elasticsearch that runs, and the folder of one to start.
TEST_ELASTICSEARCH = env.url("VLECHTWERK_TEST_ELASTICSEARCH", "", schemes=("http",))
TEST_ELASTICSEARCH_HOME = env.text("VLECHTWERK_ELASTICSEARCH_HOME")
# Whether a worker that meets an unusable index starts a rebuild of it.
SEARCH_HEALS_ITSELF = True
# Rate limits count in the cache, so every process must see the same one. A database table needs
# no extra server and works with several machines; a per-process cache lets guessing through.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# --- Log: everything to the error stream, where systemd or a container collects it ---------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": ["console"], "level": LOG_LEVEL, "propagate": False},
        # One line per saved row is noise; what goes wrong is still said.
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
    },
}

# --- Languages and time -------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
# The second holds texts of libraries in the words of this site; makemessages leaves it alone.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_libraries"]
TIME_ZONE = "Europe/Amsterdam"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # the list of the machine holds names browsers refuse
# How far the dates of series stand in the database; `run_due` moves it along.
CALENDAR_MONTHS_BACK = env.integer("VLECHTWERK_CALENDAR_MONTHS_BACK", 24, least=1, most=120)
CALENDAR_MONTHS_AHEAD = env.integer("VLECHTWERK_CALENDAR_MONTHS_AHEAD", 18, least=3, most=60)
# How long a confirmation holds, and the steps after that; see publishing/freshness.py.
FRESHNESS_CONFIRM_AFTER_MONTHS = env.integer(
    "VLECHTWERK_CONFIRM_AFTER_MONTHS", 12, least=1, most=60
)
FRESHNESS_GRACE_DAYS = env.integer("VLECHTWERK_CONFIRM_GRACE_DAYS", 42, least=29, most=365)
FRESHNESS_ARCHIVE_AFTER_DAYS = env.integer("VLECHTWERK_ARCHIVE_AFTER_DAYS", 90, least=14, most=730)
USE_I18N = True
USE_TZ = True

# --- Fetching from others: harvest/http.py -------------------------------------------------------
HARVEST_PORTS = [
    int(port)
    for port in env.words(
        "VLECHTWERK_HARVEST_PORTS",
        ["80", "443"],
        expected="ports from 1 to 65535, separated by commas",
        accept=lambda port: port.isascii() and port.isdecimal() and 1 <= int(port) <= 65535,
    )
]
# For development, where a partner's server runs on this machine. check --deploy warns of it.
HARVEST_ALLOWED_NETWORKS = env.words(
    "VLECHTWERK_HARVEST_ALLOWED_NETWORKS",
    expected="networks such as 127.0.0.0/8, separated by commas",
    accept=is_network,
)
# Whoever keeps a feed can see who reads it, and where to complain.
HARVEST_USER_AGENT = f"Vlechtwerk/{VERSION} (+{BASE_URL}/; {CONTACT_EMAIL})"

# --- Files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("VLECHTWERK_STATIC_ROOT", VAR_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.folder("VLECHTWERK_MEDIA_ROOT", VAR_DIR / "media")
# Pictures are handed out by the web server, see deploy/nginx.conf.
SERVE_PICTURES = False
STATICFILES_FINDERS = [
    "portal.stylesheet.StylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # the page editor posts every field of every block
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_PERMISSIONS = 0o644

# --- Mail ---------------------------------------------------------------------------------------
EMAIL_HOST = env.text("VLECHTWERK_EMAIL_HOST", expected="the host name of a mail server")
EMAIL_PORT = env.integer("VLECHTWERK_EMAIL_PORT", 587, least=1, most=65535)
EMAIL_HOST_USER = env.text("VLECHTWERK_EMAIL_USER")
EMAIL_HOST_PASSWORD = env.secret("VLECHTWERK_EMAIL_PASSWORD")
_email_security = env.choice(
    "VLECHTWERK_EMAIL_SECURITY", "starttls", options=("none", "starttls", "tls")
)
EMAIL_USE_TLS = _email_security == "starttls"
EMAIL_USE_SSL = _email_security == "tls"
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
DEFAULT_FROM_EMAIL = env.email("VLECHTWERK_FROM_EMAIL", CONTACT_EMAIL)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Accounts: what holds everywhere is in portal/settings/accounts.py ----------------------------
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"{SITE_NAME}: "
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
SOCIALACCOUNT_PROVIDERS = providers(env)
# Curators need a second factor. Only a demonstration may do without: it prints its passwords anyway.
SECOND_FACTOR_REQUIRED = (
    env.choice(
        "VLECHTWERK_SECOND_FACTOR", "off" if DEMO else "required", options=("required", "off")
    )
    == "required"
)
if not (SECOND_FACTOR_REQUIRED or DEMO):
    raise ConfigurationError(
        "VLECHTWERK_SECOND_FACTOR is off; expected required, "
        "except on a demonstration site (VLECHTWERK_DEMO=true)."
    )

# --- What is counted --------------------------------------------------------------------------------
DEMAND_COUNTED_LATER = True  # by a thread, so that no search waits: monitor/demand/counting.py

# --- What a browser is allowed to do --------------------------------------------------------------
# Browsers hold a form to this list also where its answer leads on to the identity provider.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **PUBLIC_POLICY,
        "form-action": [*PUBLIC_POLICY["form-action"], *provider_origins(SOCIALACCOUNT_PROVIDERS)],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- Wagtail --------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_I18N_ENABLED = False  # one record carries both languages; no copies of trees
WAGTAIL_CONTENT_LANGUAGES = [("nl", "Nederlands")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
# Both names lead through portal/closed_doors.py to allauth.
WAGTAILADMIN_LOGIN_URL = "wagtailadmin_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "publishing.reviewed_version.publish_reviewed_version"
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
# For the admin's lists of pages, images and documents; the site itself searches with `search/`.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "publishing.admin.page_search", "AUTO_UPDATE": False}
}
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ics", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
