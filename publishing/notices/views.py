"""The page on which whoever gets the daily mail with notices stops it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from publishing.actions.resume_daily_mail import resume_daily_mail
from publishing.actions.stop_daily_mail import stop_daily_mail
from publishing.notices.stopping import address_in, is_stopped


# The sealed link is all that counts here, as on the pages to confirm an item.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_view(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in every daily mail, and behind the button of the mail program (RFC 8058).

    Programs that open every link stop nothing.
    """
    address = address_in(token)
    if address is None:
        return render(request, "notices/stop.html", {"answer": "unknown"}, status=404)
    answer = "stopped" if is_stopped(address) else "ask"
    if request.method == "POST" and "again" in request.POST:
        resume_daily_mail(address)
        answer = "resumed"
    elif request.method == "POST":
        stop_daily_mail(address)
        answer = "stopped"
    return render(request, "notices/stop.html", {"answer": answer})
