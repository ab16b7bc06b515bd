"""Headers that protect a visitor, on every kind of answer."""

import pytest
from django.contrib.auth import get_user_model

PLACES = ["/healthz", "/robots.txt", "/account/login/", "/en/account/login/", "/no/such/page/"]


def directives(response):
    header = response["Content-Security-Policy"]
    return {part.split()[0]: part.split()[1:] for part in header.split(";") if part.strip()}


@pytest.fixture
def admin_client(client, db):
    client.force_login(
        get_user_model().objects.create_superuser(email="a@example.org", password="x" * 20)
    )
    return client


@pytest.mark.parametrize("place", PLACES)
def test_every_answer_carries_the_fixed_headers(client, db, place):
    response = client.get(place)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("place", PLACES)
def test_public_policy_allows_nothing_but_our_own_files(client, db, place):
    policy = directives(client.get(place))
    assert policy["default-src"] == ["'self'"]
    assert policy["base-uri"] == policy["object-src"] == policy["frame-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["form-action"] == ["'self'"]
    sources = {source for sources in policy.values() for source in sources}
    assert sources == {"'self'", "'none'"}


def test_admin_has_a_policy_of_its_own_that_still_loads_nothing_from_elsewhere(admin_client):
    policy = directives(admin_client.get("/beheer/"))
    assert policy["frame-ancestors"] == ["'self'"]
    assert policy["object-src"] == policy["base-uri"] == ["'none'"]
    sources = {source for sources in policy.values() for source in sources}
    assert sources == {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:"}
    assert "'unsafe-inline'" not in policy["default-src"]


def test_address_that_only_looks_like_the_admin_keeps_the_public_policy(client, db):
    for place in ("/beheer-team/", "/en/beheer/", "/beheerx/"):
        assert "unsafe-inline" not in client.get(place)["Content-Security-Policy"]


def test_production_answers_the_first_request_with_hsts(client, db, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    response = client.get("/healthz", secure=True)
    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@pytest.mark.parametrize("place", ["/", "/en/", "/healthz", "/no/such/page/"])
def test_anonymous_visitor_gets_no_cookie(client, db, place):
    client.get(place)
    assert client.cookies == {}


def test_admin_asks_no_third_party_for_anything(admin_client):
    page = admin_client.get("/beheer/").content.decode()
    assert "gravatar" not in page
    assert "releases.wagtail" not in page
