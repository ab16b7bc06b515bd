"""One way in: every log-in and password page that is not allauth's leads to it or is absent."""

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.urls import reverse

LOGIN_DOORS = ["/beheer/login/", "/_util/login/", "/en/_util/login/"]
RESET_DOORS = [
    "/beheer/password_reset/",
    "/beheer/password_reset/done/",
    "/beheer/password_reset/complete/",
    "/beheer/password_reset/confirm/MQ/set-password/",
]
SHARED_PASSWORD_DOORS = [
    "/_util/authenticate_with_password/1/1/",
    "/en/_util/authenticate_with_password/1/1/",
    "/documenten/authenticate_with_password/1/",
]
CREDENTIALS = {
    "username": "curator@example.org",
    "login": "curator@example.org",
    "email": "curator@example.org",
    "password": "correct horse battery",
}


@pytest.fixture(autouse=True)
def fresh_rate_limits():
    cache.clear()


@pytest.fixture
def curator(db):
    return get_user_model().objects.create_superuser(
        email="curator@example.org", password=CREDENTIALS["password"]
    )


@pytest.mark.parametrize("door", LOGIN_DOORS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_login_door_leads_to_allauth(client, curator, door, method):
    response = getattr(client, method)(door, CREDENTIALS if method == "post" else None)
    assert response.status_code == 302
    assert response["Location"] in ("/account/login/", "/en/account/login/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("door", RESET_DOORS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_password_reset_door_leads_to_allauth(client, curator, mailoutbox, door, method):
    response = getattr(client, method)(door, CREDENTIALS if method == "post" else None)
    assert response.status_code == 302
    assert response["Location"] == "/account/password/reset/"
    assert mailoutbox == []


@pytest.mark.parametrize("door", SHARED_PASSWORD_DOORS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_shared_password_door_does_not_exist(client, db, door, method):
    assert getattr(client, method)(door).status_code == 404


def test_django_admin_does_not_exist(client, curator):
    client.force_login(curator)
    for door in ("/admin/", "/admin/login/", "/beheer/admin/", "/beheer/admin/login/"):
        assert client.get(door).status_code == 404, door


def test_admin_sends_a_stranger_to_allauth_and_back(client, db):
    response = client.get("/beheer/", follow=True)
    assert response.redirect_chain[-1][0] == "/account/login/?next=%2Fbeheer%2F"
    assert response.status_code == 200


def test_member_without_admin_rights_gets_a_refusal_not_a_loop(client, db):
    member = get_user_model().objects.create_user(email="member@example.org", password="x" * 20)
    client.force_login(member)
    response = client.get("/beheer/", follow=True)
    assert response.status_code == 403
    assert len(response.redirect_chain) == 1


def test_login_by_allauth_reaches_the_admin(client, curator):
    curator.emailaddress_set.create(email=curator.email, verified=True, primary=True)
    response = client.post(reverse("account_login"), CREDENTIALS)
    assert response["Location"] == reverse("wagtailadmin_home")
    assert client.get("/beheer/").status_code == 200


def test_login_without_confirmed_address_asks_for_confirmation(client, curator, mailoutbox):
    response = client.post(reverse("account_login"), CREDENTIALS)
    assert response["Location"] == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in client.session
    assert [mail.to for mail in mailoutbox] == [[curator.email]]


@pytest.mark.parametrize("email", ["curator@example.org", "nobody@example.org"])
def test_reset_answers_the_same_for_known_and_unknown_addresses(client, curator, email):
    response = client.post(reverse("account_reset_password"), {"email": email})
    assert (response.status_code, response["Location"]) == (302, "/account/password/reset/done/")


def test_sixth_wrong_password_is_not_even_checked(client, curator):
    curator.emailaddress_set.create(email=curator.email, verified=True, primary=True)
    for _attempt in range(5):
        client.post(reverse("account_login"), {**CREDENTIALS, "password": "wrong"})
    response = client.post(reverse("account_login"), CREDENTIALS)
    assert "_auth_user_id" not in client.session
    assert response.status_code == 200


def test_next_address_outside_the_site_is_not_followed(client, curator):
    curator.emailaddress_set.create(email=curator.email, verified=True, primary=True)
    for outside in ("//evil.example", "https://evil.example/", "\\\\evil.example", "https:evil"):
        client.logout()
        response = client.post(reverse("account_login"), {**CREDENTIALS, "next": outside})
        assert "evil" not in response["Location"], outside


def test_account_page_of_the_admin_changes_neither_password_nor_address(client, curator):
    client.force_login(curator)
    page = client.get(reverse("wagtailadmin_account")).content.decode()
    assert 'type="password"' not in page
    assert 'name="name_email-email"' not in page
