from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from publishing import permissions


class RegionReviewTask(Task):
    """Review by the programme manager of the item's lead region, or the national coordinator.

    Nobody approves what they may not see: every question goes to `publishing.permissions`.
    """

    class Meta:
        verbose_name = _("review by the region")
        verbose_name_plural = _("reviews by the region")

    @classmethod
    def get_description(cls) -> str:
        return gettext(
            "The programme manager of the lead region approves or sends back with remarks"
        )

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return permissions.may(user, permissions.Verb.PUBLISH, obj)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return not permissions.may(user, permissions.Verb.PUBLISH, obj)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        return permissions.may(user, permissions.Verb.PUBLISH, obj)

    def user_can_unlock(self, obj: Any, user: Any) -> bool:
        return permissions.may(user, permissions.Verb.PUBLISH, obj)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        if not permissions.may(user, permissions.Verb.PUBLISH, obj):
            return []
        return [
            ("reject", _("Send back with remarks"), True),
            ("approve", _("Approve"), False),
            ("approve", _("Approve with a remark"), True),
        ]

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        # Whatever screen asked: the right that counts is the one to the item under review.
        item = task_state.workflow_state.content_object
        if not permissions.may(user, permissions.Verb.PUBLISH, item):
            raise PermissionDenied
        with transaction.atomic():
            # Two reviewers at once: the second reads what the first has decided, and is refused.
            type(item)._default_manager.select_for_update().only("pk").get(pk=item.pk)
            step = type(task_state)._default_manager.get(pk=task_state.pk)
            return super().on_action(step, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> models.QuerySet:
        """The submissions waiting for this user, of every kind of item."""
        open_states = TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS, task=self.task_ptr
        )
        roles = permissions.roles_of(user)
        if roles.everywhere:
            return open_states
        if not roles.is_curator:
            return open_states.none()
        mine = [
            state.pk
            for state in open_states.select_related("revision", "workflow_state")
            if permissions.may(user, permissions.Verb.PUBLISH, state.workflow_state.content_object)
        ]
        return open_states.filter(pk__in=mine)
