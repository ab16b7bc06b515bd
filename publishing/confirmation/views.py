"""The pages behind the links in mails: a question with one button, or why there is none."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from publishing.confirmation.addressees import managers_of
from publishing.confirmation.answers import Answer, Opened, answer, opened
from publishing.confirmation.links import Purpose

_STATUS = {Answer.EXPIRED: 410, Answer.GONE: 410, Answer.FORGED: 404, Answer.NOT_YOURS: 403}


# The signed link is all that counts here, not a cookie that a browser sends along by itself: without the
# link nobody can forge the request, and with it nobody needs to. So it works without cookies too.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_view(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether an item is still right, and take the answer."""
    return _page(request, Purpose.CONFIRM, token)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bring_back_view(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to publish again what nobody confirmed in time, and do so."""
    return _page(request, Purpose.BRING_BACK, token)


def _page(request: HttpRequest, purpose: Purpose, token: str) -> HttpResponse:
    # Programs that guard a mailbox open every link: only the button may change something.
    if request.method == "POST":
        found = answer(purpose, token)
        if found.answer is Answer.DONE:
            return HttpResponseRedirect(request.path)
    else:
        found = opened(purpose, token)
    context = {
        "answer": found.answer.value,
        "brings_back": purpose is Purpose.BRING_BACK,
        "item": found.item,
        "contact_email": _contact(found),
    }
    status = _STATUS.get(found.answer, 200)
    return render(request, "pages/confirmation.html", context, status=status)


def _contact(found: Opened) -> str:
    """Whom to tell what is wrong: the region's programme manager, for who may answer the link."""
    if found.item is not None and found.addressee is not None:
        managers = managers_of(found.item)
        if managers:
            return managers[0].address
    return str(settings.CONTACT_EMAIL)
