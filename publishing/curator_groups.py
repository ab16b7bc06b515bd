"""Keeps Wagtail's groups in step with the roles.

Rights to items follow from roles directly (`publishing.role_permissions`). Images and documents
know only groups, so everybody with a role is put in one that may add and choose them. The groups
are computed from the roles as a whole, which also repairs what was changed by hand.
"""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models.signals import post_delete, post_save
from wagtail.models import Collection, GroupCollectionPermission

from publishing.models import RoleAssignment, User

CURATORS = "Curators"
_COLLECTION_RIGHTS = (
    ("wagtailimages", "add_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "choose_document"),
)


def align_curator_groups(**_signal: Any) -> None:
    """Let the group of curators hold exactly those who have a role."""
    group, created = Group.objects.get_or_create(name=CURATORS)
    if created:
        _let_use_images_and_documents(group)
    group.user_set.set(User.objects.filter(role_assignments__isnull=False).distinct())


def _let_use_images_and_documents(group: Group) -> None:
    root = Collection.get_first_root_node()
    if root is None:
        return
    for app_label, codename in _COLLECTION_RIGHTS:
        for permission in Permission.objects.filter(
            content_type__app_label=app_label, codename=codename
        ):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )


def follow_roles() -> None:
    """Called once at start: every change of a role aligns the groups."""
    for signal in (post_save, post_delete):
        signal.connect(
            align_curator_groups, sender=RoleAssignment, dispatch_uid="align_curator_groups"
        )
