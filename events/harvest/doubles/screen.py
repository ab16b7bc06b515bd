"""The page in the admin on which an event is taken apart from another calendar."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.harvest.doubles.actions.undo_join import undo_join
from events.harvest.doubles.sharing import may_take_apart, reasons_of
from events.models import Event, EventJoin
from harvest.kinds import kind_called
from publishing.admin.curator_page import CuratorPage
from publishing.permissions import roles_of

URL_NAME = "events_take_apart"


class TakeApartView(CuratorPage):
    """Says why the two were taken for one, and has one button."""

    template_name = "harvest/take_apart.html"
    page_title = gettext_lazy("Take apart")
    header_icon = "cut"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not roles_of(request.user).is_curator:
            raise PermissionDenied
        rows = EventJoin.objects.standing().select_related("event", "source", "organisation")
        join = rows.filter(pk=kwargs["join"]).first()
        if join is None:
            raise Http404
        self.join = join
        if not may_take_apart(request.user, self.join):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.join.event)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "join": self.join,
            "reasons": reasons_of(self.join),
            "back_url": edit_address(self.join.event),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        source = self.join.source
        if source is None:
            raise Http404
        keeper = kind_called(source.kind).keeper
        try:
            apart = undo_join(self.join, user=request.user, keeper=keeper)
        except ValidationError as fault:
            for message in fault.messages:
                messages.error(request, message)
            return redirect(edit_address(self.join.event))
        messages.success(
            request,
            _("Taken apart. The calendar has an event of its own now, and they stay apart."),
        )
        return redirect(edit_address(apart or self.join.event))


def edit_address(event: Event) -> str:
    viewset: Any = Event.snippet_viewset
    return reverse(viewset.get_url_name("edit"), args=[event.pk])
