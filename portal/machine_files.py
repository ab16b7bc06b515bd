"""Small plain-text answers for machines: health, robots and the security contact."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.readiness import readiness

PLAIN_TEXT = "text/plain; charset=utf-8"
#: The coverage map and the network.
DRAWN = ("/dekking/", "/en/coverage/", "/netwerk/", "/en/network/")


@require_safe
@cache_control(no_store=True)
def health(request: HttpRequest) -> HttpResponse:
    """Says that this process runs and reaches its database; says nothing else to strangers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type=PLAIN_TEXT)


@require_safe
@cache_control(no_store=True)
def ready(request: HttpRequest) -> HttpResponse:
    """Says in plain text what works; 503 when something must be looked at."""
    found = readiness()
    lines = [f"{name}: {value}" for name, value in found.lines.items()]
    return HttpResponse(
        "\n".join(lines) + "\n", content_type=PLAIN_TEXT, status=200 if found.ready else 503
    )


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /beheer/",
        "Disallow: /account/",
        "Disallow: /en/account/",
        # Every choice on these pages has files of its own, which are made when they are asked for.
        *(f"Disallow: {path}*format=" for path in DRAWN),
        "",
        f"Sitemap: {settings.BASE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN_TEXT)


@require_safe
@cache_control(public=True, max_age=86400)
def security(request: HttpRequest) -> HttpResponse:
    """Where to report a vulnerability, as RFC 9116 asks."""
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {settings.SECURITY_TXT_EXPIRES.isoformat()}T00:00:00Z",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.BASE_URL}{reverse('security_txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN_TEXT)
