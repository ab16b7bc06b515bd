"""Plain-text answers for machines."""

import datetime
import re

import pytest
from django.conf import settings


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


@pytest.mark.parametrize("path", ["/healthz", "/robots.txt", "/.well-known/security.txt"])
def test_only_reading_is_allowed(client, path):
    assert client.post(path).status_code == 405
