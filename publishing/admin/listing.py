"""The list of a kind: columns, safe search, export without formulas, and buttons per row."""

from datetime import date
from typing import Any

from django.contrib.admin.utils import quote
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views import snippets

from publishing import permissions
from publishing.admin.guarded_views import confirm_attributes
from publishing.freshness import Freshness, freshness_of
from publishing.permissions import Verb
from publishing.review_states import State
from publishing.spreadsheets import harmless

#: A longer question finds nothing more, and SQLite refuses patterns beyond a limit.
LONGEST_QUESTION = 100
_WORDS = 10

FRESHNESS_LABELS = {
    Freshness.CONFIRMED: gettext_lazy("confirmed"),
    Freshness.DUE: gettext_lazy("due"),
    Freshness.STALE: gettext_lazy("not confirmed recently"),
    Freshness.NEVER: gettext_lazy("never confirmed"),
}


class StateColumn(Column):
    """The state in words; `live` decides only the look of the label."""

    cell_template_name = "admin_panels/state_cell.html"

    def get_value(self, instance: Any) -> str:
        return str(State(instance.state).label)


class FreshnessColumn(Column):
    """The day of the last confirmation, and what that means if it is long ago."""

    cell_template_name = "admin_panels/freshness_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        freshness = freshness_of(instance.verified_on)
        context["freshness"] = FRESHNESS_LABELS[freshness]
        context["is_fresh"] = freshness == Freshness.CONFIRMED
        return context


def publication_columns(*, owner: bool) -> list[Any]:
    """The columns that every list of the catalogue has."""
    columns: list[Any] = [
        "title",
        Column("region", label=gettext_lazy("Region"), sort_key="region__label"),
    ]
    if owner:
        columns.append(Column("owner", label=gettext_lazy("Kept by"), sort_key="owner__title"))
    return [
        *columns,
        StateColumn("state", label=gettext_lazy("State"), sort_key="state"),
        FreshnessColumn(
            "verified_on", label=gettext_lazy("Last confirmed"), sort_key="verified_on"
        ),
        DateColumn("changed_at", label=gettext_lazy("Last changed"), sort_key="changed_at"),
    ]


class IndexView(snippets.IndexView):
    """Shows every row to every curator, and buttons only for what this one may do."""

    confirm_url_name: str | None = None

    def _allows(self, verb: Verb, instance: models.Model) -> bool:
        return permissions.may_as_read(self.request.user, verb, instance)

    def get_edit_url(self, instance: models.Model) -> str | None:
        return super().get_edit_url(instance) if self._allows(Verb.CHANGE, instance) else None

    def get_copy_url(self, instance: models.Model) -> str | None:
        return super().get_copy_url(instance) if self._allows(Verb.CHANGE, instance) else None

    def get_delete_url(self, instance: models.Model) -> str | None:
        return super().get_delete_url(instance) if self._allows(Verb.DELETE, instance) else None

    def get_list_more_buttons(self, instance: models.Model) -> list[Any]:
        buttons = super().get_list_more_buttons(instance)
        if self.confirm_url_name and self._allows(Verb.CONFIRM, instance):
            url = reverse(self.confirm_url_name, args=[quote(instance.pk)])
            buttons.append(
                Button(
                    _("Confirm now"),
                    url=f"{url}?next={self.request.path}",
                    icon_name="check",
                    priority=15,
                    attrs=confirm_attributes(url),
                )
            )
        return buttons

    @cached_property
    def search_query(self) -> str:
        form = self.search_form
        if form is None or not form.is_valid():
            return ""
        return form.cleaned_data[self.search_kwarg][:LONGEST_QUESTION]

    def search_queryset(self, queryset: models.QuerySet) -> models.QuerySet:
        """Every word must occur. Wagtail's own search breaks on SQLite with a lone quote."""
        for word in self.search_query.split()[:_WORDS]:
            found = Q()
            for field in self.search_fields:
                found |= Q(**{f"{field}__icontains": word})
            queryset = queryset.filter(found)
        return queryset

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        value = super().preprocess_field_value(field, value, export_format)
        if value is None or isinstance(value, bool | int | float | date):
            return value
        return harmless(str(value))
