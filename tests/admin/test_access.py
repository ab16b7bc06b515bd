"""Who gets into the admin follows from the roles, at once in both directions."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from initiatives.models import Offer
from publishing.curator_groups import CURATORS
from publishing.models import RoleAssignment, User
from publishing.permissions import Verb, curators_who_may, may, may_with_kind
from tests.factories import (
    OfferFactory,
    RegionFactory,
    RoleAssignmentFactory,
    UserFactory,
)

HOME = "/beheer/"


def test_role_opens_the_admin_and_its_end_closes_it(as_user: Any, db: None) -> None:
    user = UserFactory()
    browser = as_user(user)
    assert browser.get(HOME).status_code == 302

    role = RoleAssignmentFactory(user=user)
    assert browser.get(HOME).status_code == 200
    assert user.groups.filter(name=CURATORS).exists()

    role.delete()
    assert browser.get(HOME).status_code == 302
    assert not user.groups.filter(name=CURATORS).exists()


def test_deleting_the_region_is_no_back_door(as_user: Any, db: None) -> None:
    role = RoleAssignmentFactory()
    role.region.delete()
    assert as_user(role.user).get(HOME).status_code == 302
    assert role.user.groups.count() == 0


def test_switched_off_account_has_no_role(as_user: Any, people: Any) -> None:
    User.objects.filter(pk=people.manager_a.pk).update(is_active=False)
    manager = User.objects.get(pk=people.manager_a.pk)
    assert not manager.has_perm("wagtailadmin.access_admin")
    assert not may(manager, Verb.CHANGE, OfferFactory(region=people.region_a))


def test_role_handed_to_somebody_else_moves_the_group(people: Any) -> None:
    role = people.manager_a.role_assignments.get()
    role.user = people.member
    role.save()
    assert set(Group.objects.get(name=CURATORS).user_set.all()) == {
        people.member,
        people.manager_b,
        people.coordinator,
    }


def test_ticked_permissions_give_no_right(people: Any, as_user: Any) -> None:
    """Rights come from roles; boxes ticked long ago must not outlive a role."""
    offer = OfferFactory(region=people.region_a)
    ticked = Permission.objects.filter(content_type__app_label="initiatives")
    people.manager_b.user_permissions.set(ticked)
    people.member.user_permissions.set(ticked)
    edit = reverse("wagtailsnippets_initiatives_offer:edit", args=[offer.pk])
    delete = reverse("wagtail_bulk_action", args=["initiatives", "offer", "delete"])

    for person in (people.manager_b, people.member):
        browser = as_user(person)
        assert browser.get(edit).status_code == 302
        browser.post(f"{delete}?id={offer.pk}")
    assert Offer.objects.filter(pk=offer.pk).exists()


@pytest.mark.parametrize("person", ["manager_a", "coordinator", "member"])
@pytest.mark.parametrize(
    "name", ["wagtailusers_users:index", "wagtailusers_users:add", "wagtailusers_groups:index"]
)
def test_accounts_belong_to_administrators(
    person: str, name: str, people: Any, as_user: Any
) -> None:
    assert as_user(getattr(people, person)).get(reverse(name)).status_code == 302
    assert as_user(people.administrator).get(reverse(name)).status_code == 200


def test_administrator_makes_and_changes_an_account(people: Any, as_user: Any) -> None:
    browser = as_user(people.administrator)
    data = {"email": "Nieuw@Example.org", "first_name": "Nieuw", "last_name": "Mens"}
    browser.post(reverse("wagtailusers_users:add"), data)
    user = User.objects.get(email__iexact="nieuw@example.org")

    edit = reverse("wagtailusers_users:edit", args=[user.pk])
    assert browser.get(edit).status_code == 200
    browser.post(edit, {**data, "last_name": "Ander", "is_active": "on"})
    user.refresh_from_db()
    assert (user.last_name, user.is_active, user.is_superuser) == ("Ander", True, False)


def test_second_account_for_the_same_address_is_refused(people: Any, as_user: Any) -> None:
    data = {"email": people.member.email.upper(), "first_name": "Nog", "last_name": "Eens"}
    page = as_user(people.administrator).post(reverse("wagtailusers_users:add"), data)
    assert page.status_code == 200
    assert User.objects.filter(email__iexact=people.member.email).count() == 1


def test_only_an_administrator_gives_out_roles(people: Any, as_user: Any) -> None:
    add = reverse("wagtailsnippets_publishing_roleassignment:add")
    data = {"user": people.member.pk, "role": "national_coordinator", "region": ""}
    for person in (people.manager_a, people.coordinator, people.member):
        as_user(person).post(add, data)
        assert not RoleAssignment.objects.filter(user=people.member).exists()

    as_user(people.administrator).post(add, data)
    assert RoleAssignment.objects.filter(user=people.member).exists()


def test_manager_without_region_is_refused_in_words(people: Any, as_user: Any) -> None:
    add = reverse("wagtailsnippets_publishing_roleassignment:add")
    data = {"user": people.member.pk, "role": "programme_manager", "region": ""}
    page = as_user(people.administrator).post(add, data)
    assert page.status_code == 200
    assert not RoleAssignment.objects.filter(user=people.member).exists()


@pytest.mark.parametrize("name", ["site_history", "workflow", "workflow_tasks", "locked_pages"])
def test_reports_are_closed_to_members(name: str, people: Any, as_user: Any) -> None:
    url = reverse(f"wagtailadmin_reports:{name}")
    assert as_user(people.member).get(url).status_code == 302
    assert as_user(None).get(url).status_code == 302
    assert as_user(people.administrator).get(url).status_code == 200


def _menu(browser: Any) -> list[str]:
    html = browser.get(HOME).content.decode()
    props = re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', html, re.DOTALL)
    assert props is not None
    names = re.findall(r'"name": "([^"]+)"', props.group(1))
    return [name for name in names if not name.startswith("editor")]


def test_menu_shows_what_the_role_is_for(people: Any, as_user: Any) -> None:
    catalogue = ["initiatives", "offers", "events", "practices", "organisations"]
    manager = _menu(as_user(people.manager_a))
    coordinator = _menu(as_user(people.coordinator))
    administrator = _menu(as_user(people.administrator))
    for menu in (manager, coordinator, administrator):
        assert [name for name in menu if name in catalogue] == catalogue
        assert "vocabulary" in menu
        assert "snippets" not in menu
        assert not any(name.startswith("whats-new") for name in menu)
    assert not {"users", "roles", "memberships", "settings"} & set(manager)
    assert "memberships" in coordinator
    assert not {"users", "roles"} & set(coordinator)
    assert {"users", "roles", "memberships"} <= set(administrator)


def test_rule_for_people_and_rule_for_lists_of_people_agree(people: Any) -> None:
    everybody = User.objects.all()
    for model in (Offer, RoleAssignment, type(people.region_a), type(people.organisation)):
        for verb in Verb:
            expected = {user for user in everybody if may_with_kind(user, verb, model)}
            assert set(curators_who_may(verb, model)) == expected, (model, verb)


def test_right_depends_on_the_stored_region(people: Any) -> None:
    offer = OfferFactory(region=people.region_a)
    offer.region = people.region_b
    assert not may(people.manager_b, Verb.CHANGE, offer)
    assert may(people.manager_a, Verb.CHANGE, offer)


def test_items_without_region_belong_to_the_coordinator(people: Any) -> None:
    offer = OfferFactory(region=None)
    RegionFactory()
    assert not may(people.manager_a, Verb.CHANGE, offer)
    assert may(people.coordinator, Verb.CHANGE, offer)
