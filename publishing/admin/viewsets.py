"""What every admin screen of ours is made of: guarded views, safe lists, choosers, export."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpRequest
from django.urls import path
from wagtail.snippets.models import SnippetAdminURLFinder
from wagtail.snippets.views.snippets import SnippetViewSet

from publishing import permissions
from publishing.admin import guarded_views
from publishing.admin.choosers import ItemChooserViewSet, choosable
from publishing.admin.filters import PublicationFilterSet
from publishing.admin.listing import IndexView, publication_columns
from publishing.admin.policies import RolePermissionPolicy
from publishing.review_states import with_state


class ItemURLFinder(SnippetAdminURLFinder):
    """Gives the address of an editing screen only to somebody who may open it."""

    def __init__(self, user: Any = None) -> None:
        self.user = user
        super().__init__(user)

    def get_edit_url(self, instance: Any) -> str | None:
        if self.user and not permissions.may(self.user, permissions.Verb.CHANGE, instance):
            return None
        return super().get_edit_url(instance)


class CuratedViewSet(SnippetViewSet):
    """A kind of record under the role rules, in every view that Wagtail has for it."""

    index_view_class = IndexView
    add_view_class = guarded_views.CreateView
    copy_view_class = guarded_views.CopyView
    edit_view_class = guarded_views.EditView
    delete_view_class = guarded_views.DeleteView
    usage_view_class = guarded_views.UsageView
    history_view_class = guarded_views.HistoryView
    inspect_view_class = guarded_views.InspectView
    revisions_view_class = guarded_views.PreviewRevisionView
    revisions_compare_view_class = guarded_views.RevisionsCompareView
    revisions_unschedule_view_class = guarded_views.RevisionsUnscheduleView
    unpublish_view_class = guarded_views.UnpublishView
    preview_on_add_view_class = guarded_views.PreviewOnCreateView
    preview_on_edit_view_class = guarded_views.PreviewOnEditView
    lock_view_class = guarded_views.LockView
    unlock_view_class = guarded_views.UnlockView
    workflow_action_view_class = guarded_views.WorkflowActionView
    collect_workflow_action_data_view_class = guarded_views.CollectWorkflowActionDataView
    confirm_workflow_cancellation_view_class = guarded_views.ConfirmWorkflowCancellationView
    workflow_preview_view_class = guarded_views.WorkflowPreviewView
    workflow_history_view_class = guarded_views.WorkflowHistoryView
    workflow_history_detail_view_class = guarded_views.WorkflowHistoryDetailView
    chooser_viewset_class = ItemChooserViewSet

    search_backend_name = None
    list_per_page = 50
    copy_view_enabled = False

    @property
    def permission_policy(self) -> RolePermissionPolicy:
        return RolePermissionPolicy(self.model)

    def get_permissions_to_register(self) -> QuerySet:
        # Boxes that change nothing should not be offered for ticking.
        return Permission.objects.none()

    @property
    def url_finder_class(self) -> type[ItemURLFinder]:
        return type("_ItemURLFinder", (ItemURLFinder,), {"model": self.model})


class PublicationViewSet(CuratedViewSet):
    """A kind of item of the catalogue."""

    filterset_class = PublicationFilterSet
    search_fields = ["title", "title_en", "summary", "summary_en", "ref"]
    list_display = publication_columns(owner=True)
    list_export = [
        "title", "title_en", "ref", "region", "owner", "state", "verified_on", "changed_at",
        "website",
    ]  # fmt: skip
    ordering: str | list[str] = "title"
    copy_view_enabled = True
    confirm_view_class = guarded_views.ConfirmView
    #: Further foreign keys that the list shows.
    list_relations: tuple[str, ...] = ("owner",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = with_state(choosable(self.model, request.user))
        changed = Coalesce("latest_revision__created_at", "updated_at")
        return rows.annotate(changed_at=Greatest(F("updated_at"), changed)).select_related(
            "region", *self.list_relations
        )

    def without_classification(self) -> Q | None:
        """The rows without target group or action line; None for kinds that need neither."""
        return None

    def to_keep_right(self) -> tuple[Q, dict[str, str]]:
        """The rows that must stay right while they are live, and the filter of the list with these.

        All of them, unless a kind has some that are over and done with.
        """
        return Q(), {}

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        # The same filters serve several kinds; django-filter wants to know which one.
        meta = type("Meta", (), {"model": self.model, "fields": []})
        name = f"{self.model.__name__}FilterSet"
        filterset = type(name, (self.filterset_class,), {"Meta": meta})
        return super().get_index_view_kwargs(**{"filterset_class": filterset, **kwargs})

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(
            confirm_url_name=self.get_url_name("confirm"), **kwargs
        )

    def get_urlpatterns(self) -> list[Any]:
        confirm = self.construct_view(
            self.confirm_view_class, success_url_name=self.get_url_name("edit")
        )
        return [
            *super().get_urlpatterns(),
            path(f"confirm/<{self.pk_path_converter}:pk>/", confirm, name="confirm"),
        ]
