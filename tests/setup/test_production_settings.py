"""Production settings: what they refuse, and what they promise."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

COMPLETE = {
    "SECRET_KEY": "k7" * 30 + "-unlike-the-others!",
    "VLECHTWERK_BASE_URL": "https://www.example.nl",
    "VLECHTWERK_EMAIL_HOST": "mail.example.nl",
    "DATABASE_URL": "postgres://site:secret@db.example.nl/site",
}
SHOW = (
    "import json, portal.settings.production as s;"
    "print(json.dumps({n: getattr(s, n) for n in dir(s) if n.isupper()}, default=str))"
)


def run(*arguments, **variables):
    """A new process with only these variables, as a service manager would start it."""
    environment = {"PATH": os.environ["PATH"], **variables}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def production():
    result = run("-c", SHOW, **COMPLETE)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is set to a value that cannot be used"),
        ({"VLECHTWERK_BASE_URL": ""}, "VLECHTWERK_BASE_URL is 'http://127.0.0.1:8000'"),
        ({"VLECHTWERK_BASE_URL": "http://www.example.nl"}, "starts with https://"),
        ({"VLECHTWERK_EMAIL_HOST": ""}, "VLECHTWERK_EMAIL_HOST is not set"),
        ({"VLECHTWERK_DEBUG": "true"}, "VLECHTWERK_DEBUG is true"),
        ({"VLECHTWERK_DEMO": "true"}, "VLECHTWERK_DEMO is true"),
        ({"VLECHTWERK_SECOND_FACTOR": "off"}, "VLECHTWERK_SECOND_FACTOR is off"),
        (
            {"VLECHTWERK_OIDC_NAME": "Provincie"},
            "VLECHTWERK_OIDC_ISSUER, VLECHTWERK_OIDC_CLIENT_ID",
        ),
        (
            {
                "VLECHTWERK_OIDC_NAME": "Provincie",
                "VLECHTWERK_OIDC_ISSUER": "http://id.example.nl",
                "VLECHTWERK_OIDC_CLIENT_ID": "site",
                "VLECHTWERK_OIDC_CLIENT_SECRET": "geheim",
            },
            "VLECHTWERK_OIDC_ISSUER must start with https://",
        ),
        ({"VLECHTWERK_ALLOWED_HOSTS": "*"}, "VLECHTWERK_ALLOWED_HOSTS is '*'"),
        ({"DATABASE_URL": "mysql://site@db/site"}, "DATABASE_URL is set to a value"),
        ({"VLECHTWERK_HSTS": "1"}, "VLECHTWERK_HSTS: this project knows no such variable"),
    ],
)
def test_start_stops_with_a_sentence(change, sentence):
    result = run("-c", "import portal.settings.production", **{**COMPLETE, **change})
    assert result.returncode != 0
    assert sentence in result.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", False),
        ("ALLOWED_HOSTS", ["www.example.nl"]),
        ("CSRF_TRUSTED_ORIGINS", ["https://www.example.nl"]),
        ("SECURE_SSL_REDIRECT", True),
        ("SECURE_HSTS_SECONDS", 31_536_000),
        ("SECURE_HSTS_INCLUDE_SUBDOMAINS", True),
        ("SESSION_COOKIE_NAME", "__Host-sessionid"),
        ("SESSION_COOKIE_SECURE", True),
        ("SESSION_COOKIE_HTTPONLY", True),
        ("SESSION_COOKIE_SAMESITE", "Lax"),
        ("CSRF_COOKIE_NAME", "__Host-csrftoken"),
        ("CSRF_COOKIE_SECURE", True),
        ("CSRF_COOKIE_HTTPONLY", True),
        ("SECURE_REFERRER_POLICY", "same-origin"),
        ("SECURE_CROSS_ORIGIN_OPENER_POLICY", "same-origin"),
        ("X_FRAME_OPTIONS", "DENY"),
        ("ACCOUNT_EMAIL_VERIFICATION", "mandatory"),
        ("ACCOUNT_PREVENT_ENUMERATION", True),
        ("ACCOUNT_REAUTHENTICATION_REQUIRED", True),
        ("ACCOUNT_EMAIL_NOTIFICATIONS", True),
        ("ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE", True),
        ("ACCOUNT_DEFAULT_HTTP_PROTOCOL", "https"),
        ("ACCOUNT_LOGIN_METHODS", "{'email'}"),
        ("ACCOUNT_LOGIN_BY_CODE_TIMEOUT", 600),
        ("ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS", 3),
        ("ACCOUNT_MAIL_LATER", True),
        ("SECOND_FACTOR_REQUIRED", True),
        ("MFA_TOTP_TOLERANCE", 0),
        ("MFA_SUPPORTED_TYPES", ["totp", "webauthn", "recovery_codes"]),
        ("SOCIALACCOUNT_PROVIDERS", {}),
        ("SOCIALACCOUNT_EMAIL_AUTHENTICATION", False),
        ("SOCIALACCOUNT_LOGIN_ON_GET", False),
        ("WAGTAIL_GRAVATAR_PROVIDER_URL", None),
        ("WAGTAIL_ENABLE_UPDATE_CHECK", False),
        ("WAGTAIL_ENABLE_WHATS_NEW_BANNER", False),
        ("WAGTAIL_PASSWORD_MANAGEMENT_ENABLED", False),
        ("WAGTAIL_PASSWORD_RESET_ENABLED", False),
        ("WAGTAIL_EMAIL_MANAGEMENT_ENABLED", False),
        ("WAGTAIL_PRIVATE_PAGE_OPTIONS", {"SHARED_PASSWORD": False}),
        ("WAGTAILDOCS_SERVE_METHOD", "serve_view"),
        ("WAGTAILDOCS_MAX_UPLOAD_SIZE", 20 * 1024 * 1024),
        ("WAGTAILIMAGES_MAX_UPLOAD_SIZE", 10 * 1024 * 1024),
        ("WAGTAILIMAGES_MAX_IMAGE_PIXELS", 40_000_000),
        ("WAGTAILEMBEDS_FINDERS", []),
    ],
)
def test_setting_keeps_its_promise(production, name, value):
    assert production[name] == value


def test_passwords_are_hashed_with_argon2_and_are_long(production):
    assert production["PASSWORD_HASHERS"][0].endswith("Argon2PasswordHasher")
    lengths = [
        validator["OPTIONS"]["min_length"]
        for validator in production["AUTH_PASSWORD_VALIDATORS"]
        if validator["NAME"].endswith("MinimumLengthValidator")
    ]
    assert lengths == [12]


def test_forwarded_protocol_is_believed_only_behind_a_proxy(production):
    assert "SECURE_PROXY_SSL_HEADER" not in production
    behind = json.loads(run("-c", SHOW, VLECHTWERK_TRUSTED_PROXY_COUNT="1", **COMPLETE).stdout)
    assert behind["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_rate_limits_count_in_a_cache_that_all_processes_share(production):
    # A per-process cache let 18 wrong passwords through instead of 5.
    assert production["CACHES"]["default"]["BACKEND"].endswith("DatabaseCache")


def test_uploads_allow_no_format_that_runs_in_a_browser(production):
    allowed = {*production["WAGTAILDOCS_EXTENSIONS"], *production["WAGTAILIMAGES_EXTENSIONS"]}
    assert allowed.isdisjoint({"svg", "html", "htm", "xml", "xhtml", "js", "mjs"})


@pytest.mark.parametrize(
    "left_out",
    ["django.contrib.admin", "django.contrib.gis", "wagtail.embeds", "wagtail.api.v2"],
)
def test_apps_left_out_on_purpose_stay_out(production, left_out):
    assert left_out not in production["INSTALLED_APPS"]


def test_deploy_check_is_silent():
    result = run(
        "manage.py",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        DJANGO_SETTINGS_MODULE="portal.settings.production",
        **COMPLETE,
    )
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout


def test_sqlite_waits_for_its_turn_and_survives_a_crash(tmp_path):
    show = (
        "import django; django.setup();"
        "from django.db import connection as c; k = c.cursor();"
        "print([k.execute('PRAGMA ' + p).fetchone()[0] for p in"
        " ('journal_mode', 'synchronous', 'foreign_keys', 'mmap_size')], c.transaction_mode,"
        " c.settings_dict['OPTIONS']['timeout'])"
    )
    result = run(
        "-c",
        show,
        DJANGO_SETTINGS_MODULE="portal.settings.dev",
        VLECHTWERK_VAR_DIR=str(tmp_path),
    )
    assert result.stdout.strip() == "['wal', 1, 1, 0] IMMEDIATE 20", result.stderr
