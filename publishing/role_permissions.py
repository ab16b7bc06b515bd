"""Answers Django's and Wagtail's permission questions from the roles, so that nobody ticks boxes.

Wagtail asks in two ways: through the permission policy of a model (`publishing.admin.policies`)
and, in some corners, through `user.has_perm("app.verb_model")`. Both end in
`publishing.permissions`, which stays the one place that decides.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth.backends import BaseBackend
from django.db import models

from publishing.permissions import Verb, may, may_with_kind, roles_of

#: What Wagtail's actions mean here. Locking is part of deciding what is published.
VERB_OF_ACTION = {
    "add": Verb.ADD,
    "change": Verb.CHANGE,
    "view": Verb.VIEW_DRAFT,
    "delete": Verb.DELETE,
    "publish": Verb.PUBLISH,
    "lock": Verb.PUBLISH,
    "unlock": Verb.PUBLISH,
    "confirm": Verb.CONFIRM,
}
#: The rooms whose models follow the roles. Pages and images have Wagtail's own permissions.
GOVERNED_APPS = frozenset(
    {"taxonomy", "publishing", "organisations", "initiatives", "events", "search"}
)


class RolePermissionsBackend(BaseBackend):
    """Lets curators into the admin and gives them the rights of their role. Logs nobody in."""

    def has_perm(self, user_obj: Any, perm: str, obj: models.Model | None = None) -> bool:
        if perm == "wagtailadmin.access_admin":
            return roles_of(user_obj).is_curator
        if not roles_of(user_obj).is_curator:
            return False
        app_label, _dot, codename = perm.partition(".")
        action, _underscore, model_name = codename.rpartition("_")
        verb = VERB_OF_ACTION.get(action)
        if app_label not in GOVERNED_APPS or verb is None:
            return False
        if obj is not None:
            return may(user_obj, verb, obj)
        try:
            model = apps.get_model(app_label, model_name)
        except LookupError:
            return False
        return may_with_kind(user_obj, verb, model)
