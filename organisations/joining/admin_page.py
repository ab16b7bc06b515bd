"""The page in the admin with the requests to join that wait in somebody's regions."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.joining.actions.approve import approve
from organisations.joining.actions.refuse import refuse
from organisations.joining.deciding import NotPossibleError
from organisations.joining.notices import REQUESTS_IN_ADMIN
from organisations.models import JoinRequest, Organisation
from organisations.models.join_request import WORDS_MAX
from publishing.admin.curator_page import CuratorMenuItem, CuratorPage
from publishing.permissions import led_by, roles_of
from publishing.start_lines import StartLine
from taxonomy.row_numbers import row_number


def requests_for(user: Any) -> QuerySet[JoinRequest]:
    """What waits for this curator: of the regions whose programme they manage, or everywhere."""
    led = led_by(user, Organisation.objects.all())
    if not roles_of(user).everywhere:
        return JoinRequest.objects.waiting().filter(organisation__in=led.values("pk"))
    return JoinRequest.objects.waiting()


def line_on_start_page(user: Any) -> StartLine:
    """How many requests wait for a curator."""
    return StartLine(_("Requests to join"), requests_for(user).count(), reverse(REQUESTS_IN_ADMIN))


class RequestsMenuItem(CuratorMenuItem):
    """Shown to every curator; the page holds only what is theirs to decide."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Requests to join"),
            reverse(REQUESTS_IN_ADMIN),
            name="join-requests",
            icon_name="user",
            order=245,
        )


class RequestsView(CuratorPage):
    """The list, longest waiting first, with both answers beside every request."""

    template_name = "organisations_admin/requests.html"
    page_title = gettext_lazy("Requests to join")
    header_icon = "user"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = requests_for(self.request.user).select_related("user", "organisation__region")
        return super().get_context_data(
            requests=rows, claim=JoinRequest.Purpose.CLAIM, words_max=WORDS_MAX, **kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = row_number(request.POST.get("request", ""))
        asked = get_object_or_404(requests_for(request.user).select_related("user"), pk=wanted)
        try:
            if "approve" in request.POST:
                approve(asked, user=request.user)  # type: ignore[arg-type]
                told = _("%(person)s can start now.")
            else:
                reason = request.POST.get("reason", "")[:WORDS_MAX]
                refuse(asked, user=request.user, reason=reason)  # type: ignore[arg-type]
                told = _("You refused the request of %(person)s.")
        except NotPossibleError as fault:
            messages.error(request, str(fault.words))
        else:
            messages.success(request, told % {"person": asked.user})
        return redirect(REQUESTS_IN_ADMIN)
