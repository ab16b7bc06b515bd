"""Lets curators edit the pages their role gives them.

Wagtail's pages know only groups, so every region's page has a group that may change it, and the
national coordinators have one for the whole tree. Who is in them follows from the roles, as with
images and documents (`publishing.curator_groups`); hand-made changes are put right.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models.signals import post_delete, post_save
from wagtail.models import GroupPagePermission, Page

from portal.models import HomePage, RegionPage
from publishing.models import RoleAssignment, User

COORDINATORS = "Pages: national coordinators"
_EDIT = ("change_page", "publish_page")
_EDIT_ALL = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")


def align_page_editors(**_signal: Any) -> None:
    """Give every page its group, and every group the people with that role."""
    home = HomePage.objects.first()
    if home is not None:
        coordinators = User.objects.filter(
            role_assignments__role=RoleAssignment.Role.NATIONAL_COORDINATOR
        )
        _align(COORDINATORS, home, _EDIT_ALL, coordinators)
    for page in RegionPage.objects.select_related("region"):
        managers = User.objects.filter(
            role_assignments__role=RoleAssignment.Role.PROGRAMME_MANAGER,
            role_assignments__region=page.region,
        )
        _align(f"Pages: {page.region.ref}", page, _EDIT, managers)


def follow_roles() -> None:
    """Called once at start: a changed role or a new page of a region aligns the groups."""
    for signal in (post_save, post_delete):
        signal.connect(align_page_editors, sender=RoleAssignment, dispatch_uid="align_page_editors")
    post_save.connect(_align_after_new_page, sender=RegionPage, dispatch_uid="align_page_editors")


def _align_after_new_page(created: bool, **_signal: Any) -> None:
    if created:
        align_page_editors()


def _align(name: str, page: Page, codenames: Iterable[str], people: Iterable[User]) -> None:
    group, _created = Group.objects.get_or_create(name=name)
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codenames
    )
    wanted = {permission.pk for permission in permissions}
    existing = GroupPagePermission.objects.filter(group=group)
    existing.exclude(page=page, permission__in=wanted).delete()
    missing = wanted - set(existing.values_list("permission_id", flat=True))
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=page, permission_id=pk) for pk in sorted(missing)
    )
    group.user_set.set(people)
