"""Compression of pages, only where it cannot leak a secret."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class AnonymousGZipMiddleware(GZipMiddleware):
    """Compresses answers to visitors who are not logged in and got no cookie.

    An attacker who can make a browser repeat a request with chosen text can read a secret from
    the compressed size (BREACH). A page for a visitor without any cookie holds no secret: no
    session, no CSRF token. Every other page is sent as it is.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or request.COOKIES or response.cookies:
            return response
        return super().process_response(request, response)
