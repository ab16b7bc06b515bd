"""Choosing items for a relation: in a window with search, never from a list of everything."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property, lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.staticfiles import versioned_static
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
    SnippetCreateView,
)
from wagtail.snippets.widgets import AdminSnippetChooser

from publishing import permissions
from publishing.admin.listing import LONGEST_QUESTION
from taxonomy.row_numbers import row_number

_WORDS = 10


class NobodyCreatesPolicy:
    """The window only chooses: creating has its own screen, with its own checks."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return False


def choosable(model: type[models.Model], user: Any) -> models.QuerySet:
    """What somebody may find: what is live, and the drafts that they may edit themselves."""
    items = model._default_manager.all()
    if not hasattr(model, "live") or permissions.roles_of(user).everywhere:
        return items
    mine = permissions.editable_by(user, model._default_manager.all()).values("pk")
    return items.filter(Q(live=True) | Q(pk__in=mine))


class ItemSearchForm(BaseFilterForm):
    """Finds by words, as the list of the kind does; plain database search, which no text breaks."""

    q = forms.CharField(
        label=_("Search term"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Search")}),
    )

    def filter(self, objects: models.QuerySet) -> models.QuerySet:
        self.search_query = self.cleaned_data["q"][:LONGEST_QUESTION]
        self.is_searching = bool(self.search_query)
        names = objects.model.snippet_viewset.search_fields
        for word in self.search_query.split()[:_WORDS]:
            found = Q()
            for name in names:
                found |= Q(**{f"{name}__icontains": word})
            objects = objects.filter(found)
        return objects


class KindGuard:
    """Opens the window only for those who may see the list of this kind."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        policy = self.model_class.snippet_viewset.permission_policy  # type: ignore[attr-defined]
        if not policy.user_has_permission(request.user, "view"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class _ChooseMixin(KindGuard):
    filter_form_class = ItemSearchForm
    per_page = 20

    def get_object_list(self) -> models.QuerySet:
        return choosable(self.model_class, self.request.user)  # type: ignore[attr-defined]


class ItemChooseView(_ChooseMixin, ChooseView):
    pass


class ItemChooseResultsView(_ChooseMixin, ChooseResultsView):
    pass


class ItemChosenView(KindGuard, SnippetChosenView):
    def get_object(self, pk: str) -> models.Model:
        model = self.model_class
        return choosable(model, self.request.user).get(pk=row_number(pk))


class ItemChosenMultipleView(KindGuard, SnippetChosenMultipleView):
    def get_objects(self, pks: list[str]) -> models.QuerySet:
        numbers = {row_number(pk) for pk in pks} - {None}
        return choosable(self.model_class, self.request.user).filter(pk__in=numbers)


def _about(model: type[models.Model], text: Any) -> Any:
    """`text` about this kind, in the language of whoever reads it."""
    return lazy(lambda: text % {"kind": model._meta.verbose_name}, str)()


class ItemChooser(AdminSnippetChooser):
    """The button that opens the window. Wagtail's own takes its words from the first reader."""

    def __init__(self, model: type[models.Model], **kwargs: Any) -> None:
        super().__init__(model=model, **kwargs)
        self.choose_one_text = _about(model, _("Choose %(kind)s"))
        self.choose_another_text = _about(model, _("Choose another %(kind)s"))
        self.link_to_chosen_text = _about(model, _("Edit this %(kind)s"))


class ItemChooserViewSet(SnippetChooserViewSet):
    """The window in which one picks an item of the catalogue or a word of the vocabulary."""

    choose_view_class = ItemChooseView
    choose_results_view_class = ItemChooseResultsView
    chosen_view_class = ItemChosenView
    chosen_multiple_view_class = ItemChosenMultipleView
    create_view_class = SnippetCreateView
    permission_policy = NobodyCreatesPolicy()

    @cached_property
    def widget_class(self) -> ItemChooser:
        return ItemChooser(model=self.model, icon=self.icon)


class MultipleItemChooser(forms.Widget):
    """Several items of a kind: a list with remove buttons, and a button that opens the window."""

    template_name = "admin_panels/multiple_chooser.html"
    # Only the items that were chosen are ever read; iterating all choices could be very long.
    allow_multiple_selected = True

    def __init__(self, model: type[models.Model], attrs: dict[str, Any] | None = None) -> None:
        self.model = model
        super().__init__(attrs)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        # No hidden inputs at all means that the last one was removed.
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        numbers = {row_number(str(pk)) for pk in value or []} - {None}
        chosen = self.model._base_manager.filter(pk__in=numbers)
        chooser = self.model.snippet_viewset.chooser_viewset  # type: ignore[attr-defined]
        context["widget"] |= {
            "chosen": list(chosen),
            "choose_url": reverse(chooser.get_url_name("choose")),
            "plural": self.model._meta.verbose_name_plural,
        }
        return context

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> str:
        # Django's form renderer does not look in the project's template folder.
        return render_to_string(template_name, context)

    @cached_property
    def media(self) -> forms.Media:
        return forms.Media(
            js=[
                versioned_static("wagtailadmin/js/modal-workflow.js"),
                versioned_static("wagtailadmin/js/chooser-modal.js"),
                "curators/multiple_chooser.js",
            ],
        )
