"""The page in the admin on which coordinators set when a cell is thin or crowded."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import registry as log_registry

from monitor.actions.tune import FIELDS, tune
from monitor.coverage.tuned import tuning
from monitor.models import CoverageRules
from monitor.screens.rules_preview import previews
from publishing.admin.curator_page import CuratorMenuItem, CuratorPage
from publishing.permissions import may_tune_monitor

URL_NAME = "monitor_rules"
MOST_HISTORY = 10


class RulesForm(forms.ModelForm):
    class Meta:
        model = CoverageRules
        fields = FIELDS
        localized_fields = ("expected_at_least",)


class RulesMenuItem(CuratorMenuItem):
    """Shown only to who may change the rules; what they are, the help tells everybody."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Rules of the coverage map"),
            reverse(URL_NAME),
            name="monitor-rules",
            icon_name="sliders",
            order=900,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return may_tune_monitor(request.user)


class RulesView(CuratorPage):
    """The form, and what the numbers in it make of the map of today."""

    template_name = "monitor_admin/rules.html"
    page_title = gettext_lazy("Rules of the coverage map")
    header_icon = "sliders"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_tune_monitor(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or RulesForm(instance=CoverageRules.now())
        shown = CoverageRules.now() if form.errors else form.instance
        return super().get_context_data(
            form=form,
            previews=previews(tuning(), tuning(shown)),
            tried=form.is_bound and not form.errors,
            tuning=tuning(shown),
            history=_history(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save the numbers; or with ``try`` only show what they would make of the map."""
        form = RulesForm(request.POST, instance=CoverageRules.now())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        if "try" in request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if tune(form.instance, user=request.user):
            messages.success(request, _("Saved. The map is judged by these rules from now on."))
        else:
            messages.info(request, _("Nothing was changed, so the rules are as they were."))
        return redirect(URL_NAME)


def _history() -> list[dict[str, Any]]:
    """Who changed what, the newest first."""
    entries = log_registry.get_logs_for_instance(CoverageRules(pk=CoverageRules.KEY))
    labels = {field.name: str(field.verbose_name) for field in CoverageRules._meta.fields}
    return [
        {
            "when": entry.timestamp,
            "who": entry.user_display_name,
            "changes": [
                _("%(field)s: %(before)s, now %(after)s")
                % {"field": labels.get(name, name), "before": before, "after": after}
                for name, (before, after) in entry.data.get("changes", {}).items()
            ],
        }
        for entry in entries.select_related("user").order_by("-timestamp")[:MOST_HISTORY]
    ]
