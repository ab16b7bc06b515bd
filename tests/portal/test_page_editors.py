"""Who may edit which editorial page."""

import pytest
from wagtail.models import Page

from portal.models import HomePage, RegionIndexPage, RegionPage
from publishing.models import RoleAssignment
from tests.factories import RegionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages() -> dict[str, Page]:
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Vlechtwerk", slug="site"))
    index = home.add_child(instance=RegionIndexPage(title="Regio's", slug="regios"))
    made = {"home": home, "index": index}
    for ref in ("flevoland", "zeeland"):
        region = RegionFactory(ref=ref)
        made[ref] = index.add_child(instance=RegionPage(title=ref, slug=ref, region=region))
    return made


def test_programme_manager_edits_only_the_page_of_the_region(pages):
    user = UserFactory()
    RoleAssignment.objects.create(
        user=user, role="programme_manager", region=pages["flevoland"].region
    )
    editable = {name for name, page in pages.items() if page.permissions_for_user(user).can_edit()}
    assert editable == {"flevoland"}
    assert pages["flevoland"].permissions_for_user(user).can_publish()
    assert not pages["index"].permissions_for_user(user).can_add_subpage()


def test_national_coordinator_edits_every_page(pages):
    user = UserFactory()
    RoleAssignment.objects.create(user=user, role="national_coordinator")
    assert all(page.permissions_for_user(user).can_edit() for page in pages.values())
    assert pages["index"].permissions_for_user(user).can_add_subpage()


def test_right_ends_with_the_role(pages):
    user = UserFactory()
    role = RoleAssignment.objects.create(
        user=user, role="programme_manager", region=pages["flevoland"].region
    )
    role.delete()
    user = type(user).objects.get(pk=user.pk)
    assert not pages["flevoland"].permissions_for_user(user).can_edit()


def test_page_made_after_the_role_is_editable_too(pages):
    user = UserFactory()
    region = RegionFactory(ref="limburg")
    RoleAssignment.objects.create(user=user, role="programme_manager", region=region)
    page = pages["index"].add_child(
        instance=RegionPage(title="Limburg", slug="limburg", region=region)
    )
    assert page.permissions_for_user(user).can_edit()
