"""The page in the admin on which coordinators set what weighs how much when items overlap."""

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

from monitor.actions.tune_overlap import FIELDS, tune_overlap
from monitor.models import Overlap, OverlapProfile, OverlapRules
from monitor.overlap.manager_page import URL_NAME as OVERLAPS_URL_NAME
from publishing.admin.curator_page import CuratorPage
from publishing.permissions import may_tune_monitor

URL_NAME = "monitor_overlap_rules"


class OverlapRulesForm(forms.ModelForm):
    class Meta:
        model = OverlapRules
        fields = FIELDS


class OverlapRulesView(CuratorPage):
    """The form, how many pairs there are to judge, and how much waits for these rules."""

    template_name = "monitor_admin/overlap_rules.html"
    page_title = gettext_lazy("Rules of overlap")
    header_icon = "cog"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_tune_monitor(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or OverlapRulesForm(instance=OverlapRules.now())
        return super().get_context_data(
            form=form,
            shown=Overlap.objects.asked().count(),
            waiting=OverlapProfile.objects.filter(compared_at__isnull=True).count(),
            back=reverse(OVERLAPS_URL_NAME),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = OverlapRulesForm(request.POST, instance=OverlapRules.now())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        if tune_overlap(form.instance, user=request.user):
            messages.success(
                request,
                _(
                    "Saved. Pairs below the number from which they are shown are gone from now on. "
                    "In the next minutes and hours everything is compared again."
                ),
            )
        else:
            messages.info(request, _("Nothing was changed, so the rules are as they were."))
        return redirect(URL_NAME)
