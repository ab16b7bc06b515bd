"""No curator gets past the account pages without a second factor, whatever door they came by."""

import re
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from organisations.accounts.second_factor import lacks_second_factor

#: Where a second factor is set up, and where one can log out instead.
ACCOUNT_PAGES = re.compile(r"^/(?:[a-z]{2}/)?account/")


class SecondFactorMiddleware:
    """Sends a curator without a second factor to the page where one is set up.

    It looks at the account and not at how somebody logged in, so it holds for a session that was
    there before the role was given, too. Requests of scripts get 403: they could not follow.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Without a session nobody is logged in; reading it would mark every page as personal.
        if (
            settings.SESSION_COOKIE_NAME in request.COOKIES
            and not ACCOUNT_PAGES.match(request.path_info)
            and lacks_second_factor(request.user)
        ):
            return _refusal(request)
        return self.get_response(request)


def _refusal(request: HttpRequest) -> HttpResponse:
    sentence = _("Set up a second step for logging in first. Your role requires it.")
    if _is_script(request):
        return JsonResponse({"detail": sentence}, status=403)
    messages.warning(request, sentence)
    return redirect("mfa_index")


def _is_script(request: HttpRequest) -> bool:
    headers = request.headers
    return (
        headers.get("X-Requested-With") == "XMLHttpRequest"
        or "HX-Request" in headers
        or headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
        or request.content_type == "application/json"
        or not request.accepts("text/html")
    )
