"""What the frame of every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.functional import SimpleLazyObject

from portal.settings.content_security import ADMIN_PREFIX
from portal.site_pages import site_pages


def site(request: HttpRequest) -> dict[str, Any]:
    """Names and addresses for the frame.

    `canonical_path` and `alternate_urls` suit any address that is the same but for its words in
    the other language; views of items and pages give their own. The admin has a frame of its own,
    whose templates use some of these names for something else.
    """
    if request.path_info.startswith(ADMIN_PREFIX):
        return {"portal_name": settings.SITE_NAME}
    return {
        "site_name": settings.SITE_NAME,
        "base_url": settings.BASE_URL,
        "source_code_url": settings.SOURCE_CODE_URL,
        "home_url": reverse("wagtail_serve", args=("",)),
        "search_url": reverse("search:search"),
        "site_pages": SimpleLazyObject(site_pages),
        "canonical_path": request.path if request.resolver_match else "",
        "alternate_urls": _alternate_paths(request),
    }


def _alternate_paths(request: HttpRequest) -> list[tuple[str, str]]:
    match = request.resolver_match
    if match is None or match.url_name == "wagtail_serve":
        return []
    return [
        (language, translate_url(request.path, language)) for language, _name in settings.LANGUAGES
    ]
