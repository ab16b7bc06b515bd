"""Wagtail's permission questions, answered by role and lead region."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from wagtail.permission_policies import ModelPermissionPolicy

from publishing import permissions
from publishing.models import User
from publishing.role_permissions import VERB_OF_ACTION


class RolePermissionPolicy(ModelPermissionPolicy):
    """Rights that follow from roles; permissions ticked on groups or users change nothing here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        verb = VERB_OF_ACTION.get(action)
        return verb is not None and permissions.may_with_kind(user, verb, self.model)

    def user_has_permission_for_instance(
        self, user: Any, action: str, instance: models.Model
    ) -> bool:
        verb = VERB_OF_ACTION.get(action)
        return (
            verb is not None
            and permissions.roles_of(user).is_curator
            and permissions.may(user, verb, instance)
        )

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> models.QuerySet:
        items = self.model._default_manager.all()
        if not any(self.user_has_permission(user, action) for action in actions):
            return items.none()
        if permissions.roles_of(user).everywhere or not permissions.is_led_by_region(self.model):
            return items
        return permissions.editable_by(user, items)

    def users_with_any_permission(self, actions: Iterable[str]) -> models.QuerySet:
        verbs = {VERB_OF_ACTION[action] for action in actions if action in VERB_OF_ACTION}
        found = [permissions.curators_who_may(verb, self.model) for verb in verbs]
        return reduce(or_, found) if found else User.objects.none()

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: models.Model
    ) -> models.QuerySet:
        users = self.users_with_any_permission(actions)
        if not permissions.is_led_by_region(self.model):
            return users
        return users.filter(
            models.Q(is_superuser=True)
            | models.Q(role_assignments__region__isnull=True, role_assignments__isnull=False)
            | models.Q(role_assignments__region=instance.region_id)  # type: ignore[attr-defined]
        ).distinct()
