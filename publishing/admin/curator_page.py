"""A page of our own in the admin, and its place in the menu: for curators only."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from publishing.permissions import roles_of


class CuratorMenuItem(MenuItem):
    """Shown only to those who may open a page for curators."""

    def is_shown(self, request: HttpRequest) -> bool:
        return roles_of(request.user).is_curator


class CuratorPage(WagtailAdminTemplateMixin, TemplateView):
    """Opens for every curator; what each of them sees and may do there, the page decides.

    Members of a trusted organisation may publish, too, but work elsewhere.
    """

    http_method_names = ["get", "head", "options", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not roles_of(request.user).is_curator:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]
