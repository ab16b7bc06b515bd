"""The page in the admin that shows how the search index is doing, and sets it going.

Nothing here waits for the index: what is asked for is noted, and the next ``run_due`` does it.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from publishing.permissions import may_look_after_site
from search import outbox
from search.models import IndexState
from search.status import status
from taxonomy.row_numbers import row_number

URL_NAME = "search_status"


class StatusMenuItem(MenuItem):
    """Shown only to those who may open it."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Search index"),
            reverse(URL_NAME),
            name="search-status",
            icon_name="search",
            order=620,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return may_look_after_site(request.user)


class StatusView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "search_admin/status.html"
    page_title = gettext_lazy("Search index")
    header_icon = "search"
    http_method_names = ["get", "head", "options", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_look_after_site(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = status()
        return super().get_context_data(status=now, minutes=_minutes(now.queue.oldest), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions: dict[str, Callable[[HttpRequest], str]] = {
            "rebuild": _ask_for_rebuild,
            "verify": _ask_for_verification,
            "retry": _retry,
        }
        action = actions.get(request.POST.get("action", ""))
        if action:
            messages.success(request, action(request))
        return redirect(URL_NAME)


def _ask_for_rebuild(request: HttpRequest) -> str:
    if not status().rebuild_asked:
        outbox.enqueue_rebuild()
    return _(
        "The search index will be built anew within some minutes. Searching goes on meanwhile."
    )


def _ask_for_verification(request: HttpRequest) -> str:
    IndexState.note(verification_asked=True)
    return _("The search index will be compared with the database within some minutes.")


def _retry(request: HttpRequest) -> str:
    """One parked row, or all of them when none is named."""
    row = row_number(request.POST.get("row", ""))
    count = outbox.retry([row] if row is not None else None)
    return ngettext(
        "%(count)d change is tried again.", "%(count)d changes are tried again.", count
    ) % {"count": count}


def _minutes(age: Any) -> int:
    return int(age.total_seconds() // 60)
