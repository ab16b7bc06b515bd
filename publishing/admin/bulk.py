"""What can be done to many rows of a list at once; each row is asked about separately."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import ProtectedError, RestrictedError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.models import get_snippet_models

from publishing.actions.confirm import confirm
from publishing.admin.guarded_views import DeleteView
from publishing.models import Publication
from taxonomy.row_numbers import row_number


class OnlyOwnItemsMixin:
    """Keeps to the rows for which the user has the right, and to numbers that can be rows."""

    item_action: str

    def check_perm(self, item: Any) -> bool:
        policy = item.snippet_viewset.permission_policy
        return policy.user_has_permission_for_instance(self.request.user, self.item_action, item)  # type: ignore[attr-defined]

    @classmethod
    def get_queryset(cls, model: type[models.Model], object_ids: Any) -> list[Any]:
        numbers = {row_number(str(pk)) for pk in object_ids} - {None}
        found = list(model._default_manager.filter(pk__in=numbers))
        if not found:
            raise Http404
        return found


class ConfirmBulkAction(OnlyOwnItemsMixin, SnippetBulkAction):
    """Confirms every chosen item as of today."""

    display_name = _("Confirm now")
    aria_label = _("Confirm the chosen items as of today")
    action_type = "confirm"
    item_action = "confirm"
    template_name = "admin_panels/confirm_many.html"
    action_priority = 10

    @classproperty
    def models(cls) -> list[type[models.Model]]:  # noqa: N805
        return [model for model in get_snippet_models() if issubclass(model, Publication)]

    @classmethod
    def execute_action(cls, objects: list[Any], **kwargs: Any) -> tuple[int, int]:
        for item in objects:
            confirm(item=item, user=kwargs["self"].request.user)
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(count)d item is confirmed as of today.",
            "%(count)d items are confirmed as of today.",
            num_parent_objects,
        ) % {"count": num_parent_objects}


class DeleteManyBulkAction(OnlyOwnItemsMixin, DeleteBulkAction):
    """Wagtail's deletion of many, asking the role and not Django's ticked permissions."""

    item_action = "delete"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        policy = self.model.snippet_viewset.permission_policy
        if not policy.user_has_permission(request.user, "delete"):
            raise PermissionDenied
        try:
            return super().dispatch(request, *args, **kwargs)
        except (ProtectedError, RestrictedError):
            messages.error(request, DeleteView.in_use_message)
            return redirect(self.next_url)
