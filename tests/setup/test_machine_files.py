"""Plain-text answers for machines."""

import datetime
import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone, translation

from portal import readiness
from search.models import Outbox


@pytest.fixture
def security_txt(client):
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    return dict(line.split(": ", 1) for line in lines)


def test_security_txt_says_where_to_report(security_txt):
    assert re.match(r"(mailto:.+@|https://)", security_txt["Contact"])
    assert security_txt["Preferred-Languages"] == "nl, en"
    assert security_txt["Canonical"] == f"{settings.BASE_URL}/.well-known/security.txt"


def test_security_txt_is_renewed_in_time(security_txt):
    expires = datetime.datetime.fromisoformat(security_txt["Expires"])
    left = expires - datetime.datetime.now(datetime.UTC)
    assert left > datetime.timedelta(days=30), "set a new date in portal/settings/base.py"
    assert left < datetime.timedelta(days=365), "RFC 9116 asks for less than a year"


def test_robots_keeps_crawlers_out_of_accounts_and_admin(client):
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert "Disallow: /beheer/" in lines
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in lines


def test_robots_keeps_crawlers_from_the_files_of_every_choice_on_a_map(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    for name in ("coverage", "network"):
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                assert f"Disallow: {reverse(f'monitor:{name}')}*format=" in lines


def test_health_answers_without_caching(client, db):
    response = client.get("/healthz")
    assert response.content == b"ok\n"
    assert response["Cache-Control"] == "no-store"


def test_health_fails_when_the_database_does_not_answer(client, monkeypatch):
    from django.db import OperationalError, connection

    def unreachable():
        raise OperationalError("no connection")

    monkeypatch.setattr(connection, "cursor", unreachable)
    client.raise_request_exception = False
    assert client.get("/healthz").status_code == 500


def test_ready_tells_what_works(client, db, settings, tmp_path):
    settings.SEARCH_URL = f"embedded://{tmp_path / 'index'}"
    call_command("search_index", "rebuild")
    response = client.get("/readyz")
    assert (response.status_code, response.content.decode().splitlines()) == (
        200,
        ["database: ok", "migrations: ok", "search: ok", "search_queue_age_seconds: 0"],
    )
    assert response["Cache-Control"] == "no-store"


def test_not_ready_without_an_index(client, db, settings, tmp_path):
    settings.SEARCH_URL = f"embedded://{tmp_path / 'none'}"
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"search: unusable" in response.content
    assert str(tmp_path) not in response.content.decode()


def test_not_ready_when_changes_wait_for_more_than_an_hour(client, db, settings, tmp_path):
    settings.SEARCH_URL = f"embedded://{tmp_path / 'index'}"
    call_command("search_index", "rebuild")
    Outbox.note("offer", [1])
    assert client.get("/readyz").status_code == 200
    Outbox.objects.update(created=timezone.now() - datetime.timedelta(hours=2))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"search_queue_age_seconds: 7200" in response.content


def test_not_ready_without_a_database(client, monkeypatch):
    def unreachable():
        raise OperationalError("secret host is away")

    monkeypatch.setattr(readiness, "_is_migrated", unreachable)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"database: away\n")


def test_not_ready_before_the_database_is_migrated(client, db, monkeypatch):
    monkeypatch.setattr(readiness, "_is_migrated", lambda: False)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (
        503,
        b"database: ok\nmigrations: missing\n",
    )


@pytest.mark.parametrize(
    "path", ["/healthz", "/readyz", "/robots.txt", "/.well-known/security.txt"]
)
def test_only_reading_is_allowed(client, path):
    assert client.post(path).status_code == 405
