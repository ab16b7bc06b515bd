"""Wagtail's snippet views, each asking for a right to the very item it shows or changes.

Wagtail asks most of these views only whether somebody may change items of this kind. Here a
programme manager may change some items and not others, so every view asks about the item, side
roads included: copy, preview, compare, history, workflow steps.
"""

from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import ProtectedError, RestrictedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.generic.base import BaseOperationView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import TaskState
from wagtail.snippets.views import snippets

from publishing.actions.confirm import confirm
from publishing.admin.conflicts import told_of_conflict
from publishing.admin.copies import unsaved_copy
from publishing.review_addresses import FROM_REVIEW, from_review, review_address, to_decision
from publishing.reviewing import move_to, read_review_once
from taxonomy.row_numbers import row_number


class ItemGuard:
    """Refuses a view unless the user may do `item_action` to the item it is about."""

    item_action = "change"
    permission_policy: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        item = getattr(self, "object", None)
        if item is not None and not self._may(self.item_action, item):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def user_has_permission(self, permission: str) -> bool:
        """Whatever a screen asks about itself, it asks about its item."""
        item = getattr(self, "object", None)
        if item is None or permission == "add":
            return self.permission_policy.user_has_permission(self.request.user, permission)  # type: ignore[attr-defined]
        return self._may(permission, item)

    def _may(self, action: str, item: models.Model) -> bool:
        user = self.request.user  # type: ignore[attr-defined]
        return self.permission_policy.user_has_permission_for_instance(user, action, item)


class CreateView(ItemGuard, snippets.CreateView):
    item_action = "add"


class CopyView(ItemGuard, snippets.CopyView):
    """Fills the form for a new item with a copy; saving goes through the ordinary create view."""

    # Wagtail's view would, on POST, save over the original.
    http_method_names = ["get", "head", "options"]

    def get_object(self, queryset: models.QuerySet | None = None) -> Any:
        item = super().get_object(queryset)
        if not self._may("change", item):
            raise PermissionDenied
        return item

    def get_initial_form_instance(self) -> models.Model:
        return unsaved_copy(self.get_object())


class EditView(ItemGuard, snippets.EditView):
    confirm_url_name: str | None = None

    def get_object(self, queryset: models.QuerySet | None = None) -> Any:
        item = super().get_object(queryset)
        if self.request.method == "GET":
            read_review_once(item)
        return item

    @cached_property
    def is_out_of_date(self) -> bool:
        """Whether somebody else saved since this form was opened.

        A form of an item without versions names none, so one that names none is old as soon as
        there is a version.
        """
        named = {"loaded_revision_id", "overwrite_revision_id"} & self.request.POST.keys()
        return super().is_out_of_date or bool(self.latest_revision and not named)

    def is_valid(self, form: Any) -> bool:
        if self.revision_enabled and not self.expects_json_response and self.is_out_of_date:
            self.produced_error_message = told_of_conflict(self.object, self.request.POST)
            return False
        return super().is_valid(form)

    def save_instance(self) -> Any:
        """What a reviewer saves is what is under review from then on; not what saves itself."""
        if self.revision_enabled:
            self._refuse_if_saved_meanwhile()
        item = super().save_instance()
        if self.new_revision is not None and not self.expects_json_response:
            self._review_moves_to(item)
        return item

    def _refuse_if_saved_meanwhile(self) -> None:
        """Of two who save at the same moment the second is told; runs in the saving transaction."""
        rows = self.model._default_manager.select_for_update().filter(pk=self.object.pk)
        latest = rows.values_list("latest_revision", flat=True).first()
        if latest != (self.latest_revision.pk if self.latest_revision else None):
            raise PermissionDenied(_("Somebody else saved this at the same moment. Save again."))

    def _review_moves_to(self, item: Any) -> None:
        if self.workflow_enabled and self._may("publish", item):
            move_to(item, self.new_revision)

    def get_edit_url(self) -> str:
        """Where the form goes; whoever came from the review is remembered in it."""
        url: str = super().get_edit_url()
        return from_review(url) if self._comes_from_review else url

    def get_success_url(self) -> str:
        """Back to the review with what was changed there, one press away from approving."""
        if self.action == "edit" and self._comes_from_review and self._is_to_review():
            return to_decision(self.object)
        url: str = super().get_success_url()
        return url

    @property
    def _comes_from_review(self) -> bool:
        return FROM_REVIEW in self.request.GET

    def get_available_actions(self) -> list[str]:
        actions = super().get_available_actions()
        if "publish" in actions and not self._may("publish", self.object):
            actions.remove("publish")
        return actions

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        buttons = list(super().header_buttons)
        if self._is_to_review():
            url = review_address(self.object)
            buttons.append(HeaderButton(label=_("Review"), url=url, icon_name="clipboard-list"))
        if self.confirm_url_name and self._may("confirm", self.object):
            url = reverse(self.confirm_url_name, args=[self.object.pk])
            buttons.append(
                HeaderButton(
                    label=_("Confirm now"),
                    url=url,
                    icon_name="check",
                    attrs=confirm_attributes(url),
                )
            )
        return buttons

    def _is_to_review(self) -> bool:
        # Words of the vocabulary have this screen too, but no review.
        state = self.workflow_state if self.workflow_enabled else None
        in_progress = state is not None and state.status == state.STATUS_IN_PROGRESS
        return in_progress and self._may("publish", self.object)


class ConfirmView(ItemGuard, BaseOperationView):
    """Says that an item is right: at once from a button, or after a question on a page."""

    item_action = "confirm"
    index_url_name: str | None = None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        context = {"item": self.object, "next": self.next_url or reverse(self.index_url_name)}
        return render(request, "admin_panels/confirm.html", context)

    def perform_operation(self) -> None:
        confirm(item=self.object, user=self.request.user)

    def get_success_message(self) -> str:
        return _("'%(title)s' is confirmed as of today.") % {"title": self.object}


def confirm_attributes(url: str) -> dict[str, str]:
    """Makes a link to the question confirm at once, where scripts run."""
    return {
        "data-controller": "w-action",
        "data-action": "w-action#post:prevent",
        "data-w-action-url-value": url,
    }


class DeleteView(ItemGuard, snippets.DeleteView):
    item_action = "delete"
    in_use_message = gettext_lazy(
        "This is still in use and cannot be deleted. Look at its usage and remove it there first."
    )

    def form_valid(self, form: Any) -> HttpResponseBase:
        try:
            return super().form_valid(form)
        except (ProtectedError, RestrictedError):
            messages.error(self.request, self.in_use_message)
            return redirect(self.get_success_url())


class UsageView(ItemGuard, snippets.UsageView):
    item_action = "view"


class HistoryView(ItemGuard, snippets.HistoryView):
    item_action = "view"


class InspectView(ItemGuard, snippets.InspectView):
    item_action = "view"


class PreviewOnCreateView(ItemGuard, snippets.PreviewOnCreateView):
    item_action = "add"


class PreviewOnEditView(ItemGuard, snippets.PreviewOnEditView):
    pass


class PreviewRevisionView(ItemGuard, snippets.PreviewRevisionView):
    item_action = "view"


class RevisionsCompareView(ItemGuard, snippets.RevisionsCompareView):
    item_action = "view"

    def get_object(self, queryset: models.QuerySet | None = None) -> models.Model:
        # The address of this view takes any text for the number of the item.
        if row_number(str(self.pk)) is None:
            raise Http404
        return super().get_object(queryset)


class UnpublishView(ItemGuard, snippets.UnpublishView):
    item_action = "publish"


class RevisionsUnscheduleView(ItemGuard, snippets.RevisionsUnscheduleView):
    item_action = "publish"


class LockView(ItemGuard, snippets.LockView):
    item_action = "lock"


class UnlockView(ItemGuard, snippets.UnlockView):
    item_action = "unlock"


class OwnTaskStateMixin:
    """Takes a review step only together with the item it belongs to.

    Wagtail looks the step up by its number alone, so the number of another item's step behind
    the address of one's own item would approve the other item.
    """

    def get_task_state(self) -> TaskState:
        item: models.Model = self.object  # type: ignore[attr-defined]
        content_type = ContentType.objects.get_for_model(item, for_concrete_model=False)
        return get_object_or_404(
            TaskState,
            id=self.task_state_id,  # type: ignore[attr-defined]
            workflow_state__base_content_type=content_type,
            workflow_state__object_id=str(item.pk),
        ).specific


class WorkflowActionView(ItemGuard, OwnTaskStateMixin, snippets.WorkflowActionView):
    item_action = "publish"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except PermissionDenied:
            if self.get_task_state().status == TaskState.STATUS_IN_PROGRESS:
                raise
            messages.error(request, _("Somebody else has decided meanwhile, or it was withdrawn."))
            return redirect(self.redirect_url)


class CollectWorkflowActionDataView(
    ItemGuard, OwnTaskStateMixin, snippets.CollectWorkflowActionDataView
):
    item_action = "publish"


class ConfirmWorkflowCancellationView(ItemGuard, snippets.ConfirmWorkflowCancellationView):
    pass


class WorkflowPreviewView(ItemGuard, snippets.WorkflowPreviewView):
    item_action = "view"


class WorkflowHistoryView(ItemGuard, snippets.WorkflowHistoryView):
    item_action = "view"


class WorkflowHistoryDetailView(ItemGuard, snippets.WorkflowHistoryDetailView):
    item_action = "view"
