"""A person can see, download and remove the own account and data."""

import json
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db import models
from django.test import Client

from harvest.secret_addresses import SecretAddressField
from organisations.accounts import own_data
from organisations.models import Membership, Organisation
from publishing.models import User
from tests.accounts.conftest import PASSWORD, confirmed, is_logged_in, log_in, with_app
from tests.factories import (
    InitiativeFactory,
    MembershipFactory,
    OrganisationFactory,
    RoleAssignmentFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PAGE, FILE, REMOVE = "/account/data/", "/account/data/download/", "/account/remove/"


@pytest.fixture
def client_of_person(person: User) -> Client:
    """The browser of somebody who has just typed the password again."""
    client = Client()
    log_in(client, person)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def relations() -> list[tuple[str, str]]:
    return [
        (field.related_model._meta.label, field.field.name)
        for field in User._meta.get_fields(include_hidden=True)
        if field.is_relation and field.auto_created and not field.concrete
    ]


def test_every_relation_to_an_account_is_shown_or_left_out_for_a_reason() -> None:
    shown = {(label, field) for label, field, _fields in own_data.SHOWN}
    unknown = [
        (label, field)
        for label, field in relations()
        if (label, field) not in shown
        and label not in own_data.LEFT_OUT
        and field not in own_data.LEFT_OUT
        and field not in own_data.REMEMBERED
    ]
    assert unknown == []


def test_page_shows_what_is_kept(client_of_person: Client, person: User) -> None:
    MembershipFactory(user=person)
    page = client_of_person.get("/en" + PAGE)
    assert person.email in page.content.decode()
    kinds = {str(kept.kind) for kept in page.context["kept"]}
    assert str(Membership._meta.verbose_name_plural) in kinds


def test_file_holds_everything_and_no_secret(client_of_person: Client, person: User) -> None:
    secret = with_app(person)
    membership = MembershipFactory(user=person)
    item = InitiativeFactory(title="Zelf bedacht", created_by=person)
    answer = client_of_person.get(FILE)
    assert answer["Content-Disposition"] == 'attachment; filename="account.json"'
    text = answer.content.decode()
    told = json.loads(text)
    assert told["account"]["email"] == person.email
    assert membership.organisation.title in text
    assert item.title in text
    assert "127.0.0.1" in text
    person.refresh_from_db()
    for hidden in (secret, person.password, client_of_person.session.session_key):
        assert hidden not in text


def test_nobody_else_is_in_the_file(client_of_person: Client) -> None:
    other = MembershipFactory(user=UserFactory(email="ander@example.org"))
    text = client_of_person.get(FILE).content.decode()
    assert "ander@example.org" not in text
    assert other.organisation.title not in text


@pytest.mark.parametrize("path", [FILE, REMOVE])
def test_sensitive_pages_ask_for_the_password_again(person: User, path: str) -> None:
    client = Client()
    client.force_login(person)
    assert client.get(path)["Location"].startswith("/account/reauthenticate/")


@pytest.mark.parametrize("path", [PAGE, FILE, REMOVE])
def test_stranger_is_sent_to_log_in(path: str, db: None) -> None:
    assert Client().get(path)["Location"].startswith("/account/login/")


def test_removal_needs_a_tick_and_a_post(client_of_person: Client, person: User) -> None:
    assert client_of_person.get(REMOVE).status_code == 200
    page = client_of_person.post(REMOVE)
    assert page.status_code == 200
    assert page.context["form"].errors["sure"]
    assert User.objects.filter(pk=person.pk).exists()


def test_removed_person_is_out_everywhere_at_once(
    client_of_person: Client, person: User, mailoutbox: list[Any]
) -> None:
    other = Client()
    log_in(other, person)
    assert other.get("/mijn-organisatie/").status_code == 200
    answer = client_of_person.post(REMOVE, {"sure": "on"})
    assert answer["Location"] == "/account/removed/"
    assert client_of_person.get("/account/removed/").status_code == 200
    assert not is_logged_in(client_of_person)
    assert other.get("/mijn-organisatie/").status_code == 302
    assert not UserSession.objects.exists()
    assert mailoutbox[-1].to == ["iemand@example.org"]


def test_no_text_column_knows_the_address_or_name_afterwards(
    client_of_person: Client, person: User
) -> None:
    person.first_name, person.last_name = "Wilhelmina", "Onvergetelijk"
    person.is_superuser = person.is_staff = True
    person.save()
    UserFactory(is_superuser=True)
    MembershipFactory(user=person)
    with_app(person)
    _edits(client_of_person, person)
    assert _mentions("Onvergetelijk") and _mentions("iemand@example.org")
    client_of_person.post(REMOVE, {"sure": "on"})
    assert not User.objects.filter(pk=person.pk).exists()
    assert _mentions("Onvergetelijk") == []
    assert _mentions("iemand@example.org") == []


def _edits(client: Client, person: User) -> None:
    """Work in the admin that leaves traces: an item, and a membership of one's own."""
    from wagtail.log_actions import log

    item = InitiativeFactory(title="Blijft staan")
    item.save_revision(user=person, log_action=True)
    membership = person.memberships.get()
    log(instance=membership, action="wagtail.create", user=person)
    log(instance=person, action="wagtail.edit", user=person)


def _mentions(word: str) -> list[str]:
    """Where a word stands in the database."""
    found = []
    for model in apps.get_models():
        columns = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
        ]
        found += [
            f"{model._meta.label}.{column}"
            for column in columns
            if model._meta.managed and _stands_in(model, column, word)
        ]
    return found


def _stands_in(model: Any, column: str, word: str) -> bool:
    rows = model._base_manager
    if isinstance(model._meta.get_field(column), SecretAddressField):
        # The database holds it sealed.
        values = rows.values_list(column, flat=True)
        return any(word.lower() in str(value).lower() for value in values)
    return rows.filter(**{f"{column}__icontains": word}).exists()


def test_items_stay_without_their_author(client_of_person: Client, person: User) -> None:
    item = InitiativeFactory(title="Blijft staan")
    revision = item.save_revision(user=person)
    client_of_person.post(REMOVE, {"sure": "on"})
    revision.refresh_from_db()
    assert revision.user is None
    item.refresh_from_db()


def test_only_owner_of_an_organisation_is_warned(client_of_person: Client, person: User) -> None:
    alone, shared = OrganisationFactory(title="Alleen"), OrganisationFactory(title="Samen")
    for organisation in (alone, shared):
        MembershipFactory(user=person, organisation=organisation, role=Membership.Role.OWNER)
    MembershipFactory(organisation=shared, role=Membership.Role.OWNER)
    page = client_of_person.get(REMOVE)
    assert [str(name) for name in page.context["without_owner"]] == ["Alleen"]
    assert "Alleen" in page.content.decode()
    assert client_of_person.post(REMOVE, {"sure": "on"}).context["form"].errors["without_owner"]
    assert User.objects.filter(pk=person.pk).exists()
    client_of_person.post(REMOVE, {"sure": "on", "without_owner": "on"})
    assert not User.objects.filter(pk=person.pk).exists()
    assert Organisation.objects.filter(pk=alone.pk).exists()


def test_last_administrator_stays(person: User, client_of_person: Client) -> None:
    person.is_superuser = True
    person.save()
    client_of_person.post(REMOVE, {"sure": "on"})
    assert User.objects.filter(pk=person.pk).exists()


def test_manager_can_leave_too(db: None) -> None:
    manager = confirmed(RoleAssignmentFactory().user)
    client = Client()
    log_in(client, manager)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.post(REMOVE, {"sure": "on"})
    assert not User.objects.filter(pk=manager.pk).exists()


def test_what_is_kept_is_named_in_the_language_of_the_page(client_of_person: Client) -> None:
    page = client_of_person.get(PAGE).content.decode()
    assert "<dt>Plekken waar u bent ingelogd</dt>" in page
    assert "User sessions" not in page
